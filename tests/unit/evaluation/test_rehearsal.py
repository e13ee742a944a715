"""Experiments on simulated shoppers: nothing is found where nothing is, and much where much is."""

import numpy as np
import pytest

from daogou.evaluation.bench import run_task
from daogou.evaluation.experiments.sequential import Estimate
from daogou.evaluation.rehearsal import Course, Shop
from daogou.evaluation.simulated import crowd


def shop(other_noise: float) -> Shop:
    random = np.random.default_rng(0)
    people = crowd(300, 60, random)
    own = people.ranked(3.0, 4, random)
    other = own if other_noise == 3.0 else people.ranked(other_noise, 4, random)
    return Shop(people, own, other, a_day=200)


@pytest.mark.parametrize("kind", ["halved", "drafted"])
def test_a_much_better_recommender_is_found(kind):
    better = shop(0.0)
    own, other = better.shares()
    assert other > 1.5 * own
    for course in getattr(better, kind)(5, 4000, np.random.default_rng(1)):
        at, side = course.decided_at
        assert side == 1
        assert 0 < at <= 4000


@pytest.mark.parametrize("kind", ["halved", "drafted"])
def test_a_recommender_beside_itself_is_not(kind):
    alike = shop(3.0)
    found = [course.decided_at[1] for course in getattr(alike, kind)(20, 2000, np.random.default_rng(1))]
    assert sum(map(abs, found)) <= 2


def test_every_draft_also_stands_the_other_way_round():
    _, is_other = shop(3.0)._drafts()
    assert (is_other.mean(axis=1) == 0.5).all()


def test_the_first_day_that_is_clear_decides():
    days = [Estimate(0.001, 1e-4, 1000), Estimate(-0.1, 1e-4, 2000), Estimate(0.1, 1e-4, 3000)]
    assert Course(tuple(days)).decided_at == (2000, -1)
    assert Course(tuple(days[:1])).decided_at == (0, 0)


def test_two_standard_errors_would_fool_a_test_of_fixed_size():
    course = Course((Estimate(0.021, 1e-4, 1000),))  # 2.1 of them
    assert course.would_fool
    assert course.decided_at == (0, 0)


def test_the_task_needs_no_data(tmp_path):
    options = {"shoppers": 200, "products": 50, "runs": 3, "other_noise": 0.0, "own_noise": 3.0}
    found = run_task("experiments-rehearsal", tmp_path, options=options).metrics
    assert found["drafted_found"] == 1
    assert found["ab_found_wrong"] == found["drafted_found_wrong"] == 0
    assert found["needed_daily_looks"] > found["needed_one_look"]
