"""A part of a shelf tries out what few were shown; the rest, and the first place, stays as it was."""

import numpy as np
import pytest

from daogou.recommend.exploration import Exploration

NONE = np.zeros(40, np.int64)
ROWS, OTHERS = np.arange(10), np.arange(10, 40)


def places(share, key="ann 2026-05-01", shown=NONE, clicked=NONE, rows=ROWS, others=OTHERS):
    return Exploration(share, shown, clicked).places(rows, others, key)


def test_nothing_is_tried_without_a_share_or_without_others():
    assert places(0.0) == {}
    assert places(0.5, others=OTHERS[:0]) == {}
    assert places(0.5, rows=ROWS[:1]) == {}


def test_the_same_shopper_sees_the_same_all_day_and_others_see_others():
    assert places(0.3) == places(0.3)
    assert len({tuple(places(0.3, key=f"shopper {n}").items()) for n in range(10)}) > 5


def test_the_first_place_stays_and_nothing_known_is_tried():
    for number in range(50):
        tried = places(1.0, key=str(number))
        assert 0 not in tried
        assert len(tried) == 9
        assert set(tried.values()) <= set(OTHERS.tolist())


def test_the_share_is_kept_on_average():
    counts = [len(places(0.25, key=str(number))) for number in range(2000)]
    assert set(counts) == {2, 3}
    assert np.mean(counts) == pytest.approx(2.5, abs=0.05)


def test_what_was_shown_often_and_never_clicked_gives_way_to_the_unknown():
    shown = NONE.copy()
    shown[10:39] = 500
    tried = [39 in places(0.1, key=str(number), shown=shown).values() for number in range(200)]
    assert np.mean(tried) > 0.9  # even the unknown draws a low rate now and then


def test_what_is_clicked_is_tried_more_than_what_is_not():
    shown, clicked = np.full(40, 200), NONE.copy()
    clicked[20] = 60
    tried = [places(0.1, key=str(number), shown=shown, clicked=clicked) for number in range(50)]
    assert {row for one in tried for row in one.values()} == {20}
