"""Pairs of products that one shopper liked."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from daogou.recommend.co_liked import co_liked
from daogou.recommend.history import History, history_of
from daogou.recommend.interactions import interactions_of


def test_all_pairs_of_a_short_history_in_both_orders():
    pairs = co_liked(interactions_of([history_of([4, 1, 7])], 9), seed=0)
    assert sorted(map(tuple, pairs.tolist())) == [(1, 4), (1, 7), (4, 1), (4, 7), (7, 1), (7, 4)]


def test_what_was_sent_back_pairs_with_nothing():
    history = History(np.array([1, 2, 3, 2]), np.array([1, 1, 1, -1], np.float32), np.zeros(4))
    assert {*co_liked(interactions_of([history], 5), seed=0).ravel().tolist()} == {1, 3}


def test_a_collector_gives_no_more_pairs_than_others():
    collector, other = history_of(range(100)), history_of([100, 101, 102, 103, 104])
    pairs = co_liked(interactions_of([collector, other], 105), seed=0, most=20)
    assert len(pairs) == 40
    assert (pairs >= 100).all(axis=1).sum() == 20


def test_nobody_liked_two_things():
    assert co_liked(interactions_of([history_of([]), history_of([1])], 3), seed=0).shape == (0, 2)


@given(st.lists(st.lists(st.integers(0, 30), max_size=12), max_size=6), st.integers(0, 9))
def test_pairs_are_different_products_of_one_shopper(shelves, seed):
    histories = [history_of(shelf) for shelf in shelves]
    pairs = co_liked(interactions_of(histories, 31), seed=seed)
    owned = [set(shelf) for shelf in shelves]
    assert all(a != b and any({a, b} <= own for own in owned) for a, b in pairs.tolist())
    np.testing.assert_array_equal(pairs, co_liked(interactions_of(histories, 31), seed=seed))
