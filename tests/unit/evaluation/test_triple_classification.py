"""Thresholds by hand, and against trying every one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.evaluation.triple_classification import Judged, accuracy, best_threshold, chance_error


def judged(scores, relations, is_true):
    return Judged(np.array(scores, np.float32), np.array(relations), np.array(is_true, bool))


def test_the_threshold_lies_halfway_between_false_and_true():
    assert best_threshold(np.array([1, 2, 5, 6], np.float32), np.array([0, 0, 1, 1], bool)) == 3.5


@given(st.lists(st.tuples(st.integers(-5, 5), st.booleans()), min_size=1))
def test_no_threshold_is_right_more_often(examples):
    scores = np.array([s for s, _ in examples], np.float32)
    is_true = np.array([t for _, t in examples])
    found = ((scores > best_threshold(scores, is_true)) == is_true).sum()
    tried = [((scores > cut) == is_true).sum() for cut in np.r_[-9, np.unique(scores)]]
    assert found == max(tried)


def test_each_relation_has_its_own_threshold_and_a_new_one_the_common():
    valid = judged([1, 2, 11, 12], [0, 0, 1, 1], [0, 1, 0, 1])
    test = judged([1.2, 1.8, 11.2, 11.8, 0.0], [0, 0, 1, 1, 2], [0, 1, 0, 1, 0])
    assert accuracy(valid, test) == 1


def test_chances_of_a_score_that_tells_nothing_are_the_share_of_truth():
    valid = judged(np.zeros(100), np.zeros(100), np.arange(100) % 2 == 0)
    assert chance_error(valid, valid) == pytest.approx(0, abs=0.01)
