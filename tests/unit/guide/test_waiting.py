"""What is proposed is kept while something else is spoken of, and is done only on a yes to all of it."""

from dataclasses import dataclass, field, replace
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daogou.guide.floor import Floor
from daogou.guide.memory import Memory, Pending, Said
from daogou.guide.message import Message
from daogou.guide.step import Step
from daogou.guide.turn import Guide, open_skills
from daogou.guide.understanding import Understanding
from daogou.guide.waiting import KEPT, after, agrees, declines, goes_on, names_it, taken_up, takes_back
from daogou.language.intents.classifier import IntentClassifier

from .skills.counter import Counter

MEANT = {
    "cancel": "cancel",
    "取消": "cancel",
    "send": "change_address",
    "gift card": "change_payment",
    "in M": "exchange",
    "return": "return_order",
    "silk": "ask_product",
    "hello": "small_talk",
    "你好": "small_talk",
    "where": "order_status",
    "page": "ask_policy",
    "empty": "cart",
    "person": "hand_over",
    "dress": "find",
}
NAMES = tuple(dict.fromkeys(MEANT.values()))
CANCEL = "cancel order 1001, no longer needed"
LYON = "send order 1001 to 12 Rue Victor Hugo, 69002 Lyon, FR"
SKILLS = open_skills()


class Sure:
    """A classifier that goes by one word."""

    intents = NAMES

    def probabilities(self, texts: list[str], vectors: object) -> np.ndarray:
        return np.array([[float(one == self._meant(text)) for one in NAMES] for text in texts])

    def _meant(self, text: str) -> str:
        return next((skill for word, skill in MEANT.items() if word in text), "")


@dataclass
class Basket:
    """A cart with one dress."""

    held: list[Any] = field(default_factory=list)

    def lines(self, *_: object) -> list[Any]:
        return list(self.held)

    def put(self, *_: object) -> None:
        self.held.clear()


def vectors(texts: Any) -> np.ndarray:
    return np.ones((len(texts), 2), np.float32) / np.float32(2**0.5)


class Talking:
    """Ann at the counter, through the whole guide."""

    def __init__(self) -> None:
        self.counter = Counter()
        shop = self.counter.shop
        floor = Floor(shop, lambda: self.counter.desk, Basket, vectors)  # type: ignore[arg-type]
        understanding = Understanding(cast(IntentClassifier, Sure()), vectors, shop)  # type: ignore[arg-type]
        self.guide = Guide(understanding, floor, SKILLS)
        self.memory = replace(self.counter.memory, shown=("d1",), focus="d1")

    def __call__(self, text: str) -> Step:
        step = self.guide.take(Message(text), self.memory)
        self.memory = step.memory
        return step

    @property
    def orders(self) -> list[Any]:
        return [self.counter.order(one) for one in ("1001", "1002", "1003", "2001")]


@pytest.mark.parametrize("proposed", [CANCEL, LYON, "pay order 1001 by gift card", "order 1001 in M please"])
def test_a_change_is_kept_over_another_subject_and_restated_before_a_yes_counts(proposed):
    talk = Talking()
    asked = talk(proposed).answer
    before = talk.orders
    between = talk("wait, is it silk?")
    assert between.answer.skill == "ask_product"
    assert (between.memory.pending, between.memory.set_aside is None) == (None, False)
    assert "go on" in between.answer.text
    again = talk("ok yes, go on").answer
    assert asked.says[0].text in again.text
    assert again.skill == asked.skill
    assert talk.orders == before
    done = talk("yes")
    assert talk.orders != before
    assert done.memory.done
    assert done.memory.set_aside is None


@pytest.mark.parametrize("words", ["yes", "ok", "sure, do it", "go on", "好的", "继续吧"])
def test_however_it_is_said_what_was_set_aside_is_not_done_at_once(words):
    talk = Talking()
    talk(CANCEL)
    talk("is it silk?")
    before = talk.orders
    assert "1001" in talk(words).answer.text
    assert talk.orders == before
    assert talk.memory.pending


def test_a_no_drops_what_was_set_aside():
    talk = Talking()
    talk(CANCEL)
    talk("is it silk?")
    assert "nothing was changed" in talk("no").answer.text or talk.memory.set_aside is None
    assert talk.memory.set_aside is None
    talk("go on")
    assert talk.counter.status("1001") == "pending"
    assert talk.memory.pending is None


def test_it_is_said_once_that_something_waits_and_offered_as_long_as_it_does():
    talk = Talking()
    talk(CANCEL)
    first, second = talk("is it silk?").answer, talk("hello").answer
    assert "go on" in first.text
    assert "go on" not in second.text
    assert "Go on" in second.suggestions
    assert talk.memory.rested_on != first.evidence


def test_after_some_turns_it_is_forgotten():
    talk = Talking()
    talk(CANCEL)
    for _ in range(KEPT):
        assert talk("hello").memory.set_aside
    assert talk("hello").memory.set_aside is None
    talk("go on")
    talk("yes")
    assert talk.counter.status("1001") == "pending"


