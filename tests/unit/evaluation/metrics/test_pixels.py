"""Figures of named pixels, counted by hand."""

import numpy as np
import pytest

from daogou.evaluation.metrics.pixels import confusions, intersections_over_unions, pixel_accuracy

TRUE = np.array([[0, 0, 1], [1, 1, 1]])
TOLD = np.array([[0, 1, 1], [1, 0, 1]])


def test_pixels_are_counted_by_what_they_are_and_what_they_were_called():
    assert confusions(TRUE, TOLD, 3).tolist() == [[1, 1, 0], [1, 3, 0], [0, 0, 0]]


def test_accuracy_is_the_share_of_right_pixels():
    assert pixel_accuracy(confusions(TRUE, TOLD, 3)) == pytest.approx(4 / 6)


def test_overlap_is_shared_over_either_and_unknown_for_a_label_that_is_nowhere():
    overlaps = intersections_over_unions(confusions(TRUE, TOLD, 3))
    assert overlaps[:2] == pytest.approx([1 / 3, 3 / 5])
    assert np.isnan(overlaps[2])
