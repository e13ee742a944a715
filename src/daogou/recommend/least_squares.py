"""Many small regularised least-squares problems at once: for each row of a sparse matrix a vector of its own.

The vector x of a row with entries w at columns c minimises

    sum_i w_i (1 - x . y_ci)^2 + unseen * sum_c (x . y_c)^2 + l2 * (sum_i w_i)^power * |x|^2:

Hu, Koren and Volinsky, *Collaborative filtering for implicit feedback datasets* (ICDM 2008), with the weights
and the regularisation of Rendle et al., *Revisiting the performance of iALS* (RecSys 2022). Theirs also grows
with what is not there; ours does not: l2 stays right when ``unseen`` or the shop changes. Solved exactly.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from daogou.features.rows import Vectors
from daogou.recommend.history import Ints

# entries times dimensions that are held at once: 16 million float32 are 64 MB
MOST_AT_ONCE = 16_000_000


@dataclass(frozen=True)
class Penalty:
    """``unseen``: how much each entry that is not there counts as a 0; ``l2``, ``power``: see the module."""

    unseen: float
    l2: float
    power: float


def solved(matrix: csr_array, vectors: Vectors, penalty: Penalty, dtype: type[np.floating]) -> Vectors:
    """float32 [n rows, dim]: the vector of each row of ``matrix`` [n rows, n]; zeros for an empty row.

    ``vectors`` float32 [n, dim]; ``dtype``: what is reckoned in.
    """
    known = vectors.astype(dtype)
    everywhere = penalty.unseen * (known.T @ known)
    rows = np.zeros((matrix.shape[0], vectors.shape[1]), np.float32)
    weight = np.asarray(matrix.sum(axis=1))
    ridge = (penalty.l2 * weight**penalty.power).astype(dtype)
    for some, columns, weights in _alike(matrix, vectors.shape[1]):
        own = known[columns]  # (some, length, dim)
        weighted = (own * weights[:, :, None].astype(dtype)).transpose(0, 2, 1)
        systems = weighted @ own + everywhere
        systems[:, np.arange(len(everywhere)), np.arange(len(everywhere))] += ridge[some][:, None]
        rows[some] = np.linalg.solve(systems, weighted.sum(axis=2)[:, :, None])[:, :, 0]
    return rows


def _alike(matrix: csr_array, dim: int) -> Iterator[tuple[Ints, Ints, NDArray[np.float32]]]:
    """Rows with about as many entries: numbers [k], columns and weights [k, longest], 0s as padding."""
    lengths = np.diff(matrix.indptr)
    order = np.argsort(lengths, kind="stable")
    start = int(np.searchsorted(lengths[order], 1))  # an empty row has nothing to solve
    while start < len(order):
        # a tenth of padding is cheaper than a piece for every length
        longest = max(int(lengths[order[start]] * 1.1), 1)
        stop = int(np.searchsorted(lengths[order], longest, side="right"))
        stop = min(stop, start + max(MOST_AT_ONCE // (dim * max(longest, dim)), 1))
        yield _padded(matrix, order[start:stop])
        start = stop


def _padded(matrix: csr_array, rows: Ints) -> tuple[Ints, Ints, NDArray[np.float32]]:
    starts, lengths = matrix.indptr[rows], np.diff(matrix.indptr)[rows]
    place = np.arange(lengths.max())
    there = place < lengths[:, None]
    entries = np.where(there, starts[:, None] + place, 0)
    return rows, np.where(there, matrix.indices[entries], 0), np.where(there, matrix.data[entries], 0)
