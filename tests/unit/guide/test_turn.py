from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
import pytest

from daogou.guide.answer import Answer, Evidence, Statement
from daogou.guide.floor import Floor
from daogou.guide.memory import TURNS, Memory, Said
from daogou.guide.message import Message
from daogou.guide.skills import Step, Turn
from daogou.guide.turn import PATIENCE, Guide
from daogou.guide.understanding import Understanding
from daogou.language.intents.classifier import IntentClassifier

from .rack import Rack

INTENTS = ("ask_policy", "complaint", "find", "refine", "small_talk")
SAID = {
    "hello": "small_talk",
    "你好": "small_talk",
    "red dress": "find",
    "awful": "complaint",
    "shipping?": "ask_policy",
}


class Told:
    """A classifier that knows a few texts, and that all others are outside."""

    intents = INTENTS

    def probabilities(self, texts: Sequence[str], vectors: object) -> np.ndarray:
        return np.array([[float(SAID.get(text.lower()) == intent) for intent in INTENTS] for text in texts])


@dataclass(frozen=True)
class Says:
    """A skill that says its name, with evidence."""

    name: str
    why_not: str = ""

    def take(self, turn: Turn, floor: Floor) -> Step:
        said = Statement(self.name, (Evidence("product", f"product:{self.name}", self.name),))
        answer = Answer(self.name, turn.understood.language, (said,), why_not=self.why_not)
        return Step(answer, replace(turn.memory, focus=self.name))


def guide() -> Guide:
    understanding = Understanding(
        cast(IntentClassifier, Told()), lambda texts: np.zeros((len(texts), 2), np.float32), Rack()
    )
    skills = {name: Says(name) for name in (*INTENTS, "out_of_scope", "clarify")}
    return Guide(understanding, Floor(Rack(), None, None, None), skills)


def test_a_message_is_answered_by_its_skill_and_both_are_remembered():
    step = guide().take(Message("hello"), Memory())
    assert step.answer.text == "small_talk"
    assert step.memory.focus == "small_talk"
    assert [(one.by, one.text, one.skill) for one in step.memory.turns] == [
        ("shopper", "hello", ""),
        ("guide", "small_talk", "small_talk"),
    ]
    assert step.memory.rested_on == step.answer.evidence


def test_what_no_skill_is_for_is_out_of_scope():
    assert guide().take(Message("sing!"), Memory()).answer.skill == "out_of_scope"


@pytest.mark.parametrize(
    ("text", "page", "language"), [("你好", "en", "zh"), ("hello", "zh", "en"), ("…", "zh", "zh")]
)
def test_the_answer_is_in_the_language_of_the_words_else_of_the_page(text, page, language):
    step = guide().take(Message(text, page=page), Memory())
    assert step.answer.language == step.memory.language == language


def test_who_is_frustrated_is_told_sorry_and_offered_a_person():
    answer = guide().take(Message("red dress, this is so annoying and frustrating!!"), Memory()).answer
    assert answer.offers_person
    assert answer.says[0].because == ()
    assert "sorry" in answer.text.lower()


def test_after_turns_that_did_not_help_a_person_is_offered_and_help_ends_the_count():
    memory, offered = Memory(), []
    for text in ("sing!", "dance!", "hello", "sing!"):
        step = guide().take(Message(text), memory)
        memory = step.memory
        offered.append(step.answer.offers_person)
    assert PATIENCE == 2
    assert offered == [False, True, False, False]


def test_only_the_last_turns_are_kept():
    memory = Memory()
    for _ in range(TURNS):
        memory = guide().take(Message("hello"), memory).memory
    assert len(memory.turns) == TURNS


def test_a_voice_tells_a_mood_where_words_do_not():
    hurried = guide().take(Message("red dress", cues={"hurry": 0.9}), Memory()).answer
    calm = guide().take(Message("red dress", cues={"hurry": 0.2}), Memory()).answer
    assert len(hurried.says) == 2
    assert len(calm.says) == 1


def test_a_person_of_the_shop_is_told_who_waits_and_what_for():
    waiting = []
    handing = guide()
    handing = replace(
        handing, skills={**handing.skills, "small_talk": Says("hand_over")}, hand_over=waiting.append
    )
    handing.take(Message("hello"), Memory(turns=(Said("shopper", "my zip broke"),)))
    assert [one.said for one in waiting] == [("my zip broke",)]


def test_who_listens_hears_which_skill_answers_and_each_statement():
    heard = []
    answer = guide().take(Message("hello"), Memory(), heard.append).answer
    assert [(one.stage, one.skill, one.said.text) for one in heard] == [
        ("understood", "small_talk", ""),
        *(("statement", "small_talk", said.text) for said in answer.says),
    ]
