"""Every fusion merges lists the same way whatever their order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.index import Found
from daogou.search.fusion import ROLE

lists_of_rows = st.dictionaries(
    st.sampled_from(["words", "meaning", "looks", "picture"]),
    st.dictionaries(st.integers(0, 30), st.floats(-1, 20, width=32), min_size=1, max_size=12),
    min_size=1,
)


def found(scores: dict[int, float]) -> Found:
    order = sorted(scores, key=lambda row: (-scores[row], row))
    return Found(np.array(order, np.int64), np.array([scores[row] for row in order], np.float32))


@pytest.fixture(params=ROLE.names(), scope="module")
def fusion(request):
    return ROLE.open(request.param)


@given(lists_of_rows)
def test_every_row_comes_once_best_first_ties_by_row(fusion, lists):
    fused = fusion({name: found(scores) for name, scores in lists.items()})
    assert sorted(fused.rows.tolist()) == sorted({row for scores in lists.values() for row in scores})
    pairs = list(zip((-fused.scores).tolist(), fused.rows.tolist(), strict=True))
    assert pairs == sorted(pairs)
    assert np.isfinite(fused.scores).all()


@given(lists_of_rows)
def test_the_order_of_the_lists_does_not_matter(fusion, lists):
    one = fusion({name: found(scores) for name, scores in lists.items()})
    two = fusion({name: found(lists[name]) for name in reversed(list(lists))})
    assert one.rows.tolist() == two.rows.tolist()
    assert one.scores.tolist() == two.scores.tolist()


@given(lists_of_rows)
def test_every_list_says_what_it_gave(fusion, lists):
    fused = fusion({name: found(scores) for name, scores in lists.items()})
    assert set(fused.given) == set(lists)
    assert all(len(shares) == len(fused.rows) and (shares >= 0).all() for shares in fused.given.values())


def test_one_list_alone_keeps_its_order(fusion):
    fused = fusion({"words": found({7: 3.0, 2: 2.0, 9: 1.0})})
    assert fused.rows.tolist() == [7, 2, 9]


def test_a_row_that_every_list_puts_first_is_first(fusion):
    lists = {"words": found({1: 9.0, 2: 5.0, 3: 1.0}), "meaning": found({1: 0.9, 3: 0.5, 4: 0.1})}
    assert fusion(lists).rows[0] == 1


def test_no_lists_give_no_rows(fusion):
    fused = fusion({})
    assert len(fused.rows) == len(fused.scores) == 0
