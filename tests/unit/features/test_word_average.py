import numpy as np
import pytest

from daogou.features.word_average import (
    averages,
    common_direction,
    counted_probabilities,
    rows_of,
    sif_weights,
    without,
    zipf_probabilities,
)
from daogou.features.word_table import WordTable

TABLE = WordTable({"the": 0, "dress": 1, "红": 2, "裙": 3}, np.eye(4, dtype=np.float32))


def test_a_word_weighs_a_over_a_plus_its_probability():
    np.testing.assert_allclose(sif_weights(np.array([0.001, 0.009])), [0.5, 0.1], rtol=1e-6)


def test_a_text_is_the_weighted_mean_of_the_words_that_are_known():
    weights = np.array([0.1, 0.8, 1, 1], dtype=np.float32)
    vectors = averages([["the", "dress", "unheard"], ["unheard"]], TABLE, weights)
    np.testing.assert_allclose(vectors, [[0.05, 0.4, 0, 0], [0, 0, 0, 0]], rtol=1e-6)


def test_words_are_counted_in_the_shops_texts_with_one_more_for_each():
    probabilities = counted_probabilities(TABLE, [["the", "dress"], ["the", "unheard"]])
    np.testing.assert_allclose(probabilities, np.array([3, 2, 1, 1]) / 7)


def test_without_counts_frequency_falls_with_the_place_in_the_file():
    probabilities = zipf_probabilities(3)
    np.testing.assert_allclose(probabilities / probabilities[0], [1, 2.7 / 3.7, 2.7 / 4.7])
    assert probabilities.sum() == pytest.approx(1)


def test_a_word_is_looked_up_in_lower_case_and_chinese_also_by_its_characters():
    assert rows_of(["Dress", "红裙", "红鞋"], TABLE) == [1, 2, 3, 2]


def test_what_all_texts_share_is_taken_out():
    random = np.random.default_rng(0)
    shared = np.array([0.6, 0.8, 0], dtype=np.float32)
    vectors = (np.outer(random.uniform(3, 4, 50), shared) + random.normal(0, 0.1, (50, 3))).astype(np.float32)
    direction = common_direction(vectors)
    assert abs(direction @ shared) > 0.99
    expected = np.linalg.svd(vectors, full_matrices=False)[2][0]  # the paper's definition
    assert abs(direction @ expected) == pytest.approx(1, abs=1e-5)
    np.testing.assert_allclose(without(vectors, direction) @ direction, 0, atol=1e-5)


def test_no_texts_share_no_direction():
    assert not common_direction(np.zeros((0, 3), np.float32)).any()
