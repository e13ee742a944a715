"""The two small networks that lead pictures and words into a shared space, in numpy: what serving needs.

Picture:  x = (row - mean) / deviation;  unit(W2 gelu(W1 x + b1) + S x + b2)
Words:    unit(M v + m + sum of the shop words' vectors / sqrt(their number))
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.features.rows import unit_rows
from daogou.features.shop_words import ShopWords

Vectors = NDArray[np.float32]
ROWS_AT_ONCE = 4_096  # of pictures: 32 MB of intermediate values


def gelu(x: Vectors) -> Vectors:
    """Gaussian error linear unit in its tanh form, as torch computes it with ``approximate="tanh"``."""
    inner = np.sqrt(np.float32(2 / np.pi)) * (x + np.float32(0.044715) * x**3)
    activated: Vectors = np.float32(0.5) * x * (1 + np.tanh(inner))
    return activated


@dataclass(frozen=True)
class PictureHead:
    """All float32: mean, deviation [picture_dim]; inner [picture_dim, hidden]; outer [hidden, dim]; …"""

    mean: Vectors
    deviation: Vectors
    inner: Vectors  # (picture_dim, hidden)
    inner_bias: Vectors
    outer: Vectors  # (hidden, dim)
    outer_bias: Vectors
    skip: Vectors  # (picture_dim, dim)

    def __call__(self, rows: Vectors) -> Vectors:
        """float32 [n, picture_dim] -> float32 [n, dim], unit rows."""
        parts = [self._place(rows[i : i + ROWS_AT_ONCE]) for i in range(0, len(rows), ROWS_AT_ONCE)]
        return np.concatenate(parts) if parts else np.empty((0, self.skip.shape[1]), dtype=np.float32)

    def _place(self, rows: Vectors) -> Vectors:
        x: Vectors = (rows - self.mean) / self.deviation
        hidden: Vectors = x @ self.inner + self.inner_bias
        return unit_rows(gelu(hidden) @ self.outer + x @ self.skip + self.outer_bias)


@dataclass(frozen=True)
class TextHead:
    """All float32: turn [text_dim, dim]; shift [dim]; word_vectors [words + 1, dim], row 0 zeros."""

    turn: Vectors
    shift: Vectors
    word_vectors: Vectors

    def __call__(self, vectors: Vectors, word_rows: NDArray[np.int64]) -> Vectors:
        """float32 [n, text_dim] and the rows of each text's shop words -> float32 [n, dim], unit rows."""
        count = np.maximum((word_rows > 0).sum(axis=1, keepdims=True), 1)
        words = self.word_vectors[word_rows].sum(axis=1) / np.sqrt(count, dtype=np.float32)
        placed = unit_rows(vectors @ self.turn + self.shift + words)
        said = vectors.any(axis=1, keepdims=True) | (word_rows > 0).any(axis=1, keepdims=True)
        return placed * said  # nothing said: no direction


@dataclass(frozen=True)
class Heads:
    """Both, and the words they know."""

    picture: PictureHead
    text: TextHead
    words: ShopWords

    def arrays(self) -> Mapping[str, NDArray[Any]]:
        """Name -> array, for saving."""
        of_picture = {f"picture_{name}": value for name, value in vars(self.picture).items()}
        return of_picture | {f"text_{name}": value for name, value in vars(self.text).items()}


def heads_from(arrays: Mapping[str, NDArray[Any]], words: tuple[str, ...]) -> Heads:
    """What ``Heads.arrays`` gave."""
    parts: dict[str, dict[str, NDArray[Any]]] = {"picture": {}, "text": {}}
    for name, value in arrays.items():
        kind, _, rest = name.partition("_")
        if kind in parts:
            parts[kind][rest] = value
    return Heads(PictureHead(**parts["picture"]), TextHead(**parts["text"]), ShopWords(words))
