"""An interval that may be looked at every day."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.evaluation.experiments.sequential import (
    Estimate,
    always_valid_interval,
    always_valid_p,
    of_preferences,
    of_shares,
    widening,
)


def test_the_width_is_that_of_the_published_equation():
    # rho**2 = (-2 ln a + ln(-2 ln a) + 1) / 5000 = (5.9915 + 1.7903 + 1) / 5000
    # at n = 5000: n rho**2 = 8.7818
    expected = math.sqrt(2 * 9.7818 / 8.7818 * math.log(math.sqrt(9.7818) / 0.05))
    assert widening(5000) == pytest.approx(expected, rel=1e-4)
    assert widening(5000) < widening(500)
    assert widening(5000) < widening(50_000)


@given(st.floats(-0.5, 0.5), st.floats(1e-6, 1e-2), st.integers(1, 10**6))
def test_the_p_value_and_the_interval_agree(difference, variance, n):
    estimate = Estimate(difference, variance, n)
    interval = always_valid_interval(estimate)
    p = always_valid_p(estimate)
    if abs(p - 0.05) > 1e-9:
        assert (p < 0.05) == (not interval.low <= 0 <= interval.high)


def test_shares_are_subtracted_and_their_variances_added():
    found = of_shares((98, 9), (198, 39))
    assert found.difference == pytest.approx(39 / 198 - 9 / 98)
    assert found.variance == pytest.approx(0.1 * 0.9 / 98 + 0.2 * 0.8 / 198)  # one click, one miss more
    assert found.n == 296


def test_preferences_are_plus_and_minus_one():
    found = of_preferences(100, 10, 30)
    assert found.difference == pytest.approx(0.2)
    assert found.variance == pytest.approx((42 / 102 - 0.04) / 100)


def test_no_click_at_all_is_not_certainty():
    assert of_shares((100, 0), (100, 0)).variance > 0
    assert always_valid_p(of_shares((100, 0), (100, 0))) == 1


def test_without_a_difference_few_runs_ever_leave_zero_out():
    random = np.random.default_rng(0)
    false = 0
    for _ in range(300):
        own, other = (np.cumsum(random.random(3000) < 0.2) for _ in range(2))
        looks = range(100, 3000, 100)
        found = [always_valid_p(of_shares((n, int(own[n - 1])), (n, int(other[n - 1])))) for n in looks]
        false += min(found) < 0.05
    assert false <= 15  # 5 %
