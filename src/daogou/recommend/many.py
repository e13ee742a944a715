"""The best unseen products of very many histories at once.

All scores of a block of histories are one matrix product. Of its rows the largest of every so many columns is
taken first, which costs one pass over memory; whatever is among the k best lies in one of the k groups of
columns with the largest such maxima, so only those groups are looked into. Exact.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.sparse import csr_array
from threadpoolctl import threadpool_limits

from daogou.features.rows import Vectors
from daogou.recommend.history import Ints

AT_ONCE = 64  # x 41,000 products x 4 bytes = 10 MB: more leaves the cache, fewer make thin matrix products
WIDTH = 32  # columns per group; k groups of it are partitioned instead of the whole row

Score = Callable[[slice], Vectors]
"""Rows of histories -> a fresh float32 [n, n_products] that may be written into."""


def best_of_many(score: Score, seen: csr_array, k: int, *, threads: int = 1) -> Ints:
    """int64 [n, k]: the best unseen products of each row, best first, -1 where a row has fewer.

    ``seen`` [n, n_products]: an entry, whatever its value, hides a product. Of equal scores at the last place
    any may come; in the list the smaller row comes first. ``threads``: blocks at a time; BLAS gets one each.
    """
    n, n_products = seen.shape
    k = min(k, n_products)
    blocks = [slice(start, min(start + AT_ONCE, n)) for start in range(0, n, AT_ONCE)]

    def one(block: slice) -> Ints:
        scores = score(block)
        _hide(scores, seen, block)
        return best_columns(scores, k)

    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(one, blocks))
    return np.concatenate([np.zeros((0, k), np.int64), *found])


def threads_or_all(threads: int) -> int:
    """As many as asked for, 0 for one per core."""
    return threads or os.cpu_count() or 1


def best_columns(scores: Vectors, k: int) -> Ints:
    """int64 [n, k]: of each row of float32 [n, m] the k largest, k at most m; -1 for minus infinity."""
    n, m = scores.shape
    n_groups = m // WIDTH
    if n_groups <= k:
        columns = np.tile(np.arange(m), (n, 1))
    else:  # group g holds columns g, g + n_groups, ...: their maxima are taken along memory
        maxima = scores[:, : n_groups * WIDTH].reshape(n, WIDTH, n_groups).max(axis=1)
        groups = np.argpartition(-maxima, k - 1, axis=1)[:, :k]
        inside = groups[:, :, None] + n_groups * np.arange(WIDTH)
        rest = np.tile(np.arange(n_groups * WIDTH, m), (n, 1))  # fewer than WIDTH that fill no group
        columns = np.concatenate([inside.reshape(n, -1), rest], axis=1)
    values = np.take_along_axis(scores, columns, axis=1)
    if k < columns.shape[1]:
        chosen = np.argpartition(-values, k - 1, axis=1)[:, :k]
        columns = np.take_along_axis(columns, chosen, axis=1)
        values = np.take_along_axis(values, chosen, axis=1)
    order = np.lexsort((columns, -values), axis=1)
    best: Ints = np.take_along_axis(columns, order, axis=1)
    best[np.isneginf(np.take_along_axis(values, order, axis=1))] = -1
    return best


def _hide(scores: Vectors, seen: csr_array, block: slice) -> None:
    own = slice(int(seen.indptr[block.start]), int(seen.indptr[block.stop]))
    rows = np.repeat(np.arange(len(scores)), np.diff(seen.indptr[block.start : block.stop + 1]))
    scores[rows, seen.indices[own]] = -np.inf
