from dataclasses import replace

import pytest

from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.skills import ROLE, Turn
from daogou.guide.understood import Understood

from .boutique import floor_of

UNSURE = Understood("hm", "en", "clarify", 0.2, likeliest=(("cart", 0.3), ("order_status", 0.2)))


def ask(understood, memory=None):
    return ROLE.open("clarify").take(
        Turn(Message(understood.text), understood, memory or Memory()), floor_of()
    )


def test_the_likeliest_wishes_are_offered():
    answer = ask(UNSURE).answer
    assert answer.suggestions == ("What's in my cart?", "Where is my order?")
    assert not answer.evidence


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_asks_which_product_is_meant(language):
    memory = Memory(shown=("d0", "d1"))
    step = ask(replace(UNSURE, unresolved=True, language=language), memory)
    assert step.answer.cards == ("d0", "d1")
    assert len(step.answer.suggestions) == 2


def test_who_says_nothing_is_asked_what_to_look_for():
    step = ask(replace(UNSURE, text="", likeliest=()))
    assert (step.memory.asked, step.memory.asking) == ("category", "find")


def test_what_is_wanted_is_not_forgotten():
    memory = Memory(shown=("d0",), focus="d0")
    assert ask(UNSURE, memory).memory.focus == "d0"
