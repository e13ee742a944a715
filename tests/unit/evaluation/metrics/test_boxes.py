"""Average precision of boxes, worked out by hand."""

import math

import pytest

from daogou.evaluation.metrics.boxes import average_precision, overlap

HERE, NEAR, FAR = (0.0, 0.0, 10.0, 10.0), (0.0, 0.0, 10.0, 8.0), (50.0, 50.0, 60.0, 60.0)


def test_overlap_is_the_shared_area_over_the_area_of_both():
    assert overlap(HERE, NEAR) == pytest.approx(0.8)
    assert overlap(HERE, (5.0, 0.0, 15.0, 10.0)) == pytest.approx(50 / 150)
    assert overlap(HERE, FAR) == 0


def test_all_found_and_nothing_else_is_one():
    assert average_precision([[HERE], [FAR]], [[(0.9, NEAR)], [(0.2, FAR)]]) == 1


def test_a_wrong_box_that_was_surer_lowers_the_precision_of_what_follows():
    assert average_precision([[HERE], []], [[(0.5, HERE)], [(0.9, HERE)]]) == pytest.approx(0.5)


def test_a_wrong_box_that_was_less_sure_costs_nothing():
    assert average_precision([[HERE], []], [[(0.5, HERE)], [(0.1, HERE)]]) == 1


def test_a_true_box_is_found_once():
    assert average_precision([[HERE, FAR]], [[(0.9, HERE), (0.8, NEAR), (0.7, FAR)]]) == pytest.approx(
        (1 + 2 / 3) / 2
    )


def test_what_is_missed_counts():
    assert average_precision([[HERE], [FAR]], [[(0.9, HERE)], []]) == pytest.approx(0.5)


def test_without_a_true_box_there_is_no_figure():
    assert math.isnan(average_precision([[]], [[(0.9, HERE)]]))
