"""Whether the arms have the sizes they should."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import beta, binom

from daogou.evaluation.experiments.sample_ratio import is_mismatch, sample_ratio_p


def test_the_p_value_is_one_over_the_bayes_factor():
    against, _ = quad(lambda share: beta.pdf(share, 50, 50) * binom.pmf(70, 100, share), 0, 1)
    assert sample_ratio_p(30, 70) == pytest.approx(binom.pmf(70, 100, 0.5) / against, rel=1e-6)


@pytest.mark.parametrize(("own", "other"), [(0, 0), (1, 0), (500, 520), (10_000, 10_150)])
def test_chance_is_no_mismatch(own, other):
    assert not is_mismatch(own, other)


@pytest.mark.parametrize(("own", "other"), [(400, 600), (10_000, 11_000), (0, 100), (10**6, 10**5)])
def test_arms_of_unequal_size_are(own, other):
    assert is_mismatch(own, other)


def test_looking_all_the_time_rings_falsely_at_most_once_in_a_hundred():
    random = np.random.default_rng(0)
    rung = 0
    for _ in range(300):
        other = np.cumsum(random.random(2000) < 0.5)
        rung += any(is_mismatch(n - int(other[n - 1]), int(other[n - 1])) for n in range(20, 2000, 60))
    assert rung <= 6  # 3 expected at most
