"""The best products of a row of scores."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from daogou.features.rows import Vectors
from daogou.recommend.history import Floats, History, Ints

Mask = NDArray[np.bool_]


def best(scores: Floats, k: int, *, allowed: Mask | None = None, seen: Ints | None = None) -> Ints:
    """int64 [at most k]: rows of products, best first; of equal scores the smaller row comes first.

    ``allowed`` bool [n_products]: which may be chosen at all, all unless given; ``seen`` int64: rows that may
    not, a history's items for example.
    """
    open_to = np.ones(len(scores), np.bool_) if allowed is None else allowed.copy()
    if seen is not None:
        open_to[seen] = False
    rows = np.flatnonzero(open_to)
    rows = rows[_candidates(scores[rows], k)]
    order = np.argsort(-scores[rows], kind="stable")  # rows ascend, so equal ones stay in their order
    chosen: Ints = rows[order][:k]
    return chosen


def _candidates(scores: Floats, k: int) -> Ints:
    """Places of the k highest scores and of all that equal the lowest of these, ascending."""
    if k <= 0:
        return np.zeros(0, np.int64)
    if k >= len(scores):
        return np.arange(len(scores))
    least = np.partition(scores, len(scores) - k)[len(scores) - k]
    return np.flatnonzero(scores >= least)


def best_of_each(
    scores: Vectors, histories: Sequence[History], k: int, *, allowed: Mask | None = None
) -> list[Ints]:
    """The best unseen products of each history; ``scores`` float32 [n, n_products], row i of histories[i]."""
    rows = zip(scores, histories, strict=True)
    return [best(row, k, allowed=allowed, seen=history.items) for row, history in rows]
