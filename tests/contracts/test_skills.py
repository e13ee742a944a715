"""What every skill promises: the shopper's language, evidence for what it states, and no surprise."""

import importlib.util
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from daogou.guide.floor import CartLine, Floor
from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.service.desk import ServiceDesk
from daogou.guide.service.memory_book import MemoryBook
from daogou.guide.service.policy import default_policy
from daogou.guide.skills import ROLE, Turn
from daogou.guide.understood import Understood

_FILE = Path(__file__).parents[1] / "unit" / "guide" / "skills" / "boutique.py"
_spec = importlib.util.spec_from_file_location("boutique", _FILE)
boutique = importlib.util.module_from_spec(_spec)
sys.modules["boutique"] = boutique  # its dataclasses look their module up
_spec.loader.exec_module(boutique)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MESSAGES = {
    "en": [
        "",
        "red dress",
        "cheaper",
        "the second one",
        "yes",
        "no",
        "order 1042",
        "any colour",
        "why?",
        "{x} %s",
    ],
    "zh": [
        "连衣裙",
        "便宜点",
        "第二个",
        "好的",
        "不用",
        "订单1042",
        "颜色无所谓",
        "为什么",
        "送妈妈的礼物",
        "退货",
    ],
}
SHOWN = Memory(shown=("d0", "d1", "d2"), seen=("h0",), focus="d1", slots=(("drop", "colour:red"),))


class Carts:
    """Nothing is in them, and what is put in is forgotten."""

    def lines(self, shopper_id: str, language: str) -> list[CartLine]:
        return []

    def put(self, shopper_id: str, product_id: str, sku: str, quantity: int) -> None:
        """No carts are kept."""


def floor(shop) -> Floor:
    desk = ServiceDesk(MemoryBook(), default_policy(), clock=lambda: NOW)
    # nearness is no matter here: every text points its own way, from its length
    return Floor(
        shop, lambda: desk, Carts, lambda texts: np.eye(16, dtype=np.float32)[[len(t) % 16 for t in texts]]
    )


def understood(text, language, skill, shop) -> Understood:
    read = shop.read(text, language)
    return Understood(
        text,
        language,
        skill,
        0.9,
        likeliest=(("find", 0.4), ("cart", 0.2)),
        read=(*read.filters, *read.wishes),
        words=read.text,
        reply=boutique.reply_of(text),
        change=boutique.change_of(text),
        numbers=boutique.numbers(text),
    )


@cache
def steps(name, *, stocked=True):
    """What the skill says to every message in every state, computed once for all tests."""
    shop = boutique.Boutique() if stocked else boutique.Boutique(garments={})
    skill, stage = ROLE.open(name), floor(shop)
    found = []
    for language, texts in MESSAGES.items():
        for text, memory in product(texts, (Memory(), SHOWN)):
            before = replace(memory, language=language)
            turn = Turn(Message(text, page=language), understood(text, language, name, shop), before)
            found.append((turn, skill.take(turn, stage)))
    return found


@pytest.fixture(params=ROLE.names())
def name(request):
    return request.param


def test_it_answers_in_the_shoppers_language(name):
    for turn, step in steps(name):
        assert step.answer.language == turn.understood.language
        assert step.answer.text.strip()


def test_nothing_on_the_floor_is_no_reason_to_fail(name):
    for _, step in steps(name, stocked=False):
        assert step.answer.says
        assert not step.answer.cards


def test_cards_are_products_of_the_shop(name):
    for _, step in steps(name):
        assert set(step.answer.cards) <= boutique.Boutique().garments.keys()
        assert len(step.answer.cards) == len(set(step.answer.cards))


def test_what_it_states_is_in_its_evidence(name):
    for _, step in steps(name):
        assert boutique.ungrounded(step) == []


def test_evidence_says_where_it_can_be_looked_up(name):
    for _, step in steps(name):
        assert all(one.source and one.text for one in step.answer.evidence)


def test_no_place_in_its_phrases_is_left_open(name):
    for turn, step in steps(name):
        said = "".join([step.answer.text, *step.answer.suggestions]).replace(turn.understood.text or "\0", "")
        assert not re.search(r"\{\w+\}", said)


def test_what_was_shown_is_remembered(name):
    for _, step in steps(name):
        if step.answer.cards:
            assert {*step.answer.cards} <= {*step.memory.shown}


def test_the_same_turn_has_the_same_answer(name):
    for turn, step in steps(name)[::5]:
        again = ROLE.open(name).take(turn, floor(boutique.Boutique()))
        assert again.answer == step.answer


def test_the_turns_are_left_to_who_asked(name):
    for turn, step in steps(name):
        assert step.memory.turns == turn.memory.turns
