import pytest

from daogou.guide.memory import Memory

from .boutique import Talk, ungrounded


@pytest.fixture
def talk():
    talk = Talk()
    talk("find", "red dress under 300")
    return talk


def test_why_a_product_is_there(talk):
    step = talk("explain", "why did you show me the first one", "d0")
    assert all(label in step.answer.text for label in ("Red", "Dresses", "up to ¥300"))
    assert step.memory.focus == "d0"
    assert not ungrounded(step)


def test_why_those_shown_are_there(talk):
    step = talk("explain", "为什么给我看这些")
    assert "d0" in step.answer.text
    assert "d7" in step.answer.text
    assert not ungrounded(step)


def test_what_a_statement_rests_on(talk):
    rested_on = talk.memory.rested_on
    step = talk("explain", "凭什么这么说")
    assert set(step.answer.evidence) == set(rested_on)
    assert "red dress under 300" in step.answer.text


def test_why_another_colour_is_not_there(talk):
    step = talk("explain", "why no blue ones?")
    assert "2 products" in step.answer.text
    assert "you asked for Red" in step.answer.text
    assert not ungrounded(step)


def test_why_dearer_ones_are_not_there(talk):
    talk("refine", "under 150")
    step = talk("explain", "why not silk?")
    assert not ungrounded(step)
    assert "1 product" in step.answer.text  # d0 is of silk, red, and costs 100


def test_why_what_is_not_sold_is_not_there(talk):
    step = talk("explain", "why no silk boots?")
    assert "nothing" in step.answer.text.lower()


def test_which_condition_a_product_fails(talk):
    step = talk("explain", "why not the black one", "d3")
    assert "Red" in step.answer.text
    assert not ungrounded(step)


def test_why_something_was_advised():
    talk = Talk()
    talk("find", "blue dress")
    talk("advise", "what goes with it", "d1")
    step = talk("explain", "why the first one?", "h0")
    assert "d1" in step.answer.text
    assert {one.kind for one in step.answer.evidence} == {"graph"}


def test_why_something_is_recommended_to_who_is_known():
    talk = Talk(memory=Memory(shopper_id="ann"))
    cards = talk("advise", "what would you recommend").answer.cards
    step = talk("explain", "why the first one?", cards[0])
    assert "Blue dresses d1" in step.answer.text
    assert not ungrounded(step)


@pytest.mark.parametrize("text", ["why?", "凭什么"])
def test_before_anything_was_said_there_is_nothing_to_explain(text):
    step = Talk()("explain", text)
    assert (step.answer.evidence, step.answer.cards) == ((), ())


@pytest.mark.parametrize("text", ["why no cheaper ones?", "为什么没有便宜的"])
def test_why_nothing_is_cheaper(talk, text):
    step = talk("explain", text)
    assert "d0" in step.answer.text
    assert "¥100" in step.answer.text
    assert not ungrounded(step)


def test_only_the_conditions_that_it_fails_are_named(talk):
    step = talk("explain", "why not that one", "d3")
    assert "Red" in step.answer.text
    assert "¥300" not in step.answer.text  # d3 is a dress for 160


def test_only_the_conditions_that_it_meets_are_a_reason(talk):
    talk("refine", "in blue")
    step = talk("explain", "why did you show me that one", "d0")
    assert "Dresses" in step.answer.text
    assert "Blue" not in step.answer.text
