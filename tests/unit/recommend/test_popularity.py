"""What is popular, by hand."""

import numpy as np
import pytest

from daogou.core.progress import SILENT
from daogou.recommend.evidence import Evidence
from daogou.recommend.history import History
from daogou.recommend.interactions import interactions_of
from daogou.recommend.lesson import Lesson
from daogou.recommend.recommenders import ROLE

DAY_S = 86400.0


def popular(*acts, half_life_days=10.0):
    """Scores after acts (product, weight, day), each by a shopper of its own."""
    histories = [
        History(np.array([item]), np.array([weight], np.float32), np.array([day * DAY_S]))
        for item, weight, day in acts
    ]
    method = ROLE.open("popularity", {"half_life_days": half_life_days})
    return method.fit(Lesson(interactions_of(histories, 4)), seed=0, progress=SILENT)


def scores(*acts, **options):
    return popular(*acts, **options).scores([History(*(np.zeros(0),) * 3)])[0]


def test_an_act_counts_half_after_its_half_life():
    np.testing.assert_allclose(scores((0, 1, 30), (1, 1, 20), (2, 3, 10)), [1, 0.5, 3 / 4, 0])


def test_without_a_half_life_all_acts_count():
    np.testing.assert_allclose(scores((0, 1, 30), (1, 1, 20), (1, 2, 1), half_life_days=0.0), [1, 3, 0, 0])


def test_acts_of_unknown_time_count_like_the_oldest_known_ones():
    np.testing.assert_allclose(scores((0, 1, 30), (1, 1, 20), (2, 1, 0)), [1, 0.5, 0.5, 0])


def test_where_no_time_is_known_all_acts_count():
    np.testing.assert_allclose(scores((0, 1, 0), (2, 2, 0)), [1, 0, 2, 0])


def test_what_comes_back_is_not_popular():
    np.testing.assert_allclose(scores((0, 1, 30), (0, -3, 30), (1, 3, 30), (1, -1, 30)), [0, 2, 0, 0])


@pytest.mark.parametrize(("product", "evidence"), [(0, (Evidence("popularity", 2.0),)), (3, ())])
def test_it_says_that_it_is_popular_and_nothing_else(product, evidence):
    nobody = History(*(np.zeros(0),) * 3)
    assert popular((0, 2, 30)).explain(nobody, product) == evidence
