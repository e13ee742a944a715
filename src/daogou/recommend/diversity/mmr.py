"""Maximal marginal relevance: next comes what is good and unlike what stands there already.

Carbonell and Goldstein, *The use of MMR, diversity-based reranking* (SIGIR 1998), greedily:
(1 - share) * relevance - share * the greatest likeness to one already chosen.
"""

from dataclasses import dataclass

import numpy as np

from daogou.features.rows import Vectors
from daogou.recommend.diversity import Diversifier
from daogou.recommend.history import Floats, Ints
from daogou.recommend.likes import likeness, relevance


@dataclass(frozen=True)
class Options:
    """None."""


class MaximalMarginalRelevance:
    """See the module."""

    def choose(self, scores: Floats, vectors: Vectors, k: int, share: float) -> Ints:
        """See the contract."""
        if not len(scores) or k <= 0:
            return np.zeros(0, np.int64)
        good, alike = relevance(scores), likeness(vectors)
        nearest = np.zeros(len(scores), np.float32)  # the greatest likeness of each to one chosen
        left = np.ones(len(scores), bool)
        chosen = [int(np.argmax(scores))]
        for _ in range(min(k, len(scores)) - 1):
            left[chosen[-1]] = False
            nearest = np.maximum(nearest, alike[chosen[-1]])
            marginal = (1 - share) * good - share * nearest
            chosen.append(int(np.argmax(np.where(left, marginal, -np.inf))))
        return np.array(chosen, np.int64)


def build(options: Options) -> Diversifier:
    """See the contract."""
    return MaximalMarginalRelevance()
