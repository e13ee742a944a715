"""How many shoppers an experiment needs."""

import numpy as np
import pytest

from daogou.evaluation.experiments.power import (
    shoppers_for_daily_looks,
    shoppers_for_interleaving,
    shoppers_for_one_look,
)
from daogou.evaluation.experiments.sequential import always_valid_p, of_preferences, of_shares


def test_one_look_by_hand():
    # (1.959964 sqrt(2 * .25 * .75) + .841621 sqrt(.2 * .8 + .3 * .7))**2 / .01 = 293.15
    assert shoppers_for_one_look(0.2, 0.5) == 294


def test_looking_daily_costs_about_twice_as_many():
    once, daily = shoppers_for_one_look(0.1, 0.2), shoppers_for_daily_looks(0.1, 0.2)
    assert 1.5 < daily / once < 2.5


@pytest.mark.parametrize(("base", "lift"), [(0.1, 0.5), (0.3, 0.3)])
def test_at_that_size_four_of_five_are_found_at_the_last_look_alone(base, lift):
    n = shoppers_for_daily_looks(base, lift)
    random = np.random.default_rng(0)
    own = random.binomial(n, base, 1000).tolist()
    other = random.binomial(n, base * (1 + lift), 1000).tolist()
    found = [always_valid_p(of_shares((n, a), (n, b))) < 0.05 for a, b in zip(own, other, strict=True)]
    assert 0.76 <= np.mean(found) <= 0.84  # .8, three standard deviations


def test_drafted_lists_as_well():
    n = shoppers_for_interleaving(0.1, 0.4)
    random = np.random.default_rng(0)
    drawn = random.multinomial(n, [0.15, 0.25, 0.6], 1000).tolist()
    found = [always_valid_p(of_preferences(n, own, other)) < 0.05 for own, other, _ in drawn]
    assert 0.76 <= np.mean(found) <= 0.84


def test_a_share_that_cannot_grow_so_much_is_taken_to_the_end():
    assert shoppers_for_one_look(0.9, 5.0) == shoppers_for_one_look(0.9, 0.11)
