"""Address, payment and items of an order that is not on its way, in conversation."""

from dataclasses import replace

import pytest

from daogou.guide.service.things import Address, Method

from .boutique import ungrounded
from .counter import HOME, Counter

LYON = "12 Rue Victor Hugo, 69002 Lyon, France"
SENT = Address("12 Rue Victor Hugo", "", "Lyon", "", "France", "69002")


@pytest.fixture
def at():
    return Counter()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (f"please send order 1001 to {LYON} instead", SENT),
        (
            "把订单1001的地址改成浙江省杭州市西湖区文三路100号，邮编310012，中国",
            Address("西湖区文三路100号", "", "杭州市", "浙江省", "FR", "310012"),
        ),
    ],
)
def test_an_address_is_changed_only_after_a_yes_to_the_whole_of_it(at, said, expected):
    step = at("change_address", said)
    assert at.order("1001").address == HOME
    assert expected.line1 in step.answer.text
    assert expected.postcode in step.answer.text
    assert not ungrounded(step)
    at("change_address", "yes")
    found = at.order("1001").address
    assert (found.line1, found.city, found.region, found.postcode) == (
        expected.line1,
        expected.city,
        expected.region,
        expected.postcode,
    )


def test_a_changed_address_is_taken_back_when_asked(at):
    at("change_address", f"send order 1001 to {LYON}")
    at("change_address", "yes")
    assert at.order("1001").address == SENT
    at("change_address", "undo")
    assert at.order("1001").address == HOME


def test_it_cannot_be_taken_back_once_the_order_is_on_its_way(at):
    at("change_address", f"send order 1001 to {LYON}")
    at("change_address", "yes")
    sent = replace(at.order("1001"), status="shipped")
    at.book.write(lambda ledger: ledger.put_order(sent))
    step = at("change_address", "undo")
    assert step.answer.why_not == "on_its_way"
    assert at.order("1001") == sent


def test_what_is_missing_of_an_address_is_asked_for(at):
    step = at("change_address", "send 1001 to 5 Oak Street")
    assert (step.memory.asking, step.memory.asked) == ("change_address", "address")
    assert "city" in step.answer.text
    step = at("change_address", "Nantes, 44000")
    assert step.memory.pending.proposal.request.address == Address(
        "5 Oak Street", "", "Nantes", "", "FR", "44000"
    )


def test_the_country_is_asked_for_where_the_postcode_is_of_another_kind(at):
    at("change_address", "send order 1001 to 221B Baker Street, London NW1 6XE")
    step = at("change_address", "United Kingdom")
    assert step.memory.pending.proposal.request.address == Address(
        "221B Baker Street", "", "London", "", "United Kingdom", "NW1 6XE"
    )


def test_where_no_address_is_named_it_is_asked_and_the_present_one_told(at):
    step = at("change_address", "I want to change the address of order 1001")
    assert "1 Elm Street" in step.answer.text
    assert not ungrounded(step)
    step = at("change_address", LYON)
    assert step.memory.pending.proposal.request.address == SENT


def test_only_the_part_that_is_named_changes(at):
    step = at("change_address", "the postcode of order 1001 should be: 69003")
    assert step.memory.pending.proposal.request.address == Address(
        "1 Elm Street", "", "Lyon", "", "FR", "69003"
    )


def test_a_no_with_another_address_proposes_that_one(at):
    at("change_address", f"send order 1001 to {LYON}")
    step = at("change_address", "sorry, send it to 7 Quai Sarrail, 69006 Lyon, France")
    assert step.memory.pending.proposal.request.address.line1 == "7 Quai Sarrail"
    assert at.order("1001").address == HOME


def test_the_same_address_is_no_change(at):
    step = at("change_address", "send order 1001 to 1 Elm Street, Lyon 69001, FR")
    assert (step.answer.why_not, step.memory.pending) == ("same_address", None)


@pytest.mark.parametrize("skill", ["change_address", "change_payment"])
def test_what_is_on_its_way_is_refused_for_its_status_and_no_return_is_offered_instead(at, skill):
    said = {"change_address": f"send order 1002 to {LYON}", "change_payment": "pay 1002 by my gift card"}
    step = at(skill, said[skill])
    assert (step.answer.why_not, step.memory.pending) == ("wrong_status", None)
    assert step.answer.offers_person
    assert "return" not in step.answer.text
    assert not ungrounded(step)


