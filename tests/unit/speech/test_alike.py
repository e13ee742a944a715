"""Words that sound alike are near, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.speech.alike import distance, nearest, sounds

WORDS = st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=12)


def far(one: str, other: str) -> float:
    return distance(sounds(one), sounds(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("knight", "night"), ("phone", "fone"), ("colour", "color"), ("skim-milk", "skim milk")],
)
def test_spellings_of_one_sound_are_the_same(one, other):
    assert far(one, other) == 0


def test_a_missing_consonant_costs_its_weight():
    # d-a-r-k-r-a-s against d-a-r-k-r-a-s-t: 1 of 6 consonants and 2 vowels of .35
    assert far("dark rose", "dark roast") == pytest.approx(1 / (6 + 2 * 0.35))


def test_consonants_of_one_place_are_near():
    assert far("skin", "skim") == pytest.approx(0.4 / (3 + 0.35))
    assert far("skin", "skip") == pytest.approx(1 / (3 + 0.35))


def test_homophones_in_chinese_are_the_same():
    pytest.importorskip("pypinyin", reason="the extra speech is not installed")
    assert far("连衣群", "连衣裙") == 0


def test_chinese_counts_initials_and_finals_apart():
    pytest.importorskip("pypinyin", reason="the extra speech is not installed")
    # zhou-zi against zhuo-zi: one of two syllables, its final near (.4 of a half)
    assert far("粥子", "桌子") == pytest.approx(0.4 / 2 / 2)
    assert far("冒血", "帽子") == pytest.approx((1 + 1) / 2 / 2)


def test_accents_are_near():
    pytest.importorskip("pypinyin", reason="the extra speech is not installed")
    assert far("流来", "牛奶") < 0.25  # l for n, twice
    assert far("沙发", "桌子") > 0.6


def test_nothing_sounds_like_nothing():
    assert far("", "milk") == 1.0


def test_the_nearest_come_first():
    assert nearest("skin milk", ["whole milk", "skim milk", "latte"], 2) == ["skim milk", "whole milk"]


@given(WORDS, WORDS)
def test_a_distance_is_bounded_and_the_same_both_ways(one, other):
    assert 0 <= far(one, other) <= 1
    assert far(one, other) == pytest.approx(far(other, one))
    if sounds(one):
        assert far(one, one) == 0
