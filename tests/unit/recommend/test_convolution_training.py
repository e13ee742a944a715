"""LightGCN's arithmetic, against a dense one and finite differences; that it learns what was planted."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from daogou.core.progress import SILENT
from daogou.recommend.convolution_training import Recipe, _Adam, _step, normalised, smoothed, taught
from daogou.recommend.history import history_of
from daogou.recommend.interactions import interactions_of
from daogou.recommend.lesson import Lesson
from daogou.recommend.recommenders import ROLE

TWO_SHOPPERS = csr_array(np.array([[1, 1, 0], [0, 1, 1]], np.float32))


def test_an_edge_weighs_one_over_the_root_of_both_degrees():
    # both shoppers have two products; the middle product has two holders, the others one
    expected = np.array([[2**-0.5, 0.5, 0], [0, 0.5, 2**-0.5]])
    np.testing.assert_allclose(normalised(TWO_SHOPPERS).toarray(), expected, rtol=1e-6)


def test_smoothing_is_the_mean_over_the_layers():
    dense = normalised(TWO_SHOPPERS).toarray()
    hop = dense.T @ dense
    rows = np.array([[1.0, 0], [2, 1], [0, 3]], np.float32)
    expected = (rows + hop @ rows + hop @ hop @ rows) / 3
    np.testing.assert_allclose(smoothed(normalised(TWO_SHOPPERS), rows, 2), expected, rtol=1e-6)


class Recorder(_Adam):
    """Keeps the gradient instead of following it."""

    def descend(self, gradient, rate):
        self.gradient = gradient


@pytest.mark.parametrize("l2", [0.0, 0.3])
def test_the_gradient_is_that_of_the_loss(l2):
    normal, layers = normalised(TWO_SHOPPERS).astype(np.float64), 2
    table = Recorder(np.random.default_rng(0).normal(size=(3, 2)))
    shoppers, liked, other = np.array([0, 1, 1]), np.array([1, 2, 1]), np.array([2, 0, 0])

    def loss(rows):
        vectors = smoothed(normal, rows, layers)
        tastes = normal.toarray() @ vectors
        margins = (tastes[shoppers] * (vectors[liked] - vectors[other])).sum(axis=1)
        penalty = l2 / 2 * ((rows[liked] ** 2).sum() + (rows[other] ** 2).sum()) / len(shoppers)
        return np.log1p(np.exp(-margins)).mean() + penalty

    _step(normal, table, (shoppers, liked, other), Recipe(2, layers, 1, 0.1, l2, 3))
    for place in np.ndindex(3, 2):
        nudge = np.zeros((3, 2))
        nudge[place] = 1e-5
        slope = (loss(table.rows + nudge) - loss(table.rows - nudge)) / 2e-5
        assert table.gradient[place] == pytest.approx(slope, abs=1e-4)


def test_it_learns_which_group_a_shopper_is_of():
    random = np.random.default_rng(0)
    own = [random.permutation(np.arange(25) + 25 * (shopper % 8))[:6] for shopper in range(400)]
    others = [random.integers(0, 200, 2) for _ in own]  # and two of anything
    histories = [history_of(np.concatenate(pair)) for pair in zip(own, others, strict=True)]
    lesson = Lesson(interactions_of(histories, 200))
    recommender = ROLE.open("lightgcn", {"epochs": 10, "dim": 16}).fit(lesson, seed=0, progress=SILENT)
    scores = recommender.scores([history_of([25 * group, 25 * group + 1]) for group in range(8)])
    best = np.argsort(-scores, axis=1)[:, :10] // 25
    assert (best == np.arange(8)[:, None]).mean() > 0.9


def test_a_product_that_nobody_has_stays_at_zero():
    shop = csr_array(np.array([[1, 1, 0], [1, 1, 0]], np.float32))
    vectors = taught(shop, Recipe(4, 2, 3, 0.01, 0.0, 8), seed=0, progress=SILENT)
    assert not vectors[2].any()
    assert vectors[:2].any(axis=1).all()
