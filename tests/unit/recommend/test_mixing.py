"""Sums of rows measured without being made, against the sums made and measured."""

import numpy as np
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


@given(seed=st.integers(0, 30), chosen=st.sets(st.integers(0, 11)), negative=st.booleans())
def test_a_sum_is_measured_as_if_it_had_been_made(seed, chosen, negative):
    rows = np.array(sorted(chosen), np.int64)
    factors = np.random.default_rng(seed).random((3, len(rows))).astype(np.float32) - 0.5 * negative
    products = np.array([7, 0, 79])
    mixture = Mixture(matrix(seed))
    made = factors @ mixture.rows.toarray()[rows]
    found, expected = mixture.measured(rows, factors, products), measured_rows(made, products)
    for name in ("spread", "strength", "scores", "high"):
        np.testing.assert_allclose(getattr(found, name), getattr(expected, name), rtol=1e-4, atol=1e-5)
    for some in (factors, factors[:1], factors[:0]):
        mixed = mixture.mixed(rows, some)
        assert mixed.dtype == np.float32
        np.testing.assert_allclose(mixed, made[: len(some)], rtol=1e-4, atol=1e-6)


def test_the_same_number_everywhere_has_no_spread():
    mixture = Mixture(csr_array(np.full((2, 70), 0.1, np.float32)))
    found = mixture.measured(np.arange(2), np.ones((1, 2), np.float32), np.array([3]))
    assert found.spread.tolist() == [0]
    np.testing.assert_allclose(found.strength, [0.2], rtol=1e-6)
