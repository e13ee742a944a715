"""Each product's nearest ones: what most of a large sparse or never-made matrix of likeness comes down to.

A request then adds a few short rows instead of comparing a history with all products (Sarwar et al.,
*Item-based collaborative filtering*, WWW 2001, section 3.2.2, keep a model of that size for the same reason).
"""

from collections.abc import Callable

import numpy as np
from scipy.sparse import csr_array

from daogou.core.progress import Progress
from daogou.features.rows import Vectors
from daogou.recommend.history import Floats, Ints
from daogou.recommend.stored import compact

AT_ONCE = 256  # rows of 50,000 products: 51 MB
# a row with an entry in every 8th place is added as fast with all its zeros, which need no addresses
FULL = 8
MOST_FULL = 300  # of 50,000 numbers: 60 MB

Rows = Callable[[Ints], Vectors]
"""Some rows of a matrix, as float32 [m, n]."""


def nearest_of_each(rows: Rows, n: int, most: int, progress: Progress) -> csr_array:
    """float32 csr [n, n]: of each row the ``most`` largest entries, those above 0 only.

    Of entries that all equal the last one kept, as of products with the same traits, those kept are spread
    over the catalogue, differently in each row: the first ones would be the same products for everybody.
    """
    progress.start("Finding neighbours", n)
    places: list[Ints] = [np.zeros(0, np.int64)]
    values: list[Floats] = [np.zeros(0, np.float32)]
    for start in range(0, n, AT_ONCE):
        some = np.arange(start, min(start + AT_ONCE, n))
        for number, row in zip(some.tolist(), rows(some), strict=True):
            kept = _largest(row, most, number)
            places.append(kept)
            values.append(row[kept])
        progress.advance(len(some))
    progress.finish()
    starts = np.cumsum([len(kept) for kept in places])  # the first is empty
    return compact(csr_array((np.concatenate(values), np.concatenate(places), starts), shape=(n, n)))


def _largest(row: Floats, most: int, shift: int) -> Ints:
    """int64 [at most ``most``]: places, ascending; ``shift`` moves the choice among equals."""
    if most >= len(row):
        return np.flatnonzero(row > 0)
    least = max(float(np.partition(row, -most)[-most]), 0.0)
    above = np.flatnonzero(row > least)
    if not least:
        return above
    equal, missing = np.flatnonzero(row == least), most - len(above)
    spread = (np.arange(missing) * len(equal) // missing + shift) % len(equal)
    return np.sort(np.concatenate([above, equal[spread]]))


class RowsOfProduct:
    """Rows of ``left`` [n, m] @ ``right`` [m, n], both sparse; the fullest rows of ``right`` are multiplied
    as dense ones."""

    def __init__(self, left: csr_array, right: csr_array) -> None:
        lengths = np.diff(right.indptr)
        longest = np.argsort(-lengths, kind="stable")[:MOST_FULL]
        full = np.sort(longest[lengths[longest] > right.shape[1] // FULL])
        rest = np.setdiff1d(np.arange(len(lengths)), full)
        self._left_rest, self._rest = csr_array(left[:, rest]), csr_array(right[rest])
        self._left_full, self._full = csr_array(left[:, full]), right[full].toarray()

    def __call__(self, rows: Ints) -> Vectors:
        """float32 [m, n]."""
        product: Vectors = csr_array(self._left_rest[rows] @ self._rest).toarray()
        if len(self._full):
            product += self._left_full[rows].toarray() @ self._full
        return product