def test_anothers_order_is_not_there(at):
    assert at("change_address", f"send order 2001 to {LYON}").answer.why_not == "unknown_order"
    assert at("change_payment", "pay order 2001 by gift card").answer.why_not == "unknown_order"


def test_who_is_not_known_is_asked_first_and_need_not_say_it_again():
    at = Counter("")
    step = at("change_address", f"send order 1001 to {LYON}")
    assert step.memory.asked == "identity"
    assert not step.answer.evidence
    step = at("change_address", "I'm Ann Lee, postcode 69001")
    assert step.memory.pending.proposal.request.address == SENT


def test_the_only_order_that_can_be_changed_is_meant(at):
    step = at("change_address", f"please ship my order to {LYON} instead")
    assert step.memory.pending.proposal.request.order_id == "1001"


def test_the_address_that_the_shop_keeps_changes_and_orders_keep_theirs(at):
    step = at("change_address", f"I have moved, my new address is {LYON}")
    assert step.memory.pending.proposal.request.action == "modify_home"
    assert not ungrounded(step)
    at("change_address", "yes")
    assert at.desk.customer(at.memory.identity).address == SENT
    assert at.order("1001").address == HOME
    at("change_address", "undo")
    assert at.desk.customer(at.memory.identity).address == HOME


@pytest.mark.parametrize("said", ["pay order 1001 by my gift card instead", "订单1001改用礼品卡付款"])
def test_an_order_is_paid_in_another_way_after_a_yes(at, said):
    step = at("change_payment", said)
    assert step.memory.pending.proposal.request.method_id == "gift"
    assert not ungrounded(step)
    assert at.order("1001").paid == {"card": 10_000}
    at("change_payment", "yes")
    assert {k: v for k, v in at.order("1001").paid.items() if v} == {"gift": 10_000}
    at("change_payment", "undo")
    assert at.order("1001").paid == {"card": 10_000}


def test_which_way_to_pay_is_asked_among_ones_own(at):
    step = at("change_payment", "I want to pay order 1001 another way")
    # only the gift card is left
    assert step.memory.pending.proposal.request.method_id == "gift"
    at = Counter()
    step = at("change_payment", "change how I pay for order 1001")
    assert (step.memory.asked, step.answer.suggestions) == ("method", ("Gift card",))
    step = at("change_payment", "the gift card")
    assert step.memory.pending.proposal.request.method_id == "gift"


def test_what_it_is_paid_with_already_is_no_change(at):
    assert at("change_payment", "pay order 1001 with the Visa 4242").answer.why_not == "same_payment_method"


def test_a_cards_number_is_no_order_and_is_not_wanted(at):
    step = at("change_payment", "pay 1001 with my new card 4111 1111 1111 1111")
    assert "no card numbers" in step.answer.text
    assert step.memory.pending is None
    assert "4111" not in step.answer.text


@pytest.mark.parametrize("said", ["order 1001 in M please, before it ships", "1001还没发货，换成M码"])
def test_before_it_is_packed_other_variants_are_sent_at_once(at, said):
    step = at("exchange", said)
    assert step.memory.pending.proposal.request.action == "modify_items"
    assert step.memory.pending.proposal.request.new_skus == ("d0-M",)
    assert not ungrounded(step)
    at("exchange", "yes")
    assert [line.sku for line in at.order("1001").lines] == ["d0-M"]
    assert at.status("1001") == "pending"
    step = at("exchange", "change order 1001 to L")
    assert step.answer.why_not == "already_changed"  # once, says the policy


def test_words_tell_which_of_two_orders_when_both_hold_such_a_piece(at):
    step = at("exchange", "the dress that has not been shipped yet in M please")
    assert step.memory.pending.proposal.request.order_id == "1001"


def test_of_what_is_on_its_way_nothing_is_exchanged(at):
    step = at("exchange", "order 1002 in M please, before it ships")
    assert step.answer.why_not == "wrong_status"
    assert "14 days" in step.answer.text


