"""Sums of rows measured without being made, against the sums made and measured."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array, random_array

from daogou.recommend.measuring import measured_rows
from daogou.recommend.mixing import Mixture

N_ROWS, N_PRODUCTS = 12, 80


def matrix(seed: int) -> csr_array:
    """Half of the rows have some 3 entries, the others some 40; none is below 0."""
    random = np.random.default_rng(seed)
    few, many = (
        random_array((N_ROWS // 2, N_PRODUCTS), density=density, rng=random, dtype=np.float32, format="csr")
        for density in (0.04, 0.5)
    )
    return csr_array(np.vstack([few.toarray(), many.toarray()]))


def assert_measured_alike(found, expected, *, high):
    names = ["spread", "strength", "scores", *(["high"] if high else [])]
    for name in names:
        np.testing.assert_allclose(getattr(found, name), getattr(expected, name), rtol=1e-4, atol=1e-5)


@given(
    seed=st.integers(0, 30), narrow=st.sampled_from([0, 10, N_PRODUCTS]), chosen=st.sets(st.integers(0, 11))
)
def test_a_sum_is_measured_as_if_it_had_been_made(seed, narrow, chosen):
    rows = np.array(sorted(chosen), np.int64)
    factors = np.random.default_rng(seed).random((3, len(rows))).astype(np.float32)
    products = np.array([7, 0, 79])
    mixture = Mixture(matrix(seed), narrow)
    made = factors @ mixture.rows.toarray()[rows]
    found = mixture.measured(rows, factors, products, highest=False)
    assert found is not None
    assert_measured_alike(found, measured_rows(made, products), high=False)
    for some in (factors, factors[:1], factors[:0]):
        mixed = mixture.mixed(rows, some)
        assert mixed.dtype == np.float32
        np.testing.assert_allclose(mixed, made[: len(some)], rtol=1e-4, atol=1e-6)


@given(seed=st.integers(0, 30))
def test_narrow_rows_tell_even_the_highest_and_may_be_below_0(seed):
    rows = np.arange(N_ROWS)
    factors = np.random.default_rng(seed).normal(size=(4, N_ROWS)).astype(np.float32)
    mixture = Mixture(matrix(seed), narrow=N_PRODUCTS)
    made = factors @ mixture.rows.toarray()
    found = mixture.measured(rows, factors, np.array([5]), highest=True)
    assert found is not None
    assert_measured_alike(found, measured_rows(made, np.array([5])), high=True)


@pytest.mark.parametrize(("factor", "highest"), [(-1.0, False), (1.0, True)])
def test_what_only_the_made_sum_would_tell_is_not_guessed(factor, highest):
    mixture = Mixture(matrix(0), narrow=0)
    factors = np.array([[1.0, factor]], np.float32)
    assert mixture.measured(np.array([8, 9]), factors, np.array([1]), highest=highest) is None


def test_wide_rows_with_numbers_below_0_are_not_guessed_at():
    mixture = Mixture(csr_array(np.array([[1, -1, 2]], np.float32)), narrow=0)
    assert mixture.measured(np.array([0]), np.ones((1, 1), np.float32), np.array([1]), highest=False) is None


def test_the_same_number_everywhere_has_no_spread():
    mixture = Mixture(csr_array(np.full((2, 70), 0.1, np.float32)), narrow=0)
    found = mixture.measured(np.arange(2), np.ones((1, 2), np.float32), np.array([3]), highest=False)
    assert found is not None
    assert found.spread.tolist() == [0]
    np.testing.assert_allclose(found.strength, [0.2], rtol=1e-6)
