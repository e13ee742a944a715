"""What the desk says, in both languages."""

import re
from dataclasses import replace

import pytest
from acting import REASON, do

from daogou.guide.service.refusals import SENTENCES
from daogou.guide.service.requests import (
    Cancel,
    Exchange,
    ModifyItems,
    Return,
    Undo,
)
from daogou.guide.service.wording import order_told


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
