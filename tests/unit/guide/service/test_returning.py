"""What returns and exchanges change, reckoned by hand, and why they are refused."""

from datetime import timedelta

import pytest
from acting import do, refusal, stock, with_policy

from daogou.guide.service.requests import (
    Exchange,
    ModifyHome,
    Return,
)
from daogou.guide.service.things import Address, Claim


def test_a_return_notes_what_is_due_and_to_whom(desk, ann, book):
    do(desk, ann, Return("here", ("dress-red",), "gift-a"))
    order = desk.order(ann, "here")
    assert order.status == "return_requested"
    assert order.claim == Claim("return", ("dress-red",), (), "gift-a", 4000)
    assert desk.customer(ann).method("gift-a").balance == 3000, "paid when the pieces have arrived"
    assert stock(book, "dress-red") == 5


@pytest.mark.parametrize(
    ("order_id", "skus", "method", "reason"),
    [
        ("sent", ("dress-red",), "card-a", "wrong_status"),
        ("new", ("dress-red",), "card-a", "wrong_status"),
        ("back", ("hat",), "card-a", "already_changed"),
        ("here", ("dress-blue",), "card-a", "item_not_in_order"),
        ("here", (), "card-a", "no_items"),
        ("here", ("hat",), "pay-a", "refund_not_there"),
        ("here", ("hat",), "card-b", "not_own_payment_method"),
        ("old", ("hat",), "card-a", "too_late"),
        ("undated", ("hat",), "card-a", "delivery_date_unknown"),
    ],
)
def test_what_cannot_be_returned(desk, ann, order_id, skus, method, reason):
    assert refusal(desk, ann, Return(order_id, skus, method)) == reason


def test_the_last_day_for_a_return_counts(desk, ann, clock):
    clock.at += timedelta(days=11)  # delivered three days before, and fourteen allowed
    assert desk.propose(ann, Return("here", ("hat",), "card-a"))
    clock.at += timedelta(seconds=1)
    assert refusal(desk, ann, Return("here", ("hat",), "card-a")) == "too_late"


def test_an_exchange_sets_the_new_piece_aside_and_settles_later(desk, ann, book):
    do(desk, ann, Exchange("here", ("dress-red",), ("dress-blue",), "gift-a"))
    order = desk.order(ann, "here")
    assert order.status == "exchange_requested"
    assert order.claim == Claim("exchange", ("dress-red",), ("dress-blue",), "gift-a", -500)
    assert len(order.payments) == 1
    assert (stock(book, "dress-blue"), stock(book, "dress-red")) == (0, 5)


def test_an_empty_list_of_statuses_means_not_offered(book, clock, ann):
    desk = with_policy(book, clock, exchange={"statuses": []}, modify_home={"allowed": False})
    assert refusal(desk, ann, Exchange("here", ("hat",), ("cap",), "card-a")) == "not_offered"
    assert refusal(desk, ann, ModifyHome(Address())) == "not_offered"
