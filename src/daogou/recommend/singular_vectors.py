"""The first right singular vectors of a large sparse matrix.

Block power iteration from random directions: Halko, Martinsson and Tropp, *Finding structure with randomness*
(SIAM Review 2011), algorithms 4.4 and 5.1. Between powers directions are made orthogonal by Cholesky's
factor of their Gram matrix, so that all of it is matrix products. The last directions are mixtures of
near ones, as in every randomised SVD.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular
from scipy.sparse import csr_array

from daogou.features.rows import Vectors
from daogou.recommend.history import Floats

POWERS = 4  # of N^T N: one or two more change no ranking measured, one fewer does
SPARE = 50  # directions beyond those wanted, so that the last wanted ones have converged
JITTER = 1e-7  # of the mean square: keeps Cholesky's factor real where directions are nearly alike
SMALLEST = 1e-4  # of the first singular value: below it float32 knows no direction


class Singular(NamedTuple):
    """``values`` float32 [k], descending, above 0; ``vectors`` float32 [n, k]: orthonormal columns."""

    values: Floats
    vectors: Vectors


def singular_vectors(matrix: csr_array, k: int, seed: int) -> Singular:
    """At most k of float32 [m, n]; fewer where the rank is smaller, none of an empty matrix."""
    m, n = matrix.shape
    if min(m, n, k) == 0 or not matrix.nnz:
        return Singular(np.zeros(0, np.float32), np.zeros((n, 0), np.float32))
    if n <= k + SPARE:
        return _within(matrix, np.eye(n, dtype=np.float32), k)
    directions = np.random.default_rng(seed).standard_normal((n, k + SPARE)).astype(np.float32)
    transposed = csr_array(matrix.T)
    for _ in range(POWERS):
        directions = _orthogonal(transposed @ (matrix @ directions))
    return _within(matrix, np.linalg.qr(directions)[0], k)


def _within(matrix: csr_array, directions: Vectors, k: int) -> Singular:
    """The best k in the space that orthonormal columns span."""
    seen = matrix @ directions
    squares, turned = np.linalg.eigh((seen.T @ seen).astype(np.float64))
    values = np.sqrt(np.maximum(squares[::-1][:k], 0))
    kept = values > SMALLEST * values[0]
    vectors = directions @ turned[:, ::-1][:, :k][:, kept].astype(np.float32)
    return Singular(values[kept].astype(np.float32), vectors)


def _orthogonal(directions: Vectors) -> Vectors:
    """Columns that span the same, at right angles but for rounding."""
    scale = np.sqrt(np.square(directions, dtype=np.float64).mean())
    scaled = directions / np.float32(scale)
    gram: NDArray[np.float64] = (scaled.T @ scaled).astype(np.float64)
    gram[np.diag_indices_from(gram)] += JITTER * np.trace(gram)
    factor = np.linalg.cholesky(gram)
    inverse = solve_triangular(factor, np.eye(len(factor)), lower=True)
    orthogonal: Vectors = scaled @ inverse.T.astype(np.float32)
    return orthogonal
