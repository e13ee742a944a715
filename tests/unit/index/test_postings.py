import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from daogou.index.postings import Postings, occurrences

ROWS = [["red", "dress", "red"], ["blue", "dress"], [], ["red"]]


def test_counts_how_often_each_token_stands_in_each_row():
    found = occurrences(ROWS)
    pairs = zip(found.token.tolist(), found.row.tolist(), found.times.tolist(), strict=True)
    assert sorted(pairs) == [(0, 0, 2.0), (0, 3, 1.0), (1, 0, 1.0), (1, 1, 1.0), (2, 1, 1.0)]
    assert found.lengths.tolist() == [3, 2, 0, 1]


def test_rows_that_hold_a_token():
    postings = occurrences(ROWS).postings()
    assert postings.with_token("red").tolist() == [0, 3]
    assert postings.with_token("nothing").tolist() == []
    assert postings.frequency("dress") == 2
    assert postings.holding("red", np.array([3, 1, 0])).tolist() == [True, False, True]
    assert postings.holding("nothing", np.array([3])).tolist() == [False]


def test_counts_groups_of_which_a_row_has_one():
    postings = occurrences(ROWS).postings()
    assert postings.count([["red", "blue"], ["dress"]]).tolist() == [2, 2, 0, 1]


def test_what_was_saved_is_loaded(tmp_path):
    postings = occurrences(ROWS).postings()
    postings.save(tmp_path / "p")
    loaded = Postings.load(tmp_path / "p")
    assert loaded.numbers == postings.numbers
    assert loaded.size == 4
    assert loaded.with_token("dress").tolist() == [0, 1]


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=6), max_size=12))
def test_agrees_with_looking_at_every_row(rows):
    postings = occurrences(rows).postings()
    for token in "abcdef":
        assert postings.with_token(token).tolist() == [n for n, row in enumerate(rows) if token in row]
