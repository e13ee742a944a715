"""Rows measured by hand, and by parts that know them without making them, in a shop with common traits."""

from functools import cache

import numpy as np
import pytest

from daogou.core.progress import SILENT
from daogou.recommend.evidence import Evidence
from daogou.recommend.history import History, history_of
from daogou.recommend.interactions import interactions_of
from daogou.recommend.leaving_out import newest_products
from daogou.recommend.lesson import Lesson
from daogou.recommend.measuring import looking, measured_rows
from daogou.recommend.pieces import told
from daogou.recommend.recommenders import ROLE, Recommender
from daogou.recommend.tastes import NOTHING, without_each

N_PRODUCTS = 300  # so that a colour is had by more products than are looked through one by one
SHOWN = np.array([5, 17, 299])


@cache
def fitted(name: str, described: bool) -> Recommender:
    random = np.random.default_rng(2)
    colours, brands = random.integers(0, 3, N_PRODUCTS), random.integers(0, 40, N_PRODUCTS)
    traits = [(f"colour:{c}", f"brand:{b}") for c, b in zip(colours, brands, strict=True)]
    histories = [history_of(random.permutation(N_PRODUCTS)[:6]) for _ in range(80)]
    vectors = random.normal(size=(N_PRODUCTS, 8)).astype(np.float32) if described else None
    modalities = {} if vectors is None else {"text": vectors}
    options = {"fusion": "weighted_sum", "dim": 4} if name == "content" else {}
    lesson = Lesson(interactions_of(histories, N_PRODUCTS), modalities, traits)
    return ROLE.open(name, options).fit(lesson, seed=0, progress=SILENT)


def disliking(items, weights) -> History:
    return History(np.array(items), np.array(weights, np.float32), np.zeros(len(items)))


HISTORIES = (
    history_of([3, 40, 3, 120, 250]),
    history_of([7]),
    history_of([]),
    disliking([3, 40, 120], [1, -2, 1]),
    history_of(np.arange(0, 120, 3)),
)


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize(
    ("name", "described"),
    [("content", False), ("content", True), ("knowledge_graph", False), ("ease", False)],
)
def test_what_is_known_of_rows_is_true_of_them(name, described, history):
    recommender = fitted(name, described)
    left_out = np.append(NOTHING, newest_products(history))
    expected = measured_rows(recommender.scores(without_each(history, left_out)), SHOWN)
    found = looking(recommender).measured(history, left_out, SHOWN, highest=False)
    for column in ("spread", "strength", "scores"):
        unit = max(float(np.abs(getattr(expected, column)).max()), 1e-12)
        np.testing.assert_allclose(
            getattr(found, column), getattr(expected, column), rtol=1e-4, atol=1e-5 * unit
        )


def test_a_row_by_hand():
    """Of 0 0 3 -4: mean -1/4, mean square 25/4; of what is above 0 the mean square is 9/4."""
    found = measured_rows(np.array([[0, 0, 3, -4]], np.float32), np.array([3, 2]))
    np.testing.assert_allclose(found.spread, [(25 / 4 - 1 / 16) ** 0.5], rtol=1e-6)
    np.testing.assert_allclose(found.strength, [1.5])
    assert found.high.tolist() == [3]
    assert found.scores.tolist() == [[-4, 3]]


class Twice:
    """Scores twice how often a history has the product."""

    def scores(self, histories):
        return np.array([2 * np.bincount(one.items, minlength=4) for one in histories], np.float32)

    def explain(self, history, product):
        return (Evidence("neighbour", 2.0, product),)


def test_any_recommender_is_measured_by_its_rows():
    looks = looking(Twice())
    found = looks.measured(history_of([1, 1, 3]), np.array([NOTHING, 1]), np.array([1]), highest=True)
    assert found.scores.tolist() == [[4], [0]]
    assert found.high.tolist() == [4, 2]
    pieces = looks.explain_measured(history_of([1]), np.array([1]), np.array([2, 1]), found.scores)
    assert [one.product for (one,) in told(pieces, 2)] == [2, 1]
