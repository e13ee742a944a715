"""A yes does what was shown, once, in time, or nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from acting import REASON

from daogou.guide.service.refusals import Refused
from daogou.guide.service.requests import (
    Cancel,
    ModifyItems,
)


def test_a_proposal_changes_nothing(desk, ann, book, drawn):
    before = drawn.pages(book)
    desk.propose(ann, Cancel("new", REASON))
    assert drawn.pages(book) == before
    assert desk.log(ann) == []


def test_confirming_twice_does_it_once(desk, ann):
    proposal = desk.propose(ann, ModifyItems("new", ("dress-red",), ("dress-blue",), "gift-a"))
    assert desk.confirm(ann, proposal) == desk.confirm(ann, proposal)
    assert desk.customer(ann).method("gift-a").balance == 2500
    assert len(desk.log(ann)) == 1


def test_a_yes_comes_in_time_and_from_who_was_asked(desk, ann, clock):
    proposal = desk.propose(ann, Cancel("new", REASON))
    bob = desk.identify_by_email("bob@example.com")
    with pytest.raises(Refused) as caught:
        desk.confirm(bob, proposal)
    assert caught.value.reason == "other_customer"
    clock.at += timedelta(minutes=31)
    with pytest.raises(Refused) as caught:
        desk.confirm(ann, proposal)
    assert caught.value.reason == "confirmed_too_late"


def test_what_is_confirmed_is_what_was_shown(desk, ann, book):
    proposal = desk.propose(ann, ModifyItems("new", ("dress-red",), ("dress-blue",), "card-a"))
    with book.reading() as view:
        dearer = replace(view.ware("dress-blue"), price=9900)
    book.write(lambda ledger: ledger.put_ware(dearer))
    with pytest.raises(Refused) as caught:
        desk.confirm(ann, proposal)
    assert caught.value.reason == "changed_since"
    assert desk.log(ann) == []


def test_a_forged_proposal_does_what_the_policy_says_or_nothing(desk, ann, book, drawn):
    proposal = desk.propose(ann, Cancel("new", REASON))
    rich = replace(proposal.change, balances={"gift-a": 10**6})
    before = drawn.pages(book)
    with pytest.raises(Refused):
        desk.confirm(ann, replace(proposal, change=rich))
    assert drawn.pages(book) == before


def test_an_order_that_is_sent_meanwhile_is_no_longer_cancelled(desk, ann, book, drawn):
    proposal = desk.propose(ann, Cancel("new", REASON))
    drawn.ship(book, "new")
    with pytest.raises(Refused) as caught:
        desk.confirm(ann, proposal)
    assert caught.value.reason == "wrong_status"
