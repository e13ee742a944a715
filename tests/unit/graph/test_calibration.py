"""Chances against how often they come true."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.graph.calibration import Platt, calibration_error, fit_platt


def test_the_fit_finds_the_curve_that_made_the_data():
    random = np.random.default_rng(0)
    evidence = random.normal(size=20_000)
    is_true = random.random(20_000) < Platt(2.0, -1.0).chance(evidence)
    fitted = fit_platt(evidence, is_true)
    assert fitted.slope == pytest.approx(2.0, abs=0.1)
    assert fitted.bias == pytest.approx(-1.0, abs=0.1)
    assert calibration_error(fitted.chance(evidence), is_true) < 0.02  # 10 bins of 20,000 chances


def test_evidence_that_never_errs_gives_finite_numbers():
    evidence = np.array([-2.0, -1.0, 1.0, 2.0])
    fitted = fit_platt(evidence, evidence > 0)
    assert np.isfinite([fitted.slope, fitted.bias]).all()
    assert fitted.slope > 0


def test_without_false_examples_the_chance_is_a_constant_below_one():
    fitted = fit_platt(np.array([1.0, 5.0, 9.0]), np.ones(3, bool))
    np.testing.assert_allclose(fitted.chance(np.array([-9.0, 9.0])), 4 / 5)


def test_without_any_example_nothing_is_known():
    assert fit_platt(np.empty(0), np.empty(0, bool)).chance(np.zeros(1)) == pytest.approx(0.5)


def test_the_error_by_hand():
    """Two bins: said .15 twice, true once; said .95 twice, true twice."""
    error = calibration_error(np.array([0.15, 0.15, 0.95, 0.95]), np.array([True, False, True, True]))
    assert error == pytest.approx((2 * abs(0.15 - 0.5) + 2 * abs(0.95 - 1)) / 4)


@given(st.lists(st.tuples(st.floats(-50, 50), st.booleans()), min_size=1))
def test_chances_are_chances_and_rise_with_evidence_if_truth_does(examples):
    evidence, is_true = np.array([e for e, _ in examples]), np.array([t for _, t in examples])
    fitted = fit_platt(evidence, is_true)
    chances = fitted.chance(np.sort(evidence))
    assert ((chances >= 0) & (chances <= 1)).all()
    assert (np.diff(chances) * np.sign(fitted.slope) >= 0).all()


def test_evidence_that_is_far_off_does_not_throw_the_fit_off():
    random = np.random.default_rng(3)
    evidence = np.concatenate([np.full(3_000, -30.0), random.normal(-25, 3, 200), random.normal(2, 3, 60)])
    is_true = random.random(len(evidence)) < 1 / (1 + np.exp(-(0.5 * evidence - 1)))
    fitted = fit_platt(evidence, is_true)
    assert 0 < fitted.slope < 1
    assert fitted.chance(np.array([-30.0]))[0] < 0.01
    assert calibration_error(fitted.chance(evidence), is_true) < 0.02
