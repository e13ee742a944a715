"""Traits as tf-idf vectors."""

from math import log, sqrt

import numpy as np

from daogou.recommend.trait_vectors import trait_vectors


def test_rare_traits_weigh_more_and_rows_have_length_one():
    made = trait_vectors([["a", "b"], ["b"], ["c"], []], 4)
    assert made.names == ("a", "b", "c")
    a, b = log(4), log(2)
    length = sqrt(a * a + b * b)
    np.testing.assert_allclose(
        made.rows.toarray(), [[a / length, b / length, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]], rtol=1e-6
    )


def test_what_all_products_have_counts_nothing():
    made = trait_vectors([["shop:ours", "a"], ["shop:ours"]], 2)
    np.testing.assert_allclose(made.rows.toarray(), [[1, 0], [0, 0]])


def test_a_trait_said_twice_is_said_once():
    twice, once = (trait_vectors([own, ["b"]], 2).rows.toarray() for own in (["a", "a"], ["a"]))
    np.testing.assert_array_equal(twice, once)


def test_no_traits_are_no_columns():
    assert trait_vectors((), 3).rows.shape == (3, 0)
