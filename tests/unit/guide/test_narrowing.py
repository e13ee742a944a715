from dataclasses import replace

import pytest

from daogou.core.query import Constraint
from daogou.guide.memory import Wanted
from daogou.guide.narrowing import expected_share, question, what_is_wanted
from daogou.guide.searching import Look

from .skills.boutique import Boutique

DRESSES = Wanted((Constraint("category", ("dress",)),))


@pytest.fixture
def shop():
    return Boutique()


def test_equal_halves_leave_a_half():
    assert expected_share([5, 5], 10) == 0.5


def test_a_rare_answer_is_an_unlikely_one():
    # .9 of the shoppers leave 9 of 10, .1 leave 1 of 10
    assert expected_share([9, 1], 10) == pytest.approx(0.82)


def test_products_without_a_value_are_left_as_they_are():
    # the half that is known is halved, the other half stays: .5 * .25 + .5
    assert expected_share([25, 25], 100) == pytest.approx(0.625)


def test_values_that_all_have_leave_everything():
    assert expected_share([10, 10, 10], 10) == 1.0


def test_nothing_known_leaves_everything():
    assert expected_share([], 10) == expected_share([0], 10) == 1.0


def test_the_best_question_is_the_one_that_leaves_least(shop):
    # of 14 dresses, seven colours of two leave 1/7, two occasions of seven 1/2, thirds of the price 1/3
    asked = question(Look(shop, "en")(DRESSES), shop, "en")
    assert (asked.field, asked.leaves) == ("colour", pytest.approx(1 / 7))
    assert asked.suggestions[-1] == "Any colour"


def test_no_question_is_put_twice(shop):
    asked = question(Look(shop, "en")(replace(DRESSES, asked=("colour",))), shop, "en")
    assert asked.field == "price"


def test_a_budget_is_asked_for_in_thirds(shop):
    asked = question(Look(shop, "zh")(DRESSES), shop, "zh", 0, ["price"])
    # prices 100, 120 … 360: thirds end near 187 and 273
    assert asked.suggestions == ("¥200 以内", "¥200 – ¥250", "¥250 以上", "价格不限")


def test_three_questions_are_enough(shop):
    assert question(Look(shop, "en")(replace(DRESSES, asked=("a", "b", "c"))), shop, "en") is None


def test_nothing_is_asked_about_a_handful(shop):
    few = Wanted((*DRESSES.constraints, Constraint("colour", ("red",))))
    assert question(Look(shop, "en")(few), shop, "en") is None


def test_what_it_is_comes_first(shop):
    asked = question(Look(shop, "en")(Wanted((Constraint("audience", ("women",)),))), shop, "en")
    assert asked.field == "category"
    assert asked.suggestions == ("Clothing", "Shoes")


def test_who_has_not_said_anything_is_asked_for_a_kind(shop):
    asked = what_is_wanted(shop, "zh")
    assert asked.field == "category"
    assert "连衣裙" in asked.suggestions


def test_a_question_that_leaves_nearly_everything_is_not_asked(shop):
    # 13 of 14 dresses come in S, all in M, 7 in L: 13/20 * 13/14 + 7/20 * 7/14 = .78
    first = shop.product("d0")
    shop.garments["d0"] = replace(first, variants=first.variants[1:])
    women = Wanted((*DRESSES.constraints, Constraint("audience", ("women",))))
    assert question(Look(shop, "en")(women), shop, "en", 0, ["size"]) is None
