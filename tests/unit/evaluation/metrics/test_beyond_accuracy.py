"""Coverage, novelty, Gini and diversity of lists."""

import numpy as np
import pytest

from daogou.evaluation.metrics import (
    catalogue_coverage,
    exposures,
    gini_of_exposure,
    intra_list_diversities,
    novelties,
    shown_of,
)

SHOWN = np.array([[0, 1], [0, 2], [0, -1]])


def test_lists_that_end_earlier_are_filled_up():
    assert shown_of([np.array([3, 1]), np.array([], np.int64)], 3).tolist() == [[3, 1, -1], [-1, -1, -1]]


def test_exposure_counts_lists():
    assert exposures(SHOWN, 5).tolist() == [3, 1, 1, 0, 0]


def test_coverage_is_the_share_of_products_on_any_list():
    assert catalogue_coverage(SHOWN, 5) == 3 / 5
    assert catalogue_coverage(np.full((2, 2), -1), 5) == 0


def test_gini_is_0_for_equal_treatment_and_nearly_1_where_one_takes_all():
    assert gini_of_exposure(np.array([[0, 1], [2, 3]]), 4) == 0
    assert gini_of_exposure(np.zeros((9, 1), np.int64), 4) == 3 / 4  # (n - 1) / n
    assert gini_of_exposure(np.full((2, 2), -1), 4) == 0


def test_gini_is_half_the_relative_mean_difference():
    counts = exposures(SHOWN, 5)
    differences = np.abs(counts[:, None] - counts).mean()
    assert gini_of_exposure(SHOWN, 5) == pytest.approx(differences / (2 * counts.mean()))


def test_novelty_is_the_mean_information_of_a_list_in_bits():
    shoppers_of = np.array([15, 7, 0, 3])  # of 15: 16/16 -> 0 bits, 8/16 -> 1, 1/16 -> 4
    assert novelties(np.array([[0, 1], [1, 2], [2, -1], [-1, -1]]), shoppers_of, 15).tolist() == [
        0.5,
        2.5,
        4,
        0,
    ]


def test_diversity_is_the_mean_distance_of_the_pairs():
    vectors = np.array([[1, 0], [2, 0], [0, 3], [-1, 0], [0, 0]], np.float32)
    shown = np.array([[0, 1, -1], [0, 2, -1], [0, 3, -1], [0, 1, 2], [0, -1, -1], [0, 2, 4]])
    assert intra_list_diversities(shown, vectors) == pytest.approx([0, 1, 2, 2 / 3, 0, 1], abs=1e-6)


def test_diversity_agrees_with_a_loop_over_pairs():
    random = np.random.default_rng(4)
    vectors = random.normal(size=(30, 7)).astype(np.float32)
    shown = np.array([random.permutation(30)[:6] for _ in range(5)])
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    pairs = [[1 - unit[a] @ unit[b] for a in row for b in row if a < b] for row in shown]
    assert intra_list_diversities(shown, vectors) == pytest.approx(np.mean(pairs, axis=1), abs=1e-5)
