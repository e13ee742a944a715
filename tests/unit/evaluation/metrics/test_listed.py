"""Places in lists that end."""

import numpy as np

from daogou.evaluation.metrics.at_k import ndcgs_at_k, recalls_at_k
from daogou.evaluation.metrics.listed import listed_places


def test_places_count_from_one_and_what_is_not_listed_has_none():
    places = listed_places(np.array([[7, 3, 5], [1, 2, -1]]), [np.array([5, 7, 9]), np.array([4])])
    np.testing.assert_array_equal(places.places, [1, 3, np.inf, np.inf])
    np.testing.assert_array_equal(places.starts, [0, 3, 4])


def test_recall_and_ndcg_are_lightgcns():
    places = listed_places(np.array([[7, 3, 5]]), [np.array([5, 7, 9, 11])])
    assert recalls_at_k(places, 3)[0] == 2 / 4
    best = 1 + 1 / np.log2(3) + 1 / np.log2(4)  # four wanted products, three places
    np.testing.assert_allclose(ndcgs_at_k(places, 3)[0], (1 + 1 / np.log2(4)) / best)
