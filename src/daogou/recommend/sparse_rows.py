"""Some rows of a large sparse matrix as plain arrays; scipy's slicing takes longer to begin than this."""

import numpy as np
from scipy.sparse import csr_array

from daogou.features.rows import Vectors
from daogou.recommend.history import Floats, Ints


def entries(matrix: csr_array, rows: Ints) -> tuple[Ints, Ints, Floats]:
    """Of all entries in the rows: the place of the row in ``rows``, the column, the value."""
    starts = matrix.indptr[rows].astype(np.int64)
    counts = matrix.indptr[rows + 1] - starts
    place = np.repeat(np.arange(len(rows)), counts)
    ends = counts.cumsum()
    at = np.arange(len(place)) + np.repeat(starts - ends + counts, counts)
    return place, matrix.indices[at], matrix.data[at]


def gathered(matrix: csr_array, rows: Ints) -> tuple[Ints, Vectors]:
    """int64 [m]: the columns in which any of the rows has an entry, ascending; and [n rows, m]."""
    place, columns, values = entries(matrix, rows)
    touched, number = numbered(columns, matrix.shape[1])
    dense = np.zeros((len(rows), len(touched)), matrix.dtype)
    dense[place, number] = values
    return touched, dense


def block(matrix: csr_array, rows: Ints, columns: Ints) -> Vectors:
    """[n rows, n columns]; no column is named twice."""
    place, found, values = entries(matrix, rows)
    number = np.full(matrix.shape[1], -1, np.int32)
    number[columns] = np.arange(len(columns))
    there = number[found]
    kept = there >= 0
    dense = np.zeros((len(rows), len(columns)), matrix.dtype)
    dense[place[kept], there[kept]] = values[kept]
    return dense


def numbered(values: Ints, end: int) -> tuple[Ints, Ints]:
    """As ``np.unique(values, return_inverse=True)`` of numbers below ``end``, without sorting."""
    is_there = np.zeros(end, np.bool_)
    is_there[values] = True
    there: Ints = np.flatnonzero(is_there)
    number = np.empty(end, np.int64)
    number[there] = np.arange(len(there))
    return there, number[values]
