"""An owner's rules: the excluded never shows, the pinned stands at its place, the boosted rises."""

import numpy as np
import pytest

from daogou.core.errors import BadSetting
from daogou.core.settings import RecommendSection
from daogou.index.columns import Columns, column_of
from daogou.recommend import diversity
from daogou.recommend.business import business_rules
from daogou.recommend.choosing import Choosing

IDS = ("a", "b", "c", "d", "e")
COLUMNS = Columns(
    {
        "brand": column_of([["Acme"], ["Acme"], ["Acme"], ["Zeta"], []]),
        "colour": column_of([["red"], ["blue"], ["red", "white"], ["blue"], ["red"]]),
    },
    price=np.ones(5),
    in_stock=np.ones(5, bool),
    released=np.zeros(5),
)
ROW_OF = {product: row for row, product in enumerate(IDS)}
SCORES = np.array([5, 4, 3, 2, 1], np.float32)
ALL = np.ones(5, bool)


def chosen(k=5, scores=SCORES, allowed=ALL, diversity_share=0.0, **settings):
    rules = business_rules(RecommendSection(**settings), COLUMNS, ROW_OF)
    vectors = np.eye(5, dtype=np.float32)
    choose = Choosing(rules, diversity.ROLE.open("mmr"), vectors, diversity_share)
    return "".join(IDS[row] for row in choose(scores, k, allowed))


def test_without_rules_the_best_come_first():
    assert chosen() == "abcde"
    assert chosen(k=2) == "ab"


@pytest.mark.parametrize(
    ("exclude", "left"), [(["id:b"], "acde"), (["colour:red"], "bd"), (["brand:Acme", "id:e"], "d")]
)
def test_what_is_excluded_never_shows(exclude, left):
    assert chosen(exclude=exclude) == left


def test_what_is_excluded_is_not_shown_because_it_is_pinned():
    assert chosen(exclude=["id:e"], pin={"e": 1}) == "abcd"


def test_a_pinned_product_stands_at_its_place_if_it_may_be_shown():
    assert chosen(pin={"e": 2}) == "aebcd"
    assert chosen(pin={"e": 2}, allowed=np.array([1, 1, 1, 1, 0], bool)) == "abcd"
    assert chosen(pin={"d": 1, "e": 3}, k=3) == "dae"


def test_a_boost_multiplies_a_score_on_either_side_of_zero():
    assert chosen(boost={"brand:Zeta": 3.0}) == "dabce"
    below = np.array([-1, -2, -3, -4, -5], np.float32)
    assert chosen(scores=below, boost={"brand:Zeta": 8.0}) == "dabce"
    assert chosen(boost={"id:a": 0.1}) == "bcdea"


def test_no_more_of_a_brand_than_allowed_and_the_brandless_stay():
    assert chosen(at_most_per_brand=1) == "ade"
    assert chosen(at_most_per_brand=2) == "abde"


def test_what_nobody_has_by_now_means_nothing():
    assert chosen(exclude=["brand:Gone", "id:gone"], pin={"gone": 1}, boost={"brand:Gone": 2.0}) == "abcde"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"exclude": ["Acme"]}, "field:value"),
        ({"exclude": ["brnad:Acme"]}, "no field 'brnad'"),
        ({"boost": {"brand:Acme": 0.0}}, "above 0"),
        ({"boost": {"colour:": 2.0}}, "field:value"),
        ({"pin": {"a": 0}}, "first place is 1"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused_by_name(settings, says):
    with pytest.raises(BadSetting, match=says):
        chosen(**settings)


def test_a_misspelt_field_is_answered_with_the_nearest():
    with pytest.raises(BadSetting) as refused:
        chosen(exclude=["colr:red"])
    assert "colour" in refused.value.hint


def test_a_varied_shelf_has_no_two_alike_while_there_are_others():
    rules = business_rules(RecommendSection(), COLUMNS, ROW_OF)
    vectors = np.array([[1, 0], [1, 0], [1, 0], [0, 1], [0, 1]], np.float32)
    choose = Choosing(rules, diversity.ROLE.open("mmr"), vectors, 0.6)
    assert [IDS[row] for row in choose(SCORES, 2, ALL)] == ["a", "d"]
