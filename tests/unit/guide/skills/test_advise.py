from dataclasses import replace

import pytest

from daogou.guide.memory import Memory

from .boutique import Talk, keys, ungrounded


@pytest.fixture
def talk():
    return Talk()


def test_for_an_occasion_each_product_with_its_reason(talk):
    step = talk("advise", "what should i wear to a wedding")
    assert keys(step.memory) == {"occasion:wedding"}
    shop = talk.floor.shop
    assert all("wedding" in shop.product(one).attributes["occasion"] for one in step.answer.cards)
    assert not ungrounded(step)


def test_of_different_kinds_where_none_is_named(talk):
    step = talk("advise", "参加婚礼穿什么好")
    assert {one[0] for one in step.answer.cards} == {"d", "h"}


def test_a_gift_is_asked_for_whom(talk):
    step = talk("advise", "a gift")
    assert (step.memory.asked, step.memory.asking, step.answer.cards) == ("audience", "advise", ())
    step = talk("advise", "my father")
    assert keys(step.memory) == {"audience:men"}
    assert step.answer.cards == ("b0", "b1", "b2", "b3")


def test_a_gift_keeps_to_the_budget(talk):
    step = talk("advise", "a present for my mother under 150")
    assert keys(step.memory) == {"audience:women", "price:..150"}
    assert all(talk.floor.shop.product(one).price <= 150 for one in step.answer.cards)
    assert step.answer.cards
    assert not ungrounded(step)


def test_the_next_gift_is_for_somebody_else(talk):
    talk("advise", "a present for my mother under 150")
    step = talk("advise", "and a gift idea please")
    assert step.memory.asked == "audience"


def test_what_goes_with_a_product_is_said_with_the_graph(talk):
    talk("find", "blue dress")
    step = talk("advise", "what goes with the first one", "d1")
    assert all(one.startswith("h") for one in step.answer.cards)
    assert "graph:product:h0 complements product:d1" in {one.source for one in step.answer.evidence}
    assert step.memory.focus == "d1"
    assert not ungrounded(step)


def test_what_goes_with_something_that_is_described(talk):
    step = talk("advise", "what shoes match a red dress")
    assert step.answer.cards[0] == "d0"
    assert set(step.answer.cards[1:]) <= {f"h{n}" for n in range(6)}


def test_an_outfit_keeps_to_the_budget_as_a_whole(talk):
    step = talk("advise", "suggest an outfit for a wedding under 600")
    shop = talk.floor.shop
    assert len(step.answer.cards) > 1
    assert sum(shop.product(one).price for one in step.answer.cards) <= 600
    assert not ungrounded(step)


def test_what_goes_with_nothing_is_said(talk):
    talk("find", "boots")
    step = talk("advise", "what goes with it", "b0")
    assert (step.answer.cards, step.answer.why_not) == ((), "nothing_found")


def test_a_stranger_sees_what_many_like_and_is_asked(talk):
    step = talk("advise", "what would you recommend")
    assert (step.memory.asked, len(step.answer.cards)) == ("occasion", 4)
    assert "ranking" in {one.kind for one in step.answer.evidence}


def test_who_is_known_sees_what_they_like():
    talk = Talk(memory=Memory(shopper_id="ann"))
    step = talk("advise", "有什么推荐")
    shop = talk.floor.shop
    assert {shop.product(one).attributes["colour"] for one in step.answer.cards} == {("blue",)}


def test_what_is_sold_out_is_not_advised(talk):
    shop = talk.floor.shop
    shop.garments["d1"] = replace(
        shop.product("d1"), variants=tuple(replace(v, stock=0) for v in shop.product("d1").variants)
    )
    assert "d1" not in talk("advise", "a dress for a wedding, which one?").answer.cards


def test_a_question_of_its_own_is_no_answer_to_the_last_one(talk):
    talk("advise", "what should i wear to a wedding")
    step = talk("advise", "what do you recommend that is casual")
    assert keys(step.memory) == {"occasion:casual"}


def test_nothing_meets_it_all(talk):
    step = talk("advise", "which silk boots would you recommend")
    assert step.answer.why_not == "nothing_found"


def test_a_budget_named_afterwards_goes_on_with_the_advice(talk):
    talk("advise", "what should i wear to a wedding")
    step = talk("advise", "under 300")
    assert keys(step.memory) == {"occasion:wedding", "price:..300"}


def test_what_goes_with_it_is_about_the_first_of_a_list(talk):
    talk("find", "dress")
    step = talk("advise", "which heels would match?")
    assert step.memory.focus == "d0"
