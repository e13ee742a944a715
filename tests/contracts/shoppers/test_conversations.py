"""What was said to the guide is kept of who agreed, and of nobody else."""

from dataclasses import replace

import pytest
from happenings import hour

from daogou.core.errors import BadInput
from daogou.shoppers.conversations import MAX_SAID, Exchange
from daogou.shoppers.exporting import is_empty

ONE = Exchange("ann", "c1", hour(10), "红色的裙子?", "Here are two.", "find", "en")


@pytest.fixture
def remembered(shoppers):
    for shopper in ("ann", "bob"):
        shoppers.set_consent(shopper, "remember", True, hour(1))
    return shoppers.transcripts


def test_turns_of_who_agreed_are_kept_newest_first(remembered):
    later = replace(ONE, at=hour(11), said="bye", skill="clarify", why_not="unclear")
    assert remembered.keep(ONE)
    assert remembered.keep(later)
    assert remembered.since(hour(0)) == [later, ONE]
    assert remembered.since(hour(11)) == [later]
    assert remembered.since(hour(0), limit=1) == [later]


@pytest.mark.parametrize("consent", ["assumed", "ask"])
def test_nobody_is_taken_to_agree(opened, consent):
    shoppers = opened(consent=consent)
    assert not shoppers.transcripts.keep(ONE)
    assert shoppers.transcripts.since(hour(0)) == []


def test_a_no_deletes_what_was_kept_and_another_purposes_no_does_not(shoppers, remembered):
    remembered.keep(ONE)
    shoppers.set_consent("ann", "improve", False, hour(20))
    assert remembered.since(hour(0)) == [ONE]
    shoppers.set_consent("ann", "remember", False, hour(20))
    assert remembered.since(hour(0)) == []
    assert not remembered.keep(ONE)


def test_an_export_holds_it(shoppers, remembered):
    remembered.keep(ONE)
    (line,) = shoppers.export("ann")["conversations"]
    assert (line["said"], line["answered"], line["skill"]) == (ONE.said, ONE.answered, "find")
    assert not is_empty(shoppers.export("ann"))


def test_it_goes_with_who_is_erased_and_does_not_come_back(shoppers, remembered):
    remembered.keep(ONE)
    remembered.keep(replace(ONE, shopper_id="bob"))
    assert shoppers.erase("ann", hour(100)).deleted["conversations"] == 1
    assert [one.shopper_id for one in remembered.since(hour(0))] == ["bob"]
    shoppers.set_consent("ann", "remember", True, hour(101))
    assert not remembered.keep(ONE)  # said before
    assert remembered.keep(replace(ONE, at=hour(102)))


def test_what_is_older_than_the_shop_keeps_is_forgotten(opened, remembered):
    remembered.keep(ONE)
    strict = opened(keep_days=1)  # it is hour 1000 there
    assert strict.forget_old()["conversations"] == 1


def test_long_and_broken_texts_are_kept_as_far_as_can_be(remembered):
    remembered.keep(replace(ONE, said="x" * 2 * MAX_SAID, answered="a\0b\ud800"))
    (kept,) = remembered.since(hour(0))
    assert kept.said == "x" * MAX_SAID
    assert kept.answered == "ab?"


@pytest.mark.parametrize("wrong", [{"shopper_id": " "}, {"conversation": ""}, {"shopper_id": "a" * 201}])
def test_turns_of_nobody_are_refused(remembered, wrong):
    with pytest.raises(BadInput):
        remembered.keep(replace(ONE, **wrong))
