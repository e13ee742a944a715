"""The k best of many scores, the same every time."""

import numpy as np
from numpy.typing import NDArray

from daogou.index import Found


def top(scores: NDArray[np.float32], k: int, rows: NDArray[np.int64] | None = None) -> Found:
    """The k highest of float32 [n], best first, equal scores by row.

    ``rows`` int64 [n], ascending, says which row each score belongs to; without it the position does.
    Whoever ties with the k-th place competes for it by row, so the answer does not depend on how numpy
    partitions.
    """
    k = min(k, len(scores))
    if k <= 0:
        return Found(np.empty(0, np.int64), np.empty(0, np.float32))
    if k < len(scores):
        last = np.partition(scores, len(scores) - k)[len(scores) - k]
        above = np.flatnonzero(scores > last)
        level = np.flatnonzero(scores == last)[: k - len(above)]
        places = np.concatenate([above, level])
    else:
        places = np.arange(len(scores))
    order = np.lexsort((places, -scores[places]))
    best = places[order]
    return Found(best if rows is None else rows[best], scores[best])
