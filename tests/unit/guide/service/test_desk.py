"""What each act changes, reckoned by hand, and why it is refused."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from daogou.guide.service.desk import Identity, ServiceDesk
from daogou.guide.service.policy import default_policy
from daogou.guide.service.refusals import SENTENCES, Refused
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
from daogou.guide.service.things import Address, Claim, Payment
from daogou.guide.service.wording import order_told

REASON = "no_longer_needed"


def do(desk, who, request):
    return desk.confirm(who, desk.propose(who, request))


def refusal(desk, who, request):
    """The reason, said before anybody is asked for a yes."""
    with pytest.raises(Refused) as caught:
        desk.propose(who, request)
    return caught.value.reason


def with_policy(book, clock, **sections):
    policy = default_policy()
    changed = {name: getattr(policy, name).model_copy(update=new) for name, new in sections.items()}
    return ServiceDesk(book, policy.model_copy(update=changed), clock=clock)


def stock(book, sku):
    with book.reading() as view:
        return view.ware(sku).stock


def test_a_customer_is_found_by_email_or_by_name_and_postcode_whatever_the_case(desk):
    assert desk.identify_by_email(" ANN@example.COM ") == Identity("ann")
    assert desk.identify_by_name("ann", "LEE", "69001") == Identity("ann")


def test_who_is_unknown_is_refused(desk):
    with pytest.raises(Refused, match="no customer"):
        desk.identify_by_name("Ann", "Lee", "69002")


def test_nobody_is_identified_by_what_is_missing(desk, book, drawn):
    nameless = replace(drawn.ANN, id="x", email="", first_name="", address=Address(postcode="1"))
    book.write(lambda ledger: ledger.put_customer(nameless))
    with pytest.raises(Refused, match="no customer"):
        desk.identify_by_email(" ")
    with pytest.raises(Refused, match="no customer"):
        desk.identify_by_name("", "Lee", "1")


def test_two_customers_of_one_name_and_postcode_are_asked_for_their_email(desk, book, drawn):
    book.write(lambda ledger: ledger.put_customer(replace(drawn.ANN, id="ann2", email="a2@example.com")))
    with pytest.raises(Refused) as caught:
        desk.identify_by_name("Ann", "Lee", "69001")
    assert caught.value.reason == "ambiguous_customer"


def test_one_conversation_serves_one_customer(desk, ann):
    assert desk.identify_by_email("ann@example.com", known=ann) == ann
    with pytest.raises(Refused) as caught:
        desk.identify_by_email("bob@example.com", known=ann)
    assert caught.value.reason == "other_customer"


def test_nothing_is_told_or_proposed_before_who_asks_is_known(desk):
    for ask in (
        lambda: desk.customer(None),
        lambda: desk.orders(None),
        lambda: desk.order(None, "new"),
        lambda: desk.log(None),
        lambda: desk.propose(None, Cancel("new", REASON)),
    ):
        with pytest.raises(Refused) as caught:
            ask()
        assert caught.value.reason == "not_identified"


def test_orders_are_shown_to_their_owner_only(desk, ann):
    assert desk.order(ann, "sent").status == "shipped"
    assert "bobs" not in [order.id for order in desk.orders(ann)]
    with pytest.raises(Refused) as caught:
        desk.order(ann, "bobs")
    assert caught.value.reason == "not_own_order"


def test_another_customers_order_sounds_like_none_at_all(desk, ann):
    said = []
    for order_id in ("bobs", "none"):
        with pytest.raises(Refused) as caught:
            desk.propose(ann, Cancel(order_id, REASON))
        said.append([caught.value.sentence(language).replace(order_id, "X") for language in ("en", "zh")])
    assert said[0] == said[1]


def test_a_proposal_changes_nothing(desk, ann, book, drawn):
    before = drawn.pages(book)
    desk.propose(ann, Cancel("new", REASON))
    assert drawn.pages(book) == before
    assert desk.log(ann) == []


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


def test_the_proposal_says_every_movement_of_money(desk, ann):
    items = desk.propose(ann, ModifyItems("new", ("dress-red",), ("dress-blue",), "card-a"))
    assert items.sentence("en") == (
        "In order new, Dress (red) is replaced by Dress (blue). 5.00 EUR is taken from Visa 1111."
    )
    assert items.sentence("zh") == "订单 new：把 Dress (red) 换成 Dress (blue)。从 Visa 1111 收取 5.00 EUR。"
    cancel = desk.propose(ann, Cancel("new", REASON)).sentence("en")
    assert cancel == "Order new is cancelled. 90.00 EUR goes to Visa 1111 within 3 to 7 days."
    gift = desk.propose(ann, Cancel("gift", REASON)).sentence("en")
    assert gift == "Order gift is cancelled. 10.00 EUR goes to gift-a at once."
    exchange = desk.propose(ann, Exchange("here", ("dress-red",), ("dress-blue",), "card-a")).sentence("en")
    assert exchange.endswith("5.00 EUR is taken from Visa 1111 when the old items have arrived.")
    back = desk.propose(ann, Return("here", ("hat",), "card-a")).sentence("zh")
    assert back == "订单 here：退回 Hat，收到后退款 10.00 EUR 到 Visa 1111。"


def test_an_order_is_told_in_both_languages(desk, ann, drawn):
    sent = replace(desk.order(ann, "sent"), tracking=("T1",))
    assert (
        order_told(sent, "en") == "Order sent is shipped: Dress (red); 40.00 EUR in all. Tracking number: T1."
    )
    assert order_told(desk.order(ann, "new"), "zh") == (
        "订单 new 的状态是“待处理”：Dress (red)、Dress (red)、Hat，共 90.00 EUR。"
    )


def test_an_undoing_says_its_money_too(desk, ann):
    entry = do(desk, ann, Cancel("gift", REASON))
    said = desk.propose(ann, Undo(entry.id)).sentence("en")
    assert said == "The change is taken back. 10.00 EUR is taken from gift-a."


@pytest.mark.parametrize("reason", SENTENCES)
def test_both_sentences_of_a_refusal_speak_of_the_same_facts(reason):
    english, chinese = SENTENCES[reason]
    named = [set(re.findall(r"\{(\w+)\}", sentence)) for sentence in (english, chinese)]
    assert named[0] == named[1]
    assert re.search(r"[\u4e00-\u9fff]", chinese)
