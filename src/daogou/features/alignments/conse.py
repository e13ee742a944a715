"""ConSE: a picture stands where the words for what it shows stand (Norouzi et al., 2013). Needs no training.

f(x) = sum over the T likeliest classes of p(class | x) * words(class), brought to unit length.
"""

from dataclasses import dataclass
from pathlib import Path

from daogou.core.progress import Progress
from daogou.features.alignments import Alignment, AlignmentMethod, Pairs
from daogou.features.class_words import load_class_words, words_of_classes
from daogou.features.see import Eye
from daogou.features.text_encoders import TextEncoder


@dataclass(frozen=True)
class Options:
    """``likeliest``: how many classes count; 10 in the paper."""

    likeliest: int = 10


class ConseMethod:
    """Words and pictures meet through the names of the image encoder's classes."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, pairs: Pairs, eye: Eye, text: TextEncoder, *, seed: int, progress: Progress) -> Alignment:
        """The pairs are not needed.

        Raises:
            BadOption: the image encoder has no classes.
        """
        return words_of_classes(eye, text, self._options.likeliest)

    def load(self, folder: Path, eye: Eye) -> Alignment:
        """The class names' vectors."""
        return load_class_words(folder, eye)


def build(options: Options) -> AlignmentMethod:
    """Nothing to prepare."""
    return ConseMethod(options)
