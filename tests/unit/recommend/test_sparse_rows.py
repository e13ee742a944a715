"""Rows of a sparse matrix, against scipy's slicing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array, random_array

from daogou.recommend.sparse_rows import block, entries, gathered, numbered


def matrix(seed: int) -> csr_array:
    random = np.random.default_rng(seed)
    return csr_array(random_array((9, 15), density=0.2, rng=random, dtype=np.float32))


@given(seed=st.integers(0, 20), rows=st.lists(st.integers(0, 8)), columns=st.sets(st.integers(0, 14)))
def test_rows_are_those_that_slicing_gives(seed, rows, columns):
    whole, some = matrix(seed).toarray(), np.array(rows, np.int64)
    place, column, value = entries(matrix(seed), some)
    again = np.zeros((len(rows), 15), np.float32)
    again[place, column] = value
    np.testing.assert_array_equal(again, whole[some])

    named = np.array(list(columns), np.int64)
    np.testing.assert_array_equal(block(matrix(seed), some, named), whole[some][:, named])

    touched, dense = gathered(matrix(seed), some)
    np.testing.assert_array_equal(touched, np.flatnonzero(whole[some].any(axis=0)))
    np.testing.assert_array_equal(dense, whole[some][:, touched])


@given(values=st.lists(st.integers(0, 14)))
def test_numbers_are_those_of_numpys_unique(values):
    there, number = numbered(np.array(values, np.int64), 15)
    expected, inverse = np.unique(np.array(values, np.int64), return_inverse=True)
    np.testing.assert_array_equal(there, expected)
    np.testing.assert_array_equal(number, inverse)
