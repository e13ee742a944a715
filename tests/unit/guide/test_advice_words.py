"""What is said in passing, and what of the catalogue it stands for."""

import pytest

from daogou.guide.advice_words import asked_in


def means(text):
    return {one.field: set(one.values) for one in asked_in(text).means}


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("5岁穿的", {"kids"}),
        ("十二岁，一米五", {"kids"}),
        ("我女儿穿", {"kids"}),
        ("50岁穿的", None),
        ("五十多岁，别太花", None),
        ("四十五岁", None),
        ("for my nephew", {"kids"}),
        ("给我爸，60岁", {"men"}),
    ],
)
def test_children_are_told_by_their_age(text, audience):
    assert means(text).get("audience") == audience


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("下周去三亚", "occasion", "beach"),
        ("off to the maldives", "occasion", "beach"),
        ("去哈尔滨玩", "season", "winter"),
        ("别太花", "pattern", "solid"),
        ("nothing too busy", "pattern", "solid"),
    ],
)
def test_places_and_tastes(text, field, value):
    assert value in means(text)[field]


def test_money_that_is_not_to_be_spent_is_no_pattern():
    assert "pattern" not in means("别太花钱")
