import numpy as np
import pytest
from scipy.stats import bootstrap, norm

from daogou.evaluation.metrics import Interval, bootstrap_interval, bootstrap_intervals

VALUES = np.random.default_rng(1).exponential(size=400)


def test_the_interval_is_that_of_scipy():
    theirs = bootstrap(
        (VALUES,), np.mean, method="percentile", n_resamples=20_000, rng=np.random.default_rng(2)
    ).confidence_interval
    ours = bootstrap_interval(VALUES, 3, resamples=20_000)
    assert ours.mean == pytest.approx(VALUES.mean())
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=0.004)


def test_its_width_is_the_level_s():
    error = VALUES.std() / 20
    for level in (0.5, 0.9):
        ours = bootstrap_interval(VALUES, 3, level, resamples=20_000)
        assert ours.high - ours.low == pytest.approx(2 * norm.ppf((1 + level) / 2) * error, rel=0.03)


def test_the_same_seed_gives_the_same_interval():
    assert bootstrap_interval(VALUES, 3) == bootstrap_interval(VALUES, 3)
    assert bootstrap_interval(VALUES, 3) != bootstrap_interval(VALUES, 4)


def test_columns_are_resampled_together():
    first, second = bootstrap_intervals(np.stack([VALUES, 2 * VALUES], axis=1), 3)
    assert (second.low, second.high) == pytest.approx((2 * first.low, 2 * first.high))
    alone = bootstrap_interval(VALUES, 3)
    assert (first.low, first.high) == pytest.approx((alone.low, alone.high))


def test_what_is_certain_has_no_width_and_of_nothing_nothing_is_known():
    assert bootstrap_interval(np.full(9, 0.25), 1) == Interval(0.25, 0.25, 0.25)
    assert bootstrap_interval(np.zeros(0), 1) == Interval(0, 0, 0)


def test_it_holds_the_true_mean_about_as_often_as_it_says():
    random = np.random.default_rng(5)
    inside = 0
    for seed in range(300):
        interval = bootstrap_interval(random.normal(size=100), seed, 0.9, resamples=300)
        inside += interval.low <= 0 <= interval.high
    assert inside / 300 == pytest.approx(0.9, abs=0.05)
