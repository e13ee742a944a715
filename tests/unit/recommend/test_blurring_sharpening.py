"""Blurring and sharpening are what the dense matrices say they are."""

import numpy as np
import pytest

from daogou.core.errors import BadOption
from daogou.core.progress import SILENT
from daogou.recommend.history import history_of
from daogou.recommend.interactions import interactions_of
from daogou.recommend.lesson import Lesson
from daogou.recommend.recommenders import ROLE

PRODUCTS = 40
TIME, IDEAL, DIM = 1.5, 0.3, 4


@pytest.fixture
def interactions():
    random = np.random.default_rng(4)
    return interactions_of(
        [
            history_of(sorted(random.choice(PRODUCTS, random.integers(2, 9), replace=False)))
            for _ in range(60)
        ],
        PRODUCTS,
    )


def test_scores_are_those_of_dense_matrices(interactions):
    options = {"dim": DIM, "time": TIME, "ideal": IDEAL, "half_life_acts": 0.0}
    fitted = ROLE.open("blurring_sharpening", options).fit(Lesson(interactions), seed=0, progress=SILENT)
    acts = interactions.matrix().toarray().astype(float)
    shoppers, products = acts.sum(axis=1), np.maximum(acts.sum(axis=0), 1)
    damped = acts / np.sqrt(shoppers)[:, None] / np.sqrt(products)
    similar = damped.T @ damped
    main = np.linalg.svd(damped)[2][:DIM]
    ideal = (1 / np.sqrt(products))[:, None] * (main.T @ main) * np.sqrt(products)
    blurred = acts @ similar + IDEAL * acts @ ideal
    step = -TIME * similar
    series = (
        np.eye(PRODUCTS) + step + step @ step / 2 + step @ step @ step / 6 + step @ step @ step @ step / 24
    )
    expected = blurred @ series
    given = fitted.scores(list(interactions))
    assert given == pytest.approx(expected, abs=2e-4 * np.abs(expected).max())


@pytest.mark.parametrize("option", [{"dim": 0}, {"time": -1.0}, {"ideal": -0.1}, {"half_life_acts": -1.0}])
def test_an_option_out_of_its_range_is_refused_by_name(option):
    with pytest.raises(BadOption, match=next(iter(option))):
        ROLE.open("blurring_sharpening", option)
