"""The largest entries per row of sparse products that do not fit in memory whole."""

from collections.abc import Callable, Iterator

import numpy as np
from scipy.sparse import csr_array, vstack

from daogou.core.progress import Progress
from daogou.recommend.history import Floats, Ints

# so many products of two numbers at a time: about 200 MB with their indices
MOST_AT_ONCE = 12_000_000

Rescale = Callable[[Ints, Ints, Floats], Floats]
"""Rows, columns and values of entries to their new values."""


def top_products(
    left: csr_array,
    right: csr_array,
    most: int,
    rescale: Rescale,
    progress: Progress,
    *,
    at_once: int = MOST_AT_ONCE,
) -> csr_array:
    """float32 [n, n]: of ``left @ right``, rescaled, the ``most`` largest positive entries per row.

    The diagonal stays empty; of equal entries those of smaller columns are kept.
    """
    progress.start("Finding neighbours", left.shape[0])
    parts = []
    for rows in _blocks(left, right, at_once):
        block = csr_array(left[rows.start : rows.stop] @ right)
        parts.append(_top_of_rows(block, most, rows.start, rescale))
        progress.advance(len(rows))
    progress.finish()
    return csr_array(vstack(parts, format="csr")) if parts else csr_array(left.shape, dtype=np.float32)


def _blocks(left: csr_array, right: csr_array, at_once: int) -> Iterator[range]:
    """Rows of ``left`` whose products with ``right`` may be held at once; a row at least."""
    work = np.zeros(len(left.indices) + 1, np.int64)
    np.cumsum(np.diff(right.indptr)[left.indices], out=work[1:])
    up_to: Ints = work[left.indptr]
    start, rows = 0, left.shape[0]
    while start < rows:
        stop = int(np.searchsorted(up_to, up_to[start] + at_once, side="right")) - 1
        stop = min(max(stop, start + 1), rows)
        yield range(start, stop)
        start = stop


def _top_of_rows(block: csr_array, most: int, first_row: int, rescale: Rescale) -> csr_array:
    rows = np.repeat(np.arange(block.shape[0]), np.diff(block.indptr))
    values = rescale(rows + first_row, block.indices, block.data)
    kept = (values > 0) & (block.indices != rows + first_row)
    rows, columns, values = rows[kept], block.indices[kept], values[kept]
    order = np.lexsort((columns, -values, rows))
    starts = np.searchsorted(rows[order], np.arange(block.shape[0]))
    place = np.arange(len(order)) - starts[rows[order]]
    best = order[place < most]
    return csr_array((values[best], (rows[best], columns[best])), shape=block.shape, dtype=np.float32)
