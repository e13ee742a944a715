"""Which of a few dozen short texts answers a question: by the words they share and by nearness in meaning.

By words: BM25 (Robertson, Zaragoza 2009), divided by what a text with every word of the question in it once
would score, so that 1 is "says all of it" whatever the question's length; a word that no text has counts as
the rarest there could be. By meaning: the cosine of sentence vectors. Who asks weighs the two, and says how
much is enough for an answer.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.4  # BM25's usual k1; a lower b than usual, because the texts are sentences of like length

Vectors = Callable[[Sequence[str]], NDArray[np.float32]]
Scores = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RankedTexts:
    """``counts``: of each text, how often it has each word; ``lengths`` float64 [n]; ``vectors`` float32
    [n, dim] unit rows, a text's own; ``placed`` the same of the text with what stands above it, or none."""

    counts: tuple[Counter[str], ...]
    lengths: Scores
    vectors: NDArray[np.float32]
    placed: NDArray[np.float32]

    def shares(self, words: Sequence[str]) -> Scores:
        """How much of the words each text says, float64 [n], 0 to 1."""
        weights = [self._rarity(word) for word in words]
        most = math.fsum(weights)
        if not most:
            return np.zeros(len(self.counts))
        mean = float(self.lengths.mean())
        widths = K1 * (1 - B + B * self.lengths / mean)
        found = np.zeros(len(self.counts))
        for word, weight in zip(words, weights, strict=True):
            times = np.array([of[word] for of in self.counts], dtype=np.float64)
            found += weight * times * (K1 + 1) / (times + widths)
        return np.minimum(found / most, 1.0)

    def lack(self, words: Sequence[str]) -> NDArray[np.intp]:
        """How many of the words each text does not have, [n]."""
        return np.array([sum(1 for word in words if not of[word]) for of in self.counts], dtype=np.intp)

    def has(self, word: str) -> bool:
        """Whether any text has it."""
        return any(word in of for of in self.counts)

    def near(self, vector: NDArray[np.float32]) -> Scores:
        """The nearer of the text alone and with its heading, float64 [n], -1 to 1."""
        alone = self.vectors @ vector
        return (np.maximum(alone, self.placed @ vector) if len(self.placed) else alone).astype(np.float64)

    def _rarity(self, word: str) -> float:
        having = sum(1 for of in self.counts if of[word])
        return math.log1p((len(self.counts) - having + 0.5) / (having + 0.5))


def ranked_texts(
    words: Sequence[Sequence[str]], texts: Sequence[str], placed: Sequence[str], vectors: Vectors
) -> RankedTexts:
    """Of texts, each with its words, and ``placed`` with what stands above it; () where nothing does."""
    counts = tuple(Counter(of) for of in words)
    lengths = np.array([max(len(of), 1) for of in words], dtype=np.float64)
    found = vectors([*texts, *placed])
    return RankedTexts(counts, lengths, found[: len(texts)], found[len(texts) :])
