"""Words that a shop uses often enough to learn a vector for each: brands, models, materials.

A sentence encoder trained on the world's texts knows few brands; the shop's own titles show them beside
their pictures.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

LEAST_USES = 2  # a word of one product could only be learnt by heart
MOST_WORDS = 30_000  # bounds memory: 60 MB of vectors
LONGEST = 24  # words of a text that count

_PIECE = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


def pieces(text: str) -> list[str]:
    """Latin words in lower case, and pairs of neighbouring Chinese characters, in reading order."""
    found: list[str] = []
    for piece in _PIECE.findall(text.lower()):
        if piece.isascii() or len(piece) == 1:
            found.append(piece)
        else:
            found.extend(piece[i : i + 2] for i in range(len(piece) - 1))
    return found


@dataclass(frozen=True)
class ShopWords:
    """``words`` in row order; row 0 of every table stands for "no word"."""

    words: tuple[str, ...]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {word: row for row, word in enumerate(self.words, start=1)}

    def rows(self, texts: Sequence[str]) -> NDArray[np.int64]:
        """int64 [n, LONGEST]: rows of each text's known words, then zeros."""
        found = np.zeros((len(texts), LONGEST), dtype=np.int64)
        for number, text in enumerate(texts):
            known = [self._rows[p] for p in pieces(text) if p in self._rows][:LONGEST]
            found[number, : len(known)] = known
        return found


def shop_words(texts: Iterable[str]) -> ShopWords:
    """The words that at least two of the texts use, most used first."""
    uses = Counter(piece for text in texts for piece in set(pieces(text)))
    common = sorted((w for w, n in uses.items() if n >= LEAST_USES), key=lambda w: (-uses[w], w))
    return ShopWords(tuple(common[:MOST_WORDS]))
