"""What is taken back is as it was, or it is said why not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from acting import REASON, do, refusal

from daogou.guide.service.requests import (
    Cancel,
    Exchange,
    ModifyAddress,
    ModifyHome,
    ModifyItems,
    ModifyPayment,
    Return,
    Undo,
)
from daogou.guide.service.things import Address

ACTS = [
    Cancel("new", REASON),
    Cancel("gift", REASON),
    ModifyItems("new", ("dress-red",), ("dress-blue",), "gift-a"),
    ModifyPayment("gift", "card-a"),
    ModifyAddress("new", Address("3", "", "Pau", "", "FR", "64000")),
    Return("here", ("hat",), "card-a"),
    Exchange("here", ("dress-red",), ("dress-gold",), "card-a"),
    ModifyHome(Address("3", "", "Pau", "", "FR", "64000")),
]


@pytest.mark.parametrize("request_", ACTS, ids=lambda act: act.action)
def test_what_is_undone_is_as_it_was_and_stays_in_the_log(desk, ann, book, drawn, request_):
    before = drawn.pages(book)
    entry = do(desk, ann, request_)
    assert drawn.pages(book) != before
    taken_back = do(desk, ann, Undo(entry.id))
    assert drawn.pages(book) == before
    assert [(one.id, one.undone_by) for one in desk.log(ann)] == [
        (entry.id, taken_back.id),
        (taken_back.id, ""),
    ]
    assert refusal(desk, ann, Undo(entry.id)) == "already_undone"
    assert refusal(desk, ann, Undo(taken_back.id)) == "not_offered"


def test_nothing_is_undone_once_the_order_is_on_its_way(desk, ann, book, drawn):
    entry = do(desk, ann, ModifyItems("new", ("dress-red",), ("dress-blue",), "card-a"))
    drawn.ship(book, "new")
    assert refusal(desk, ann, Undo(entry.id)) == "on_its_way"


def test_only_the_last_change_of_an_order_can_be_undone(desk, ann, drawn):
    first = do(desk, ann, ModifyAddress("new", drawn.AWAY))
    second = do(desk, ann, ModifyPayment("new", "pay-a"))
    assert refusal(desk, ann, Undo(first.id)) == "changed_since"
    do(desk, ann, Undo(second.id))
    do(desk, ann, Undo(first.id))


def test_a_gift_card_used_meanwhile_does_not_stand_in_the_way(desk, ann):
    entry = do(desk, ann, Cancel("gift", REASON))  # 40.00 on the gift card now
    do(desk, ann, ModifyItems("new", ("dress-red",), ("dress-blue",), "gift-a"))
    do(desk, ann, Undo(entry.id))
    assert desk.customer(ann).method("gift-a").balance == 2500


def test_a_refund_that_was_spent_cannot_be_taken_back(desk, ann, book, drawn):
    book.write(lambda ledger: ledger.put_customer(drawn.with_balance(0)))
    entry = do(desk, ann, Cancel("gift", REASON))  # 10.00 on the gift card now
    do(desk, ann, ModifyItems("new", ("dress-red",), ("dress-blue",), "gift-a"))
    assert refusal(desk, ann, Undo(entry.id)) == "gift_card_too_low"


def test_pieces_sold_meanwhile_cannot_be_taken_back(desk, ann, book):
    entry = do(desk, ann, Cancel("new", REASON))
    with book.reading() as view:
        sold = replace(view.ware("dress-red"), stock=1)
    book.write(lambda ledger: ledger.put_ware(sold))
    assert refusal(desk, ann, Undo(entry.id)) == "not_available"


def test_undoing_has_its_time_and_its_owner(desk, ann, clock):
    entry = do(desk, ann, Cancel("new", REASON))
    bob = desk.identify_by_email("bob@example.com")
    assert refusal(desk, bob, Undo(entry.id)) == "unknown_entry"
    clock.at += timedelta(minutes=61)
    assert refusal(desk, ann, Undo(entry.id)) == "too_late_to_undo"
