"""A text as the weighted average of its words' vectors: SIF (Arora, Liang and Ma 2017).

A word w weighs ``a / (a + p(w))``, where p(w) is how often it occurs: "the" hardly counts. Then the direction
that all texts share is taken out: with u the first right singular vector of the texts' vectors,
``v <- v - (v . u) u``.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from daogou.features.rows import Vectors
from daogou.features.word_table import WordTable

SMOOTHING = 1e-3  # "a"; the paper finds 1e-4 to 1e-3 equally good


def zipf_probabilities(count: int) -> NDArray[np.float64]:
    """p(w) of words in order of frequency when nobody counted them: Zipf-Mandelbrot, 1 / (rank + 2.7)."""
    weights = 1.0 / (np.arange(count) + 2.7)
    probabilities: NDArray[np.float64] = weights / weights.sum()
    return probabilities


def counted_probabilities(table: WordTable, texts: Iterable[Sequence[str]]) -> NDArray[np.float64]:
    """p(w) of the table's words in these texts, each seen once more than it was (no word is impossible)."""
    counts = Counter(row for words in texts for row in rows_of(words, table))
    seen = np.ones(len(table.vectors))
    for row, count in counts.items():
        seen[row] += count
    probabilities: NDArray[np.float64] = seen / seen.sum()
    return probabilities


def sif_weights(probabilities: NDArray[np.float64]) -> NDArray[np.float32]:
    """``a / (a + p)``, float32 [n]."""
    return (SMOOTHING / (SMOOTHING + probabilities)).astype(np.float32)


def averages(texts: Sequence[Sequence[str]], table: WordTable, weights: NDArray[np.float32]) -> Vectors:
    """float32 [n, dim]: the weighted mean of the known words' vectors; zeros where none is known."""
    vectors = np.zeros((len(texts), table.vectors.shape[1]), dtype=np.float32)
    for number, words in enumerate(texts):
        rows = rows_of(words, table)
        if rows:
            vectors[number] = weights[rows] @ table.vectors[rows] / len(rows)
    return vectors


def common_direction(vectors: Vectors) -> NDArray[np.float32]:
    """The unit direction that texts share most: float32 [dim]; zeros if there are no texts."""
    if not vectors.any():
        return np.zeros(vectors.shape[1], dtype=np.float32)
    _, directions = np.linalg.eigh(vectors.T.astype(np.float64) @ vectors)  # ascending
    direction: NDArray[np.float32] = directions[:, -1].astype(np.float32)
    return direction


def without(vectors: Vectors, direction: NDArray[np.float32]) -> Vectors:
    """Take one unit direction out of every row."""
    return vectors - np.outer(vectors @ direction, direction)


def rows_of(words: Sequence[str], table: WordTable) -> list[int]:
    """Rows of a text's words: each as it stands, else in lower case, else its Chinese characters.

    Tables cut Chinese in their own way, so a word that jieba sees may only be there in pieces.
    """
    rows: list[int] = []
    for word in words:
        row = table.rows.get(word, table.rows.get(word.lower()))
        if row is not None:
            rows.append(row)
        elif any("\u4e00" <= letter <= "\u9fff" for letter in word):
            rows.extend(table.rows[letter] for letter in word if letter in table.rows)
    return rows
