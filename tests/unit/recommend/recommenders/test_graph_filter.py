"""The graph filter's formula, against numpy's dense one; its evidence adds up."""

import numpy as np
import pytest

from daogou.core.errors import BadOption
from daogou.core.progress import SILENT
from daogou.recommend.history import history_of
from daogou.recommend.interactions import interactions_of
from daogou.recommend.lesson import Lesson
from daogou.recommend.recommenders import ROLE

N_PRODUCTS = 40
RANDOM = np.random.default_rng(4)
LESSON = Lesson(
    interactions_of([history_of(RANDOM.permutation(N_PRODUCTS)[:7]) for _ in range(60)], N_PRODUCTS)
)


def filtered(**options):
    given = {"half_life_acts": 0.0, "neighbours": N_PRODUCTS, **options}
    return ROLE.open("graph_filter", given).fit(LESSON, seed=0, progress=SILENT)


def weights_by_hand(damping: float, sharpness: float, local: float, dim: int) -> np.ndarray:
    acts = LESSON.interactions.matrix().toarray().astype(np.float64)
    holders = np.diag(acts.sum(axis=0) ** -damping)
    normal = np.diag(acts.sum(axis=1) ** -damping) @ acts @ holders
    _, values, right = np.linalg.svd(normal)
    relative = np.diag((values[:dim] / values[0]) ** (sharpness - 1))
    near = normal.T @ normal / values[0] ** 2
    np.fill_diagonal(near, 0)  # what is acted on is known
    return holders @ (right[:dim].T @ relative @ right[:dim] + local * near)


@pytest.mark.parametrize(
    ("damping", "sharpness", "local"), [(0.34, 1.0, 5.0), (0.5, 2.0, 1.0), (0.2, 0.5, 0.0)]
)
def test_an_act_weighs_what_the_formula_says(damping, sharpness, local):
    recommender = filtered(damping=damping, sharpness=sharpness, local=local)  # a tenth of 40: 4 directions
    scores = recommender.scores([history_of([product]) for product in range(N_PRODUCTS)])
    np.testing.assert_allclose(scores, weights_by_hand(damping, sharpness, local, 4), atol=1e-5)


def test_evidence_of_positive_weights_sums_to_the_score():
    recommender, history = filtered(local=5.0), history_of([3, 17, 28])
    alone = recommender.scores([history_of([item]) for item in history.items])
    product = int(alone.min(axis=0).argmax())  # one for which all three speak
    assert alone[:, product].min() > 0
    evidence = recommender.explain(history, product)
    assert {one.product for one in evidence} == {3, 17, 28}
    total = sum(one.weight for one in evidence)
    assert total == pytest.approx(recommender.scores([history])[0, product], rel=1e-4)


def test_only_the_largest_neighbours_are_kept():
    recommender = filtered(neighbours=2, local=5.0)
    assert np.diff(recommender.near.indptr).max() == 2


@pytest.mark.parametrize("options", [{"dim": 0}, {"neighbours": 0}, {"local": -1.0}, {"damping": -0.1}])
def test_options_out_of_range_are_refused_by_name(options):
    with pytest.raises(BadOption, match=next(iter(options))):
        ROLE.open("graph_filter", options)
