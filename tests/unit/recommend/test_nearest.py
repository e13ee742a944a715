"""The largest of each row, by hand and against the rows themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array, random_array

from daogou.core.progress import SILENT
from daogou.recommend import nearest
from daogou.recommend.nearest import RowsOfProduct, nearest_of_each


def kept_of(matrix, most: int):
    rows = np.array(matrix, np.float32)
    return nearest_of_each(lambda some: rows[some], len(rows), most, SILENT)


def test_the_largest_of_each_row_are_kept_and_nothing_below_zero():
    near = kept_of([[3, 1, 2], [-1, 0, 5], [0, 0, 0]], 2)
    np.testing.assert_array_equal(near.toarray(), [[3, 0, 2], [0, 0, 5], [0, 0, 0]])
    assert near.nnz == 3


def test_equals_are_spread_over_the_catalogue_instead_of_the_first_ones_for_all():
    near = kept_of(np.ones((40, 40)), 4)
    assert (np.diff(near.indptr) == 4).all()
    assert set(near.indices.tolist()) == set(range(40))


def test_a_shop_of_no_products_has_no_neighbours():
    assert kept_of(np.zeros((0, 0)), 3).shape == (0, 0)


def test_more_rows_than_are_made_at_once():
    random = np.random.default_rng(0)
    matrix = random.random((600, 600)).astype(np.float32)
    near = kept_of(matrix, 5)
    expected = np.where(matrix >= np.sort(matrix, axis=1)[:, -5:-4], matrix, 0)
    np.testing.assert_array_equal(near.toarray(), expected)


@given(seed=st.integers(0, 20), density=st.sampled_from([0.0, 0.05, 0.4]))
def test_rows_of_a_product_are_those_of_the_matrices(seed, density):
    random = np.random.default_rng(seed)
    left, right = (
        random_array(shape, density=density, rng=random, dtype=np.float32, format="csr")
        for shape in ((20, 9), (9, 20))
    )
    chosen = np.array([3, 3, 19, 0])
    np.testing.assert_allclose(
        RowsOfProduct(left, right)(chosen), (left @ right).toarray()[chosen], rtol=1e-5, atol=1e-6
    )


@pytest.mark.parametrize("entries", [4, 5])
def test_a_row_that_is_full_is_multiplied_as_a_dense_one(entries):
    """Of 32 places more than an eighth."""
    right = np.zeros((1, 32), np.float32)
    right[0, :entries] = 2
    rows = RowsOfProduct(csr_array(np.ones((2, 1), np.float32)), csr_array(right))
    assert len(rows._full) == (entries > 32 // nearest.FULL)
    np.testing.assert_array_equal(rows(np.array([1])), right)
