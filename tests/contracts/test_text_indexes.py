"""Every text index ranks by shared words, in any script, and filters exactly."""

import numpy as np
import pytest

from daogou.index.text import ROLE

ROWS = [
    {"title": ["red", "dress"], "description": ["for", "summer"]},
    {"title": ["blue", "dress"], "description": ["goe", "with", "red", "shoe"]},
    {"title": ["red", "shoe"], "description": []},
    {"title": ["红色", "连衣裙"], "description": ["夏季"]},
    {"title": ["wh1000xm4", "headphon"], "description": ["wireless"]},
    {"title": ["blue", "shoe", "dress"], "description": ["party"]},
]  # fmt: skip


@pytest.fixture(params=ROLE.names())
def indexer(request):
    return ROLE.open(request.param)


@pytest.fixture
def index(indexer, tmp_path):
    return indexer.build(tmp_path / "text", ROWS)


def rows(found):
    return found.rows.tolist()


def test_finds_every_row_with_one_of_the_words_and_no_other(index):
    assert sorted(rows(index.search(["red", "连衣裙"], 10))) == [0, 1, 2, 3]


def test_more_matched_words_rank_higher(index):
    assert rows(index.search(["red", "dress"], 10))[0] == 0


def test_scores_fall_and_are_positive(index):
    scores = index.search(["red", "dress", "shoe"], 10).scores
    assert (np.diff(scores) <= 0).all()
    assert (scores > 0).all()


def test_a_boost_lifts_its_field(index):
    assert rows(index.search(["red"], 1, boosts={"title": 0.1, "description": 50.0})) == [1]
    assert rows(index.search(["red"], 1, boosts={"title": 50.0, "description": 0.1}))[0] in (0, 2)


def test_a_field_of_no_weight_does_not_count(index):
    assert rows(index.search(["summer"], 5, boosts={"description": 0.0})) == []


def test_a_filter_is_exact_and_the_best_allowed_rows_come_first(index):
    allowed = np.array([False, True, True, True, True, True])
    assert rows(index.search(["red", "dress"], 10, allowed=allowed))[:1] == [1]
    assert sorted(rows(index.search(["red", "dress"], 10, allowed=allowed))) == [1, 2, 5]
    assert rows(index.search(["red"], 10, allowed=np.zeros(6, bool))) == []


def test_a_filter_on_many_rows_still_finds_the_last_one(indexer, tmp_path):
    many = [{"title": ["common", f"w{n}"], "description": []} for n in range(700)]
    index = indexer.build(tmp_path / "many", many)
    allowed = np.zeros(700, bool)
    allowed[699] = True
    assert rows(index.search(["common"], 3, allowed=allowed)) == [699]
    allowed[100:600] = True
    assert rows(index.search(["common", "w599"], 3, allowed=allowed))[0] == 599
    assert len(rows(index.search(["common"], 1000, allowed=allowed))) == 501


def test_equal_rows_come_in_the_order_of_their_rows(indexer, tmp_path):
    same = [{"title": ["same"], "description": []}] * 30
    assert rows(indexer.build(tmp_path / "same", same).search(["same"], 4)) == [0, 1, 2, 3]


def test_unknown_words_or_none_find_nothing(index):
    assert rows(index.search(["nothing"], 5)) == []
    assert rows(index.search([], 5)) == []
    assert rows(index.search(["red"], 0)) == []


def test_what_was_built_can_be_opened(indexer, index, tmp_path):
    opened = indexer.open(tmp_path / "text")
    assert rows(opened.search(["red", "dress"], 9)) == rows(index.search(["red", "dress"], 9))
