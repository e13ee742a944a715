"""What other items, payments and addresses change, reckoned by hand, and why they are refused."""

import pytest
from acting import REASON, do, refusal, stock, with_policy

from daogou.guide.service.refusals import Refused
from daogou.guide.service.requests import (
    Cancel,
    Exchange,
    ModifyAddress,
    ModifyHome,
    ModifyItems,
    ModifyPayment,
    Return,
)
from daogou.guide.service.things import Address, Payment


def test_other_items_are_paid_by_the_given_method(desk, ann, book):
    do(desk, ann, ModifyItems("new", ("dress-red",), ("dress-blue",), "gift-a"))
    order = desk.order(ann, "new")
    assert [line.sku for line in order.lines] == ["dress-blue", "dress-red", "hat"]
    assert order.payments[1:] == (Payment("payment", 500, "gift-a"),)
    assert desk.customer(ann).method("gift-a").balance == 2500
    assert (stock(book, "dress-red"), stock(book, "dress-blue")) == (6, 0)


def test_two_of_a_kind_can_become_two_different_ones(desk, ann):
    do(desk, ann, ModifyItems("new", ("dress-red",) * 2, ("dress-blue", "dress-gold"), "card-a"))
    order = desk.order(ann, "new")
    assert [(line.sku, line.price) for line in order.lines] == [
        ("dress-blue", 4500),
        ("dress-gold", 9000),
        ("hat", 1000),
    ]
    assert order.payments[1:] == (Payment("payment", 5500, "card-a"),)


@pytest.mark.parametrize(
    ("skus", "new", "method", "reason"),
    [
        ((), (), "card-a", "no_items"),
        (("dress-red",), (), "card-a", "counts_differ"),
        (("dress-gold",), ("dress-blue",), "card-a", "item_not_in_order"),
        (("hat", "hat"), ("cap", "cap"), "card-a", "item_not_in_order"),
        (("dress-red",), ("nothing",), "card-a", "unknown_item"),
        (("dress-red",), ("hat",), "card-a", "other_product"),
        (("dress-red",), ("dress-red",), "card-a", "same_item"),
        (("dress-red",), ("dress-grey",), "card-a", "not_available"),
        (("dress-red", "dress-red"), ("dress-blue", "dress-blue"), "card-a", "not_available"),
        (("dress-red",), ("dress-blue",), "card-b", "not_own_payment_method"),
        (("dress-red",), ("dress-gold",), "gift-a", "gift_card_too_low"),
    ],
)
@pytest.mark.parametrize("act", [ModifyItems, Exchange])
def test_what_cannot_be_swapped(book, clock, ann, act, skus, new, method, reason):
    desk = with_policy(book, clock, exchange={"statuses": ["pending"], "days": 0})
    assert refusal(desk, ann, act("new", skus, new, method)) == reason


def test_items_are_modified_once(desk, ann):
    do(desk, ann, ModifyItems("new", ("dress-red",), ("dress-blue",), "card-a"))
    again = ModifyItems("new", ("dress-red",), ("dress-gold",), "card-a")
    assert refusal(desk, ann, again) == "already_changed"


def test_where_modifying_closes_an_order_nothing_else_can_be_done(book, clock, ann):
    desk = with_policy(book, clock, modify_items={"closes": True}, cancel={"statuses": ["pending"]})
    do(desk, ann, ModifyItems("new", ("dress-red",), ("dress-blue",), "card-a"))
    assert refusal(desk, ann, Cancel("new", REASON)) == "already_changed"


def test_a_modified_order_that_has_not_arrived_cannot_be_returned_for_that_reason(book, clock, ann):
    desk = with_policy(book, clock, modify_items={"closes": True})
    do(desk, ann, ModifyItems("new", ("dress-red",), ("dress-blue",), "card-a"))
    assert refusal(desk, ann, Return("new", ("hat",), "card-a")) == "wrong_status"


