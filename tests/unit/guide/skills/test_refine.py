import pytest

from daogou.core.query import Constraint
from daogou.guide.message import Message
from daogou.guide.skills import ROLE, Turn
from daogou.guide.understood import Understood

from .boutique import Talk, keys, ungrounded


@pytest.fixture
def talk():
    """Dresses have been shown."""
    talk = Talk()
    talk("find", "a dress")
    return talk


def wanted_after(talk, *messages):
    for text in messages:
        talk("refine", text)
    return keys(talk.memory) - {"category:dress"}


def test_a_condition_is_added(talk):
    assert wanted_after(talk, "under 300") == {"price:..300"}


def test_a_colour_is_replaced(talk):
    assert wanted_after(talk, "in red please", "no, in blue") == {"colour:blue"}


@pytest.mark.parametrize("text", ["not red", "不要红色"])
def test_a_colour_is_excluded(talk, text):
    assert wanted_after(talk, text) == {"-colour:red"}
    assert not {"d0", "d7"} & set(talk.memory.shown)


def test_which_is_the_cheapest_asks_for_one(talk):
    step = talk("refine", "which one is cheapest?")
    assert step.memory.focus == step.answer.cards[0]
    assert talk("refine", "sort by price").memory.focus == ""


@pytest.mark.parametrize("text", ["any colour is fine", "颜色无所谓", "forget the red", "不一定要红色"])
def test_a_colour_is_taken_back(talk, text):
    assert wanted_after(talk, "red", text) == set()


@pytest.mark.parametrize("text", ["cheaper", "便宜点"])
def test_cheaper_is_below_the_middle_of_the_list(talk, text):
    assert wanted_after(talk, text) == {"price:..149"}  # shown were 100, 120 … 200


def test_cheaper_in_figures_is_what_was_said(talk):
    assert wanted_after(talk, "cheaper, under 180") == {"price:..180"}


def test_where_nothing_is_cheaper_the_list_stays(talk):
    talk("refine", "cheaper")
    talk("refine", "cheaper")
    talk("refine", "cheaper")
    shown, wanted = talk.memory.shown, talk.memory.wanted.constraints
    assert shown == ("d0",)
    step = talk("refine", "cheaper")
    assert step.answer.why_not == "nothing_found"
    assert (step.memory.shown, step.memory.wanted.constraints) == (shown, wanted)
    assert "Red dresses d0 (¥100)" in step.answer.text
    assert "product:d0" in {one.source for one in step.answer.evidence}
    assert not ungrounded(step)


def test_more_shows_what_was_not_shown_and_asks_nothing(talk):
    before = talk.memory.shown
    step = talk("refine", "show me more")
    assert not set(before) & set(step.answer.cards)
    assert step.memory.asked == ""


def test_at_the_end_of_the_list_it_says_so(talk):
    talk("refine", "show me more")
    talk("refine", "show me more")
    step = talk("refine", "show me more")
    assert step.answer.cards == ()
    assert "14 products" in step.answer.text
    assert not ungrounded(step)


def test_a_size_up(talk):
    assert wanted_after(talk, "size M", "a size up") == {"size:L"}


def test_a_size_up_from_nothing_asks_for_the_size(talk):
    step = talk("refine", "a size up")
    assert step.memory.asked == "size"
    assert step.answer.suggestions == ("Size S", "Size M", "Size L")


def test_like_one_but_in_another_colour(talk):
    step = talk("refine", "like that but in blue", "d2")
    assert keys(step.memory) == {"category:dress", "colour:blue"}
    assert step.memory.wanted.like == "d2"
    assert "Green dresses d2" in step.answer.text
    assert not ungrounded(step)


def test_other_colours_than_that_of_one(talk):
    step = talk("refine", "other colours?", "d0")
    assert keys(step.memory) == {"category:dress", "-colour:red"}


@pytest.mark.parametrize("text", ["start over", "重新开始"])
def test_starting_over_forgets_everything(talk, text):
    step = talk("refine", text)
    assert step.answer.skill == "refine"
    assert (keys(step.memory), step.memory.shown, step.memory.focus) == (set(), (), "")
    assert step.memory.asked == "category"


def test_another_kind_keeps_for_whom_and_how_much(talk):
    talk("refine", "for women")
    talk("refine", "under 300")
    talk("refine", "in red")
    assert keys(talk("refine", "heels instead").memory) == {"category:heels", "audience:women", "price:..300"}


def test_words_that_nothing_has_are_told_and_left(talk):
    step = talk("refine", "with pockets")
    assert "pockets" in step.answer.says[0].text
    assert step.memory.wanted.words == ""


def test_a_reference_to_nothing_is_asked_about(talk):
    understood = Understood("like the ninth", "en", "refine", 1.0, unresolved=True, change="similar")
    step = ROLE.open("refine").take(Turn(Message("like the ninth"), understood, talk.memory), talk.floor)
    assert step.answer.cards == talk.memory.shown
    assert step.answer.suggestions == ("the first one", "the second one", "the third one")
    assert step.memory.wanted == talk.memory.wanted


def test_with_nothing_before_it_is_a_search():
    talk = Talk()
    assert keys(talk("refine", "in red").memory) == {"colour:red"}
    assert Talk()("refine", "cheaper").answer.skill == "clarify"


def test_a_condition_on_a_list_needs_no_product(talk):
    red = Constraint("colour", ("red",), words="red")
    understood = Understood("do you have it in red", "en", "refine", 1.0, read=(red,), unresolved=True)
    turn = Turn(Message(understood.text), understood, talk.memory)
    assert "colour:red" in keys(ROLE.open("refine").take(turn, talk.floor).memory)


def test_shoes_to_go_with_a_dress_are_not_like_it(talk):
    step = talk("refine", "heels that go with the first one", "d0")
    assert step.answer.skill == "advise"
    assert all(one.startswith("h") for one in step.answer.cards)


@pytest.mark.parametrize("text", ["or blue", "blue would do too", "蓝色也行"])
def test_another_colour_may_stand_beside_the_first(talk, text):
    talk("refine", "red")
    assert any("red" in key and "blue" in key for key in wanted_after(talk, text))


def test_a_smaller_kind_of_thing_asks_for_no_size(talk):
    assert talk("refine", "smaller boots").memory.asked != "size"
