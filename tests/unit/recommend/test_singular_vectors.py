"""Singular vectors of sparse matrices, against LAPACK."""

import numpy as np
import pytest
from scipy.sparse import csr_array, random_array

from daogou.recommend.singular_vectors import singular_vectors


def decaying(m: int, n: int) -> csr_array:
    """A random sparse matrix whose columns get smaller, so that its singular values are apart."""
    matrix = random_array((m, n), density=0.2, rng=np.random.default_rng(1), dtype=np.float32)
    return csr_array(matrix.multiply(0.97 ** np.arange(n))).astype(np.float32)


@pytest.mark.parametrize(("m", "n"), [(40, 25), (25, 40), (300, 200)])
def test_values_and_directions_are_lapacks(m, n):
    matrix = decaying(m, n)
    found = singular_vectors(matrix, 6, seed=0)
    _, values, right = np.linalg.svd(matrix.toarray())
    np.testing.assert_allclose(found.values, values[:6], rtol=1e-3)
    np.testing.assert_allclose(np.abs((found.vectors * right[:6].T).sum(axis=0)), 1, atol=0.02)
    np.testing.assert_allclose(found.vectors.T @ found.vectors, np.eye(6), atol=1e-4)


def test_a_matrix_of_rank_two_has_two():
    colours = csr_array(np.kron(np.eye(2), np.ones((4, 3))).astype(np.float32))
    found = singular_vectors(colours, 5, seed=0)
    np.testing.assert_allclose(found.values, [12**0.5, 12**0.5], rtol=1e-5)


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (3, 4)])
def test_nothing_has_none(shape):
    found = singular_vectors(csr_array(shape, dtype=np.float32), 2, seed=0)
    assert found.values.shape == (0,)
    assert found.vectors.shape == (shape[1], 0)
