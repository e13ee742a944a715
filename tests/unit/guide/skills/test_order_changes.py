import pytest

from daogou.guide.order_words import named_methods
from daogou.guide.service.desk import Identity
from daogou.guide.service.things import Address, Customer, Method

from .boutique import ungrounded
from .counter import Counter


@pytest.fixture
def at():
    return Counter()


def test_nothing_is_cancelled_without_a_reason_and_a_yes_and_both_are_asked_for(at):
    assert at("cancel", "cancel order 1001").answer.suggestions
    step = at("cancel", "ordered by mistake")
    assert at.status("1001") == "pending"
    assert step.memory.pending.proposal.request.order_id == "1001"
    assert not ungrounded(step)
    done = at("cancel", "yes")
    assert at.status("1001") == "cancelled"
    assert done.memory.done
    assert done.memory.pending is None


def test_what_was_done_is_taken_back_when_asked(at):
    at("cancel", "cancel 1001, no longer needed")
    at("cancel", "yes, do it")
    step = at("cancel", "can you take that back?")
    assert at.status("1001") == "pending"
    assert step.memory.done == ""


def test_a_no_drops_the_proposal(at):
    at("cancel", "订单1001拍错了，取消吧")
    step = at("cancel", "还是别取消了")
    assert at.status("1001") == "pending"
    assert step.memory.pending is None


def test_an_ok_to_something_else_confirms_nothing(at):
    at("cancel", "cancel 1001, no longer needed")
    from dataclasses import replace

    at.memory = replace(at.memory, asking="find", asked="colour")
    at("cancel", "ok")
    assert at.status("1001") == "pending"


def test_a_refusal_tells_its_reason_what_it_rests_on_and_what_can_be_done(at):
    step = at("cancel", "cancel order 1002, no longer needed")
    assert step.answer.why_not == "wrong_status"
    assert "order:1002" in {one.source for one in step.answer.evidence}
    assert "policy:service#cancel" in {one.source for one in step.answer.evidence}
    assert "14 days" in step.answer.text
    assert not ungrounded(step)


def test_of_an_order_of_two_pieces_it_is_asked_which(at):
    step = at("return_order", "I want to return something from order 1003")
    assert step.memory.asked == "lines"
    step = at("return_order", "the heels")
    assert step.memory.pending.proposal.request.skus == ("h1-S",)
    at("return_order", "yes")
    assert at.status("1003") == "return_requested"


def test_the_money_of_a_return_goes_where_the_shopper_says_if_the_policy_allows(at):
    step = at("return_order", "return the dress of order 1003 to my gift card")
    assert step.memory.pending.proposal.request.method_id == "gift"


@pytest.mark.parametrize("said", ["the dress in 1003 is too small, a size up please", "1003的连衣裙换大一码"])
def test_a_size_up_is_the_next_variant(at, said):
    step = at("exchange", said)
    assert step.memory.pending.proposal.request.new_skus == ("d2-L",)
    at("exchange", "行，换吧")
    assert at.status("1003") == "exchange_requested"


def test_what_shall_come_instead_is_asked_for(at):
    step = at("exchange", "exchange the dress of order 1003")
    assert step.memory.asked == "variant"
    assert not ungrounded(step)
    step = at("exchange", "S")
    assert step.memory.pending.proposal.request.new_skus == ("d2-S",)


def test_who_is_not_known_is_asked_and_served_from_then_on():
    at = Counter("")
    step = at("cancel", "cancel order 1001, no longer needed")
    assert step.memory.asked == "identity"
    assert not step.answer.evidence
    step = at("cancel", "ann@example.com")
    assert step.memory.identity.customer_id == "ann"
    assert step.memory.pending.proposal.request.order_id == "1001"


def test_a_name_and_a_postcode_identify():
    at = Counter("")
    at("order_status", "where is order 1001?")
    step = at("order_status", "I'm Ann Lee, postcode 69001")
    assert step.memory.identity.customer_id == "ann"
    assert "1001" in step.answer.text


def test_a_wrong_identity_learns_nothing_of_whether_the_order_exists():
    told = []
    for order_id in ("1001", "9999"):
        at = Counter("")
        at("order_status", f"where is order {order_id}?")
        told.append(at("order_status", "mallory@example.com").answer)
    assert told[0] == told[1]


def test_anothers_order_sounds_as_if_it_were_not_there(at):
    theirs, none = at("order_status", "order 2001"), at("order_status", "order 2999")
    assert theirs.answer.why_not == none.answer.why_not == "unknown_order"


def test_of_several_orders_it_is_asked_which(at):
    step = at("order_status", "where is my order?")
    assert step.memory.asked == "order_id"
    assert set(step.answer.suggestions) == {"1001", "1002", "1003"}
    assert not ungrounded(step)


def test_a_delivered_order_tells_until_when_it_can_go_back(at):
    step = at("order_status", "1003到哪了")
    assert "2026-05-29" in step.answer.text
    assert "14" in step.answer.text
    assert not ungrounded(step)


def test_the_new_size_names_no_other_piece_that_has_it_already(at):
    step = at("exchange", "the dress of 1003 in S")  # the heels are S
    assert step.memory.pending.proposal.request.skus == ("d2-M",)
    assert step.memory.pending.proposal.request.new_skus == ("d2-S",)


def test_a_way_to_pay_is_named_by_its_kind_before_a_label_that_is_a_word_of_any_talk():
    account, gift = Method("account", "account", "Pay"), Method("gift", "gift_card", "Gift card")
    visa, other = Method("c1", "card", "Visa 1111"), Method("c2", "card", "Visa 2222")
    ann = Customer("ann", "", "", "", Address(), (account, gift, visa, other))
    for said, wanted in [
        ("pay by my gift card instead", [gift]),
        ("pay another way", []),
        ("pay with Pay", [account]),
        ("use the visa", [visa, other]),
        ("the Visa 2222 please", [other]),
        ("the one ending 1111", [visa]),
        ("我想用礼品卡", [gift]),
    ]:
        assert named_methods(said, ann) == wanted, said


def test_what_was_not_sent_yet_is_cancelled_and_not_returned():
    at = Counter()
    step = at("return_order", "I don't need order 1001 any more, take it back")
    assert step.answer.skill == "cancel"
    assert "not been sent" in step.answer.text
    assert step.memory.pending.proposal.request.action == "cancel"
    assert at.status("1001") == "pending"


def test_a_piece_named_a_message_ago_is_still_meant():
    at = Counter()
    at("complaint", "the heels of 1003 hurt")
    step = at("return_order", "I want my money back")
    assert step.memory.pending.proposal.request.skus == ("h1-S",)


def test_what_shall_stay_is_left_out_of_what_goes_back():
    at = Counter()
    at("return_order", "all of 1003 goes back")
    step = at("return_order", "no, keep the heels")
    assert step.memory.pending.proposal.request.skus == ("d2-M",)


def test_of_two_orders_the_other_one_is_meant():
    at = Counter("bob")
    at("order_status", "where is 2001?")
    step = at("order_status", "另一单呢")
    assert "2001" in step.answer.text  # there is no other one


def test_a_name_among_other_words_is_found():
    at = Counter(known="")
    at("order_status", "where is order 1001?")
    step = at("order_status", "不是这个邮箱，用名字行吗 Ann Lee 邮编69001")
    assert step.memory.identity == Identity("ann")