def test_cancelling_a_modified_order_refunds_no_more_than_was_paid(desk, ann):
    do(desk, ann, ModifyItems("new", ("dress-red",), ("dress-blue",), "gift-a"))
    do(desk, ann, Cancel("new", REASON))
    assert desk.order(ann, "new").paid == {"card-a": 0, "gift-a": 0}
    assert desk.customer(ann).method("gift-a").balance == 3000


def test_a_refund_of_a_difference_is_not_refunded_again(desk, ann, book, drawn):
    book.write(lambda ledger: ledger.put_order(drawn.order("dear", "pending", "dress-gold")))
    do(desk, ann, ModifyItems("dear", ("dress-gold",), ("dress-red",), "gift-a"))  # 50.00 to the gift card
    do(desk, ann, Cancel("dear", REASON))
    assert desk.order(ann, "dear").paid == {"card-a": 5000, "gift-a": -5000}
    assert desk.customer(ann).method("gift-a").balance == 8000


def test_what_several_ways_to_pay_put_in_is_refunded_once(book, clock, ann):
    desk = with_policy(book, clock, modify_items={"times": 0})
    do(desk, ann, ModifyItems("new", ("dress-red",), ("dress-blue",), "gift-a"))  # 5.00 from the gift card
    do(desk, ann, ModifyItems("new", ("dress-blue",), ("dress-red",), "pay-a"))  # 5.00 to the account
    do(desk, ann, Cancel("new", REASON))
    assert desk.order(ann, "new").paid == {"card-a": 0, "gift-a": 500, "pay-a": -500}


def test_another_payment_takes_from_one_and_gives_to_the_other(desk, ann):
    do(desk, ann, ModifyPayment("gift", "card-a"))
    moved = (Payment("payment", 1000, "card-a"), Payment("refund", 1000, "gift-a"))
    assert desk.order(ann, "gift").payments[1:] == moved
    assert desk.customer(ann).method("gift-a").balance == 4000


@pytest.mark.parametrize(
    ("order_id", "method", "reason"),
    [
        ("new", "card-a", "same_payment_method"),
        ("new", "gift-a", "gift_card_too_low"),
        ("new", "card-b", "not_own_payment_method"),
        ("here", "pay-a", "wrong_status"),
    ],
)
def test_what_cannot_be_paid_otherwise(desk, ann, order_id, method, reason):
    assert refusal(desk, ann, ModifyPayment(order_id, method)) == reason


def test_the_payment_is_modified_once(desk, ann):
    do(desk, ann, ModifyPayment("new", "pay-a"))
    assert refusal(desk, ann, ModifyPayment("new", "card-a")) == "already_changed"


def test_an_order_paid_in_two_ways_goes_to_a_person(desk, ann):
    do(desk, ann, ModifyItems("new", ("dress-red",), ("dress-blue",), "gift-a"))
    assert refusal(desk, ann, ModifyPayment("new", "pay-a")) == "several_payment_methods"


def test_addresses_of_the_order_and_of_the_customer_are_two_things(desk, ann, drawn):
    do(desk, ann, ModifyAddress("new", drawn.AWAY))
    assert desk.order(ann, "new").address == drawn.AWAY
    assert desk.customer(ann).address == drawn.HOME
    do(desk, ann, ModifyHome(drawn.AWAY))
    assert desk.customer(ann).address == drawn.AWAY
    assert desk.order(ann, "gift").address == drawn.HOME


def test_an_address_without_what_the_policy_asks_for_is_refused(desk, ann):
    with pytest.raises(Refused, match=r"lacks: city, country, postcode"):
        desk.propose(ann, ModifyHome(Address("1 Elm Street", city=" ")))
    assert refusal(desk, ann, ModifyAddress("new", Address())) == "address_incomplete"


def test_nobody_moves_somebody_else(desk, ann, drawn):
    assert refusal(desk, ann, ModifyHome(drawn.AWAY, "bob")) == "other_customer"
