import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from daogou.fit.sizes.chances import (
    grid,
    normal_on,
    offset_of,
    sizes_chances,
    told,
    verdict_chances,
)
from daogou.fit.sizes.garments import Others


def test_verdicts_follow_an_ordered_probit():
    small, right, large = verdict_chances(np.array(0.5))
    assert small == pytest.approx(norm.cdf((0.5 - 0.75) / 0.45))
    assert large == pytest.approx(norm.cdf((-0.5 - 0.75) / 0.45))
    assert right == pytest.approx(1 - small - large)


@given(at=st.floats(-3, 8), sd=st.floats(0.1, 3))
def test_chances_sum_to_one_and_larger_sizes_are_never_likelier_to_be_small(at, sd):
    places = grid(5)
    chances = sizes_chances(normal_on(places, at, sd), places, range(5))
    assert chances.sum(axis=1) == pytest.approx(1)
    assert (np.diff(chances[:, 0]) <= 1e-12).all()
    assert (np.diff(chances[:, 2]) >= -1e-12).all()


def test_a_garment_that_was_too_small_moves_the_body_up():
    places = grid(5)
    before = normal_on(places, 1.0, 1.0)
    small, large = (told(before, places, 1.0, verdict, 0.6) for verdict in ("small", "large"))
    assert small @ places > before @ places > large @ places


def test_a_garment_that_was_right_leaves_less_doubt():
    places = grid(5)
    before = normal_on(places, 1.0, 1.5)
    after = told(before, places, 1.0, "right", 0.3)
    spread = [np.sqrt(one @ (places - one @ places) ** 2) for one in (before, after)]
    assert spread[1] < spread[0]


def test_what_others_said_moves_a_garment_by_less_the_fewer_they_are():
    assert offset_of(Others())[0] == pytest.approx(0, abs=1e-9)
    few, many = offset_of(Others(small=2, right=1))[0], offset_of(Others(small=20, right=10))[0]
    assert 0 < few < many
    assert offset_of(Others(large=20, right=10))[0] == pytest.approx(-many)
