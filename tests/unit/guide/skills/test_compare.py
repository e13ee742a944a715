import pytest

from .boutique import Boutique, Talk, floor_of, ungrounded


@pytest.fixture
def talk():
    talk = Talk(floor_of(Boutique(said_of={"d0": [5, 4], "d1": [3]})))
    talk("find", "a dress")
    return talk


def test_the_ones_that_are_pointed_at(talk):
    step = talk("compare", "the second and the fourth", "d1", "d3")
    assert step.answer.cards == ("d1", "d3")
    assert step.answer.table.columns == ("Blue dresses d1", "Black dresses d3")


def test_the_list_that_the_compared_ones_are_of_stays(talk):
    before = talk.memory.shown
    assert {"d1", "d3"} <= {*before}
    assert talk("compare", "the second and the fourth", "d1", "d3").memory.shown == before


@pytest.mark.parametrize(
    ("text", "focus"), [("which is rated best?", "d0"), ("which is cheapest?", "d0"), ("compare them", "")]
)
def test_the_one_that_is_asked_for_is_spoken_of_next(talk, text, focus):
    assert talk("compare", text, "d0", "d1").memory.focus == focus


def test_the_first_of_those_shown(talk):
    assert talk("compare", "对比一下").answer.cards == ("d0", "d1", "d2")


def test_at_most_four(talk):
    assert len(talk("compare", "compare them", *talk.memory.shown).answer.cards) == 4


def test_one_is_compared_with_the_one_spoken_of(talk):
    talk("find", "red heels")
    assert talk("compare", "how does it compare to that", "d1").answer.cards == ("h0", "d1")


def test_one_alone_is_named_and_another_asked_for(talk):
    step = Talk(talk.floor)("compare", "compare it", "d1")
    assert "Blue dresses d1 (¥120)" in step.answer.text
    assert [one.source for one in step.answer.evidence] == ["product:d1"]


def test_it_says_what_differs_and_what_does_not(talk):
    step = talk("compare", "compare the first two", "d0", "d1")
    assert "¥100" in step.answer.text
    assert "¥120" in step.answer.text
    assert "4.5 of 5 from 2 reviews" in step.answer.text
    assert "Material: Silk" in step.answer.text
    assert not ungrounded(step)


def test_equal_rows_are_not_in_the_table(talk):
    step = talk("compare", "compare the first two", "d0", "d1")
    assert {row[0] for row in step.answer.table.rows} == {
        "Price", "Colour", "Occasion", "Sizes in stock", "Rating",
    }  # fmt: skip


def test_what_is_not_known_is_said(talk):
    step = talk("compare", "对比", "d0", "b0")
    assert "未注明" in step.answer.text
    assert not ungrounded(step)


def test_nothing_to_compare_is_asked_for():
    step = Talk()("compare", "compare them")
    assert (step.answer.table, step.memory.asking) == (None, "find")


def test_one_alone_cannot_be_compared():
    talk = Talk()
    talk("find", "red heels")
    assert talk("compare", "compare them").answer.table is None
