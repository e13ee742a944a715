"""Vectors of shoppers and products, against the loss they minimise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from daogou.core.errors import BadOption
from daogou.core.progress import SILENT
from daogou.recommend.history import history_of
from daogou.recommend.interactions import interactions_of
from daogou.recommend.least_squares import Penalty, solved
from daogou.recommend.lesson import Lesson
from daogou.recommend.pairwise_training import Recipe, taught
from daogou.recommend.recommenders import ROLE

DIM = 3


def loss(x, row, vectors, penalty: Penalty) -> float:
    """As the module's docstring writes it."""
    seen = sum(w * (1 - x @ vectors[c]) ** 2 for c, w in enumerate(row) if w)
    everywhere = penalty.unseen * ((vectors @ x) ** 2).sum()
    return seen + everywhere + penalty.l2 * row.sum() ** penalty.power * (x @ x)


@given(seed=st.integers(0, 100), power=st.sampled_from([0.0, 0.5, 1.0]))
def test_each_row_gets_the_vector_of_the_least_loss(seed, power):
    random = np.random.default_rng(seed)
    rows = (random.random((5, 8)) * (random.random((5, 8)) < 0.4)).astype(np.float32)
    vectors = random.normal(size=(8, DIM)).astype(np.float32)
    penalty = Penalty(0.1, 0.05, power)
    found = solved(csr_array(rows), vectors, penalty, np.float64)
    for x, row in zip(found, rows, strict=True):
        if not row.any():
            assert not x.any()
            continue
        at_best = loss(x.astype(np.float64), row, vectors, penalty)
        for nudge in random.normal(0, 0.01, (5, DIM)):
            assert loss(x + nudge, row, vectors, penalty) >= at_best - 1e-9


def test_rows_of_very_different_lengths_are_solved_alike():
    random = np.random.default_rng(1)
    matrix = csr_array((random.random((40, 300)) < np.linspace(0, 0.9, 40)[:, None]).astype(np.float32))
    vectors = random.normal(size=(300, DIM)).astype(np.float32)
    together = solved(matrix, vectors, Penalty(0.1, 0.1, 1.0), np.float64)
    for row in range(40):
        alone = solved(csr_array(matrix[[row]]), vectors, Penalty(0.1, 0.1, 1.0), np.float64)[0]
        np.testing.assert_allclose(together[row], alone, rtol=1e-5, atol=1e-7)


def test_a_product_without_acts_has_no_vector():
    lesson = Lesson(interactions_of([history_of([0, 1]), history_of([1, 2])], 4))
    als = ROLE.open("als", {"dim": 2, "epochs": 2}).fit(lesson, seed=0, progress=SILENT)
    assert not als.scores([history_of([0])])[0, 3]
    assert not als.similar(3).any()


@pytest.mark.parametrize("options", [{"dim": 0}, {"l2": 0.0}, {"half_life_acts": -1.0}])
def test_options_that_mean_nothing_are_refused(options):
    with pytest.raises(BadOption, match=next(iter(options))):
        ROLE.open("als", options)


# BPR ------------------------------------------------------------------------------------------------


def test_pairs_teach_what_goes_with_what_and_leave_out_what_nobody_knows():
    ones = csr_array(np.array([[1, 1, 1, 0, 0, 0, 0], [0, 0, 0, 1, 1, 1, 0]] * 10, np.float32))
    says, asks = taught(ones, Recipe(dim=4, epochs=30, rate=0.1, l2=0.0, batch=16), seed=1, progress=SILENT)
    goes_with = says @ asks.T
    assert goes_with[0, [1, 2]].min() > goes_with[0, [3, 4, 5]].max()
    assert not says[6].any()
    assert not asks[6].any()


def test_a_taste_is_what_its_products_say_over_the_root_of_their_number():
    lesson = Lesson(interactions_of([history_of([0, 1, 2])] * 4, 3))
    bpr = ROLE.open("bpr", {"dim": 2, "epochs": 2}).fit(lesson, seed=0, progress=SILENT)
    one, two, both = bpr.scores([history_of([0]), history_of([1]), history_of([0, 1])])
    np.testing.assert_allclose(both, (one + two) / 2**0.5, rtol=1e-5)
