"""The best of a row, against sorting all of it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from daogou.recommend.history import history_of
from daogou.recommend.top import best, best_of_each

# few different values, so that ties are common
ROWS = st.lists(st.sampled_from([-1.0, 0.0, 0.5, 2.0]), min_size=1, max_size=20)


@given(ROWS, st.integers(0, 25), st.data())
def test_it_is_the_start_of_the_sorted_row(values, k, data):
    scores = np.array(values, np.float32)
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=len(scores), max_size=len(scores))))
    seen = data.draw(st.lists(st.integers(0, len(scores) - 1), max_size=5))
    free = [row for row in range(len(scores)) if allowed[row] and row not in seen]
    expected = sorted(free, key=lambda row: (-scores[row], row))[:k]
    assert best(scores, k, allowed=allowed, seen=np.array(seen, dtype=np.int64)).tolist() == expected


def test_the_masks_are_left_as_they_were():
    allowed = np.array([True, True, False])
    assert best(np.array([1, 2, 3], np.float32), 2, allowed=allowed, seen=np.array([1])).tolist() == [0]
    assert allowed.tolist() == [True, True, False]


def test_each_history_loses_what_it_has():
    scores = np.array([[3, 2, 1], [3, 2, 1]], np.float32)
    chosen = best_of_each(scores, [history_of([0]), history_of([])], 2)
    assert [rows.tolist() for rows in chosen] == [[1, 2], [0, 1]]
