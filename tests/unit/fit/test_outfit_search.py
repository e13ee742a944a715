from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daogou.fit.outfits.search import EMPTY, Problem, best


def problem(sizes, budget, seed):
    """Random values; one pair in ten may not meet; slots are needed or not."""
    random = np.random.default_rng(seed)
    pairs = [[np.zeros((n, 0)) for _ in sizes] for n in sizes]
    for one, n in enumerate(sizes):
        for other in range(one):
            values = random.normal(size=(n, sizes[other]))
            values[random.random(values.shape) < 0.1] = -np.inf
            pairs[one][other], pairs[other][one] = values, values.T
    return Problem(
        [random.normal(size=n) for n in sizes],
        pairs,
        [random.uniform(10, 100, n) for n in sizes],
        [float(random.choice([-5.0, 0.0])) for _ in sizes],
        budget,
    )


def value_of(given, chosen):
    """By the definition; -inf where it may not be."""
    value = cost = 0.0
    for slot, place in enumerate(chosen):
        if place == EMPTY:
            value += given.empty[slot]
            continue
        value += given.alone[slot][place]
        cost += given.prices[slot][place]
        beside = [(other, chosen[other]) for other in range(slot) if chosen[other] != EMPTY]
        value += sum(given.pairs[slot][other][place, theirs] for other, theirs in beside)
    return value if cost <= given.budget else -np.inf


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(0, 5), max_size=4),
    st.sampled_from([np.inf, 0.0, 60.0, 120.0, 250.0]),
    st.integers(0, 10**6),
)
def test_nothing_is_better_than_what_is_found(sizes, budget, seed):
    given = problem(sizes, budget, seed)
    found = best(given)
    every = (value_of(given, chosen) for chosen in product(*(range(EMPTY, n) for n in sizes)))
    assert found.value == pytest.approx(max(every))
    assert value_of(given, found.chosen) == pytest.approx(found.value)


@pytest.mark.parametrize("seed", range(25))
def test_leaving_out_what_cannot_win_loses_nothing(seed):
    """Larger than the above: several rounds of it take place."""
    given = problem([6, 6, 6, 6], 150.0 if seed % 2 else np.inf, seed)
    every = (value_of(given, chosen) for chosen in product(range(EMPTY, 6), repeat=4))
    most = max(every)
    assert best(given).value == pytest.approx(most)
    assert best(given, most - 1e-6).value == pytest.approx(most)
    assert best(given, most + 1e-6) is None


def test_greed_is_not_followed():
    # the best shoe alone (1.0) goes with no bag; the other (.9) with a bag that is worth .5
    given = Problem(
        [np.array([1.0, 0.9]), np.array([0.5])],
        [[np.zeros((2, 0)), np.array([[-np.inf], [0.0]])], [np.array([[-np.inf, 0.0]]), np.zeros((1, 0))]],
        [np.zeros(2), np.zeros(1)],
        [0.0, 0.0],
    )
    assert best(given).chosen == (1, 0)


def test_what_is_dear_gives_way_to_two_that_fit_the_budget():
    given = Problem(
        [np.array([1.0, 0.7]), np.array([0.6])],
        [[np.zeros((2, 0)), np.zeros((2, 1))], [np.zeros((1, 2)), np.zeros((1, 0))]],
        [np.array([90.0, 50.0]), np.array([50.0])],
        [0.0, 0.0],
        100.0,
    )
    assert best(given).chosen == (1, 0)
    assert best(given).value == pytest.approx(1.3)
