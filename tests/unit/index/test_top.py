import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from daogou.index.top import top


@given(st.lists(st.integers(0, 4), max_size=40), st.integers(0, 45))
def test_agrees_with_sorting_everything(scores, k):
    found = top(np.array(scores, np.float32), k)
    expected = sorted(range(len(scores)), key=lambda row: (-scores[row], row))[:k]
    assert found.rows.tolist() == expected


def test_rows_are_those_that_the_scores_belong_to():
    found = top(np.array([1, 3, 2], np.float32), 2, np.array([10, 20, 30]))
    assert found.rows.tolist() == [20, 30]
    assert found.scores.tolist() == [3, 2]