def test_another_proposal_takes_its_place():
    talk = Talking()
    talk(CANCEL)
    talk("is it silk?")
    talk("return the dress of order 1003")
    assert talk.memory.set_aside is None
    talk("yes")
    assert (talk.counter.status("1001"), talk.counter.status("1003")) == ("pending", "return_requested")


def test_what_changed_meanwhile_is_told_anew_and_not_done():
    talk = Talking()
    talk(CANCEL)
    talk("is it silk?")
    sent = replace(talk.counter.order("1001"), status="shipped")
    talk.counter.book.write(lambda ledger: ledger.put_order(sent))
    step = talk("go on")
    assert (step.answer.why_not, step.memory.pending) == ("wrong_status", None)
    talk("yes")
    assert talk.counter.order("1001") == sent


def test_a_person_who_takes_over_is_told_what_waits_and_then_nothing_does():
    talk = Talking()
    talk(CANCEL)
    talk("is it silk?")
    assert "1001 is cancelled" in talk("a person please").answer.text
    assert talk.memory.set_aside is None


MESSAGES = (
    CANCEL, LYON, "pay order 1001 by gift card", "order 1001 in M please", "return the dress of order 1003",
    "is it silk?", "hello", "你好", "yes", "ok", "好的", "ok yes, go on", "go on", "继续", "no", "cancel it",
    "where is order 1003?", "what says the page", "a dress", "M", "empty the cart", "取消",
    "no longer needed",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(MESSAGES), min_size=3, max_size=9))
def test_whatever_is_said_nothing_changes_but_what_the_last_answer_told_in_full(said):
    talk, told = Talking(), None
    for text in said:
        before, pending = talk.orders, talk.memory.pending
        answer = talk(text).answer
        if talk.orders != before:
            assert told
            assert pending
            assert pending.proposal
            assert pending.proposal.sentence(told.language) in told.text
        told = answer


@pytest.mark.parametrize(
    "text",
    [
        "ok yes, go on",
        "go on",
        "please continue",
        "continue with the cancellation",
        "back to my order",
        "继续",
        "好的，继续办理",
        "ok let's do it",
        "回到刚才的退货",
        "那就取消吧",
        "thanks, carry on please",
    ],
)
def test_coming_back_is_known_by_the_whole_message(text):
    assert goes_on(text)


@pytest.mark.parametrize(
    "text",
    [
        "does it go on sale",
        "show me more",
        "还有别的吗",
        "continue with red dresses only if cheap, what else?",
        "go back to the longer ones",
        "yes",
        "cancel order 1002",
        "刚才那件蓝色的",
    ],
)
def test_other_wishes_are_not_coming_back(text):
    assert not goes_on(text)


def test_a_yes_to_a_question_asked_since_is_for_that():
    memory = Memory(set_aside=Pending("cancel"), asking="cart", asked="confirm")
    assert taken_up(memory, "yes", "yes") == ""
    assert taken_up(replace(memory, asked="colour", asking="find"), "no", "no") == ""
    assert taken_up(replace(memory, asked="drop", asking="refine"), "yes", "ok") == ""
    assert taken_up(replace(memory, asked="colour", asking="find"), "yes", "ok") == "cancel"
    assert taken_up(replace(memory, asked="colour", asking="find"), "", "ok, go on") == "cancel"
    asks = Memory(set_aside=Pending("cancel"), turns=(Said("guide", "Shall a person answer you?"),))
    assert taken_up(asks, "yes", "yes") == ""
    assert taken_up(replace(asks, turns=(Said("guide", "It is silk."),)), "yes", "yes") == "cancel"


def test_a_skill_that_knows_nothing_of_it_leaves_no_yes_waiting():
    before = Memory(pending=Pending("cancel"), asking="cancel", asked="confirm")
    left = after(before, before, "find")
    assert (left.pending, left.asking, left.asked) == (None, "", "")
    assert left.set_aside == Pending("cancel", turns=1)


def test_agreeing_is_the_whole_message():
    assert agrees("yes", "yes")
    assert agrees("", "ok please cancel it")
    assert not agrees("", "cancel it tomorrow")


@pytest.mark.parametrize("text", ["哎呀算了我还是要", "算了", "never mind", "留着吧"])
def test_what_declines(text):
    assert declines(text)


@pytest.mark.parametrize("text", ["再改回去", "把退货申请撤了", "能恢复吗", "undo that"])
def test_what_takes_back(text):
    assert takes_back(text)


@pytest.mark.parametrize("words", ["confirm the cancellation", "yes please cancel it", "ok then, cancel it"])
def test_a_yes_that_names_what_was_shown_a_turn_ago_is_one(words):
    talk = Talking()
    talk(CANCEL)
    talk("is it silk?")
    assert names_it("那确认取消吧")
    assert "1001" in talk(words).answer.text
    assert talk.counter.status("1001") == "cancelled"


def test_two_turns_later_it_is_not():
    talk = Talking()
    talk(CANCEL)
    talk("is it silk?")
    talk("is it silk?")
    talk("confirm the cancellation")
    assert talk.counter.status("1001") == "pending"
