"""Every vector index answers as comparing all rows one by one does."""

import numpy as np
import pytest

from daogou.index.vector import ROLE

SIZE, DIM = 60, 8


def unit_rows(seed: int, size: int = SIZE) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(size, DIM)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def by_hand(vectors: np.ndarray, query: np.ndarray, rows: list[int], k: int) -> list[int]:
    scores = {row: float(np.dot(vectors[row].astype(np.float64), query)) for row in rows}
    return sorted(rows, key=lambda row: (-round(scores[row], 6), row))[:k]


@pytest.fixture(params=ROLE.names())
def indexer(request):
    return ROLE.open(request.param)


@pytest.fixture
def vectors():
    return unit_rows(1)


@pytest.fixture
def index(indexer, vectors, tmp_path):
    return indexer.build(tmp_path / "index", vectors)


def test_finds_the_nearest_rows_best_first(index, vectors):
    query = unit_rows(2, 1)[0]
    found = index.nearest(query, 7)
    assert found.rows.tolist() == by_hand(vectors, query, list(range(SIZE)), 7)
    assert found.scores.tolist() == pytest.approx(vectors[found.rows] @ query, abs=1e-5)
    assert (found.rows.dtype, found.scores.dtype) == (np.int64, np.float32)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_filter_is_exact(index, vectors, share):
    allowed = np.random.default_rng(3).random(SIZE) < share
    query = unit_rows(4, 1)[0]
    expected = by_hand(vectors, query, np.flatnonzero(allowed).tolist(), 10)
    assert index.nearest(query, 10, allowed=allowed).rows.tolist() == expected


def test_a_filter_that_allows_nothing_finds_nothing(index):
    assert len(index.nearest(unit_rows(5, 1)[0], 3, allowed=np.zeros(SIZE, bool)).rows) == 0


def test_asking_for_more_than_there_is_gives_all(index):
    assert sorted(index.nearest(unit_rows(6, 1)[0], 1000).rows.tolist()) == list(range(SIZE))


def test_equal_rows_come_in_the_order_of_their_rows(indexer, tmp_path):
    same = np.repeat(unit_rows(7, 1), 20, axis=0)
    index = indexer.build(tmp_path / "same", same)
    assert index.nearest(same[0], 5).rows.tolist() == [0, 1, 2, 3, 4]


def test_a_zero_row_scores_zero(indexer, tmp_path):
    vectors = np.concatenate([np.zeros((1, DIM), np.float32), unit_rows(8, 2)])
    found = indexer.build(tmp_path / "zero", vectors).nearest(vectors[1], 3)
    assert found.scores[found.rows.tolist().index(0)] == pytest.approx(0, abs=1e-6)


def test_what_was_built_can_be_opened(indexer, index, vectors, tmp_path):
    opened = indexer.open(tmp_path / "index")
    query = unit_rows(9, 1)[0]
    assert (len(opened), opened.dim) == (SIZE, DIM)
    assert opened.nearest(query, 4).rows.tolist() == index.nearest(query, 4).rows.tolist()


def test_gives_back_a_stored_vector(index, vectors):
    assert index.vector(11).tolist() == pytest.approx(vectors[11].tolist())


@pytest.mark.parametrize("share", [0.0, 0.2, 0.95])
def test_rows_made_ready_answer_as_a_filter_does(index, share):
    allowed = np.random.default_rng(10).random(SIZE) < share
    query = unit_rows(11, 1)[0]
    ready, filtered = index.among(allowed)(query, 9), index.nearest(query, 9, allowed=allowed)
    assert ready.rows.tolist() == filtered.rows.tolist()
    assert ready.scores.tolist() == pytest.approx(filtered.scores.tolist(), abs=1e-6)
