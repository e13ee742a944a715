"""What cancelling changes, reckoned by hand, and why it is refused."""

import pytest
from acting import REASON, do, refusal, stock

from daogou.guide.service.requests import (
    Cancel,
)
from daogou.guide.service.things import Payment


def test_cancelling_refunds_what_was_paid_and_puts_the_pieces_back(desk, ann, book):
    do(desk, ann, Cancel("new", REASON))
    order = desk.order(ann, "new")
    assert (order.status, order.cancel_reason) == ("cancelled", REASON)
    assert order.payments[1:] == (Payment("refund", 9000, "card-a"),)
    assert stock(book, "dress-red") == 7
    assert stock(book, "hat") is None


def test_a_gift_card_has_its_money_at_once(desk, ann):
    do(desk, ann, Cancel("gift", REASON))
    assert desk.customer(ann).method("gift-a").balance == 4000


@pytest.mark.parametrize(
    ("order_id", "reason"),
    [
        ("packed", "wrong_status"),
        ("sent", "wrong_status"),
        ("here", "wrong_status"),
        ("off", "wrong_status"),
        ("back", "wrong_status"),
        ("bobs", "not_own_order"),
        ("none", "unknown_order"),
    ],
)
def test_what_cannot_be_cancelled(desk, ann, order_id, reason):
    assert refusal(desk, ann, Cancel(order_id, REASON)) == reason


def test_only_the_reasons_of_the_policy_count(desk, ann):
    assert refusal(desk, ann, Cancel("new", "changed_my_mind")) == "reason_not_allowed"
