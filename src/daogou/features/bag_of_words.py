"""Texts as weighted counts of their words: tf-idf, with the vocabulary of the shop's own texts."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import required

Row = tuple[list[int], NDArray[np.float32]]


@dataclass(frozen=True)
class BagOfWords:
    """``columns``: word -> column; ``idf``: float32 [columns]."""

    columns: dict[str, int]
    idf: NDArray[np.float32]

    def row(self, words: Sequence[str]) -> Row:
        """Columns and weights of a text, (1 + ln count) * idf, of length 1; empty if no word is known."""
        counts = Counter(column for word in words if (column := self.columns.get(word)) is not None)
        columns = sorted(counts)
        weights = np.array([1 + math.log(counts[c]) for c in columns], dtype=np.float32) * self.idf[columns]
        return columns, weights / np.linalg.norm(weights) if columns else weights

    def matrix(self, texts: Sequence[Sequence[str]]) -> Any:
        """All rows as a scipy CSR matrix, float32 [texts, columns]."""
        sparse = required("scipy.sparse", "learning from texts", "topics")
        rows = [self.row(words) for words in texts]
        starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.concatenate([np.array(c, dtype=np.int64) for c, _ in rows])
        weights = np.concatenate([w for _, w in rows])
        return sparse.csr_matrix((weights, columns, starts), shape=(len(rows), len(self.columns)))


def learn_bag(texts: Sequence[Sequence[str]], *, min_texts: int, max_words: int) -> BagOfWords:
    """The vocabulary of some texts, the words of most texts first; idf is ln((1 + n) / (1 + df)) + 1.

    A word of fewer than ``min_texts`` texts says nothing about what texts have in common and is left out.
    """
    frequency = Counter(word for words in texts for word in set(words))
    kept = sorted((w for w, df in frequency.items() if df >= min_texts), key=lambda w: (-frequency[w], w))
    kept = kept[:max_words]
    df = np.array([frequency[word] for word in kept], dtype=np.float64)
    idf = np.log((1 + len(texts)) / (1 + df)) + 1
    return BagOfWords({word: column for column, word in enumerate(kept)}, idf.astype(np.float32))
