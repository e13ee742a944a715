from itertools import permutations

import numpy as np
import pytest

from daogou.evaluation.metrics import places_of

INF = np.inf


def places(scores, *wanted):
    rows = np.tile(np.array(scores, np.float32), (len(wanted), 1))
    found = places_of(rows, [np.array(one, np.int64) for one in wanted])
    return [
        found.places[start:end].tolist()
        for start, end in zip(found.starts[:-1], found.starts[1:], strict=True)
    ]


def test_the_highest_score_has_the_first_place():
    assert places([0.1, 0.9, 0.5], [1], [2], [0]) == [[1], [2], [3]]


def test_places_of_one_shopper_come_in_order():
    assert places([0.1, 0.9, 0.5], [0, 1]) == [[1, 3]]


def test_one_wanted_product_among_equal_ones_has_their_average_place():
    assert places([2, 1, 1, 1, 0], [1], [2], [4]) == [[3], [3], [5]]


def test_a_recommender_that_says_nothing_ranks_everything_in_the_middle():
    assert places(np.zeros(101), [7]) == [[51]]


def test_wanted_products_that_take_all_equal_places_have_just_these():
    assert places([5, 1, 1, 1], [1, 2, 3]) == [[2, 3, 4]]


def test_several_wanted_among_equal_ones_stand_where_the_mean_over_all_orders_has_them():
    orders = [sorted(order[:2]) for order in permutations(range(1, 6))]
    assert places(np.zeros(5), [0, 3]) == [pytest.approx(np.mean(orders, axis=0).tolist())]


def test_a_hidden_product_has_no_place():
    assert places([1, -INF, -INF, 0], [1, 3]) == [[2, INF]]


def test_whoever_wanted_nothing_has_no_places():
    found = places_of(np.zeros((2, 3), np.float32), [np.zeros(0, np.int64), np.array([1])])
    assert found.wanted.tolist() == [0, 1]
    assert found.first().tolist() == [INF, 2]


def test_a_score_that_is_not_a_number_is_an_error():
    with pytest.raises(ValueError, match="not a number"):
        places_of(np.array([[1.0, np.nan]]), [np.array([0])])
