"""Every metric against arithmetic done by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.evaluation.metrics import ndcg_at_k, precision_at_k, recall_at_k, reciprocal_rank

RANKED = ["a", "b", "c", "d", "e"]


def test_precision_counts_the_right_ones_among_the_first_k():
    assert precision_at_k(RANKED, {"a", "c", "e"}, 4) == 2 / 4


def test_precision_counts_missing_places_as_wrong():
    assert precision_at_k(["a"], {"a"}, 10) == 1 / 10


def test_recall_counts_the_right_ones_that_were_found():
    assert recall_at_k(RANKED, {"a", "c", "z"}, 3) == 2 / 3


def test_recall_of_nothing_is_nothing():
    assert recall_at_k(RANKED, set(), 3) == 0


def test_reciprocal_rank_is_one_over_the_first_right_place():
    assert reciprocal_rank(RANKED, {"c", "d"}) == 1 / 3
    assert reciprocal_rank(RANKED, {"z"}) == 0


def test_ndcg_by_hand():
    # gains found: 3, 0, 7 at places 1, 2, 3; the best order is 7, 3, 1
    found = 3 / 1 + 0 / math.log2(3) + 7 / 2
    best = 7 / 1 + 3 / math.log2(3) + 1 / 2
    assert ndcg_at_k(["x", "y", "z"], {"x": 3, "z": 7, "w": 1}, 3) == pytest.approx(found / best)


def test_ndcg_looks_at_the_first_k_only():
    assert ndcg_at_k(["y", "x"], {"x": 1}, 1) == 0


def test_ndcg_is_zero_where_nothing_gains():
    assert ndcg_at_k(RANKED, {}, 5) == 0


@given(st.permutations(RANKED), st.dictionaries(st.sampled_from(RANKED), st.floats(0, 7), min_size=1))
def test_ndcg_stays_between_nothing_and_perfect(ranked, gains):
    assert 0 <= ndcg_at_k(ranked, gains, 3) <= 1 + 1e-9
    best = sorted(RANKED, key=lambda item: -gains.get(item, 0))
    assert ndcg_at_k(best, gains, 3) == pytest.approx(1.0 if any(g > 0 for g in gains.values()) else 0.0)
