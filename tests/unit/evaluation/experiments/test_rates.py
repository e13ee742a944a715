"""Rates of clicks, and intervals that do not take a busy shopper for many."""

import itertools
from datetime import UTC, datetime

import numpy as np
import pytest
from scipy.stats import binomtest

from daogou.evaluation.experiments.rates import Group, effective_showings, rates, wilson
from daogou.shoppers.impressions import Impression, ImpressionRow

NOW = datetime(2026, 5, 1, tzinfo=UTC)
NUMBERS = itertools.count()


def row(shopper: str, *, clicked: bool = False, shelf: str = "for_you", arm: str = "") -> ImpressionRow:
    one = Impression(f"i{next(NUMBERS)}", shopper, shelf, "ease", arm, "p", 0, NOW)
    return ImpressionRow(one, NOW if clicked else None)


def test_each_shelf_recommender_and_arm_is_counted_for_itself():
    rows = [
        row("ann"),
        row("ann", clicked=True),
        row("bob"),
        row("bob", shelf="trending"),
        row("bob", arm="x:own"),
    ]
    found = {one.group: one for one in rates(rows)}
    for_you = found[Group("for_you", "ease", "")]
    assert (for_you.shown, for_you.clicked, for_you.shoppers) == (3, 1, 2)
    assert for_you.rate.mean == pytest.approx(1 / 3)
    assert found[Group("for_you", "ease", "x:own")].shown == 1
    assert found[Group("trending", "ease", "")].shown == 1


def test_nothing_shown_has_no_rate():
    assert rates([]) == []


@pytest.mark.parametrize(("clicked", "n"), [(0, 10), (3, 10), (50, 1000), (10, 10)])
def test_the_interval_is_scipys(clicked, n):
    theirs = binomtest(clicked, n).proportion_ci(0.95, "wilson")
    ours = wilson(clicked / n, n)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_shoppers_who_always_or_never_click_count_once_each():
    # ten showings each, two shoppers click on all and two on none: variance of the rate .25 / 4 * 4 / 3
    assert effective_showings([[10, 10], [10, 10], [10, 0], [10, 0]]) == pytest.approx(3)


def test_shoppers_who_are_alike_count_with_every_showing():
    assert effective_showings([[10, 5]] * 4) == 4  # no spread between them at all: nothing to go by
    assert effective_showings([[10, 4], [10, 6]] * 20) == 400


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    random = np.random.default_rng(0)
    covered = 0
    for _ in range(300):
        taste = random.beta(1, 9, 150)  # shoppers differ a lot: the mean is .1
        clicks = random.binomial(12, taste)
        shoppers = [[12, int(count)] for count in clicks]
        mean = clicks.sum() / 1800
        ends = wilson(mean, effective_showings(shoppers))
        covered += ends.low <= 0.1 <= ends.high
    assert 0.91 <= covered / 300 <= 0.985
