"""Simulated shoppers: tastes are known, clicks follow them and the place."""

import numpy as np
import pytest

from daogou.evaluation.simulated import crowd, examined


@pytest.fixture
def people():
    return crowd(500, 80, np.random.default_rng(0))


def test_tastes_have_mean_0_and_deviation_1(people):
    assert people.tastes.shape == (500, 80)
    assert abs(people.tastes.mean()) < 0.1
    assert 0.9 < people.tastes.std() < 1.1


def test_places_are_looked_at_less_the_further_down_they_are():
    assert examined(4).tolist() == pytest.approx([1, 1 / 2, 1 / 3, 1 / 4])


def test_who_sees_tastes_without_noise_shows_the_best_liked_first(people):
    shown = people.ranked(0.0, 5, np.random.default_rng(1))
    liking = np.take_along_axis(people.liking, shown, axis=1)
    assert (np.diff(liking, axis=1) <= 0).all()
    assert (liking[:, 0] == people.liking.max(axis=1)).all()


def test_the_less_noise_the_more_clicks(people):
    random = np.random.default_rng(1)
    clicks = [people.click_chances(people.ranked(noise, 6, random)).sum() for noise in (0, 0.5, 1, 2, 5)]
    assert clicks == sorted(clicks, reverse=True)