def test_another_address_in_place_of_a_yes_is_proposed(at):
    at("change_address", f"send order 1001 to {LYON}")
    step = at("change_address", "7 Quai Sarrail, 69006 Lyon, France")
    assert step.memory.pending.proposal.request.address.line1 == "7 Quai Sarrail"


def test_the_number_of_the_order_is_no_postcode():
    at = Counter("")
    at("change_address", "I need to change where my order goes")
    at("change_address", "ann@example.com")
    step = at("change_address", "1001")
    assert (step.memory.pending, step.memory.asked) == (None, "address")


def test_an_order_follows_to_the_address_that_the_shop_keeps(at):
    at("change_address", f"I have moved, my new address is {LYON}")
    at("change_address", "yes")
    step = at("change_address", "order 1001 should go there too")
    assert step.memory.pending.proposal.request.address == SENT
    at("change_address", "no")
    step = at("change_address", "change the address of order 1001")
    assert step.answer.suggestions == ("To my home address",)
    assert at("change_address", "to my home address").memory.pending.proposal.request.address == SENT


@pytest.mark.parametrize("said", ["same city, same postcode", "the rest stays the same", "其他不变"])
def test_what_stays_need_not_be_said_again(at, said):
    at("change_address", "send order 1001 to 5 Oak Street")
    step = at("change_address", said)
    assert step.memory.pending.proposal.request.address == Address(
        "5 Oak Street", "", "Lyon", "", "FR", "69001"
    )


def test_an_email_address_is_no_address_for_parcels(at):
    step = at("change_address", "I want to change my email address")
    assert (step.answer.offers_person, step.memory.asked) == (True, "")


def test_a_cards_number_is_remembered_as_none_while_it_is_asked_who_speaks():
    at = Counter("")
    at("change_payment", "pay 1001 with my new card 4111 1111 1111 1111")
    step = at("change_payment", "ann@example.com")
    assert "no card numbers" in step.answer.text
    assert step.memory.pending is None
    step = at("change_payment", "ok, the gift card then")
    assert step.memory.pending.proposal.request.method_id == "gift"


def test_a_single_piece_is_not_taken_out_of_an_order_unsaid(at):
    both = replace(at.order("1003"), status="pending", delivered_at=None)
    at.book.write(lambda ledger: ledger.put_order(both))
    step = at("cancel", "take the heels off order 1003")
    assert "Single pieces cannot" in step.answer.text
    again = Counter()
    again.book.write(lambda ledger: ledger.put_order(both))
    assert "Single pieces" not in again("cancel", "cancel order 1003").answer.text


def test_another_house_of_the_same_street_needs_no_city(at):
    step = at("change_address", "send order 1001 to 12 Elm Street")
    assert step.memory.pending.proposal.request.address == Address(
        "12 Elm Street", "", "Lyon", "", "FR", "69001"
    )


@pytest.mark.parametrize("skill", ["cancel", "change_address", "change_payment"])
def test_a_no_to_a_question_ends_the_matter(at, skill):
    said = {
        "cancel": "cancel 1001",
        "change_address": "change the address of 1001",
        "change_payment": "pay 1001",
    }
    assert at(skill, said[skill]).memory.asked
    step = at(skill, "no")
    assert (step.memory.asking, step.memory.slots) == ("", ())
    assert "nothing was changed" in step.answer.text or "leave it" in step.answer.text


def test_where_one_way_to_pay_will_not_do_another_is_asked_for(at):
    ann = at.desk.customer(at.memory.identity)
    poor = (ann.methods[0], replace(ann.methods[1], balance=5), Method("pay", "account", "Wallet"))
    at.book.write(lambda ledger: ledger.put_customer(replace(ann, methods=poor)))
    step = at("change_payment", "pay order 1001 by my gift card")
    assert (step.answer.why_not, step.memory.asked) == ("gift_card_too_low", "method")
    assert step.answer.suggestions == ("Wallet",)
    assert not ungrounded(step)
    step = at("change_payment", "the wallet")
    assert step.memory.pending.proposal.request.method_id == "pay"
