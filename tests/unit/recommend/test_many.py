"""The best unseen products of many histories, against sorting."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from daogou.recommend.many import AT_ONCE, best_columns, best_of_many

NOTHING_SEEN = csr_array((1, 3), dtype=np.float32)


def sorted_columns(row: np.ndarray, k: int) -> list[int]:
    best = sorted(range(len(row)), key=lambda column: (-row[column], column))[:k]
    return [column if row[column] > -np.inf else -1 for column in best]


@given(m=st.integers(1, 400), k=st.integers(1, 12), seed=st.integers(0, 10**6))
def test_the_best_columns_are_those_that_sorting_finds(m, k, seed):
    k = min(k, m)
    scores = np.random.default_rng(seed).permutation(3 * m).reshape(3, m).astype(np.float32)
    np.testing.assert_array_equal(best_columns(scores, k), [sorted_columns(row, k) for row in scores])


def test_of_equal_scores_in_a_list_the_smaller_row_comes_first():
    scores = np.array([[1, 2, 2, 0, 2]], np.float32)
    np.testing.assert_array_equal(best_columns(scores, 4), [[1, 2, 4, 0]])


def test_a_row_with_fewer_than_k_unseen_products_ends_with_minus_one():
    seen = csr_array(np.array([[0, 5.0, 1]], np.float32))
    found = best_of_many(lambda some: np.array([[1.0, 3, 2]], np.float32)[some], seen, 3)
    np.testing.assert_array_equal(found, [[0, -1, -1]])


@pytest.mark.parametrize("threads", [1, 2])
def test_many_rows_come_back_in_their_order_whatever_the_threads(threads):
    random = np.random.default_rng(0)
    n, m = 2 * AT_ONCE + 3, 300
    scores = random.normal(size=(n, m)).astype(np.float32)
    seen = random.random((n, m)) < 0.1
    found = best_of_many(
        lambda some: scores[some].copy(), csr_array(seen.astype(np.float32)), 5, threads=threads
    )
    hidden = np.where(seen, -np.inf, scores)
    np.testing.assert_array_equal(found, [sorted_columns(row, 5) for row in hidden])


def test_nobody_gets_no_list():
    assert best_of_many(lambda some: np.zeros((0, 3), np.float32), NOTHING_SEEN[:0], 2).shape == (0, 2)
