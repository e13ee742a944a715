"""One turn of a conversation: understood, answered by a skill, remembered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from daogou.guide.answer import Answer, Statement
from daogou.guide.floor import Floor
from daogou.guide.fluency import Fluency
from daogou.guide.handing_over import Handover, summary_of
from daogou.guide.memory import TURNS, Memory, Said
from daogou.guide.message import Message
from daogou.guide.progress import Progress, Tell, silent
from daogou.guide.service_talk import CHANGES
from daogou.guide.skills import ROLE, Skill
from daogou.guide.step import Step, Turn
from daogou.guide.understanding import Understanding
from daogou.guide.understood import Understood
from daogou.guide.waiting import after, reminded, taken_up
from daogou.guide.wording import wording

PATIENCE = 2  # turns without what was wanted, then a person is offered
LOST = ("out_of_scope", "clarify")  # answers that did not help
SERIOUS = ("complaint", "hand_over", "order_status", *CHANGES)


@dataclass(frozen=True)
class Guide:
    """``skills`` by name, as ``open_skills`` gives them; ``fluency``: a language model, if there is one.

    ``hand_over``: tells a person of the shop who has to take over.
    """

    understanding: Understanding
    floor: Floor
    skills: Mapping[str, Skill]
    fluency: Fluency | None = None
    hand_over: Callable[[Handover], None] | None = None

    def take(self, message: Message, memory: Memory, tell: Tell = silent) -> Step:
        """Answer a message; the memory given back goes into the next turn. ``tell`` hears of it meanwhile.

        Raises:
            StateUnavailable: a database of the shop cannot be opened.
        """
        understood = self.understanding(message, memory)
        answers = memory.asking or understood.reply or taken_up(memory, understood.reply, message.text)
        if self.fluency and not answers:  # what was asked for is no model's to read
            understood = self.fluency.choose(understood, memory, self.floor)
        skill = understood.intent if understood.intent in self.skills else "out_of_scope"
        tell(Progress("understood", skill))
        before = replace(memory, language=understood.language)
        step = self.skills[skill].take(Turn(message, understood, before), self.floor)
        said = self.fluency.phrase(step.answer, tell) if self.fluency else step.answer
        answer = _toned(said, understood, before)
        if answer.skill == "hand_over" and self.hand_over:
            self.hand_over(summary_of(memory, understood.language))
        unhappy = _unhappy(answer, understood, memory)
        answer = replace(answer, offers_person=answer.offers_person or unhappy >= PATIENCE)
        left = after(before, step.memory, skill, message.text)
        rested_on = answer.evidence or memory.rested_on
        answer = reminded(answer, left.set_aside, len(before.turns))
        for one in answer.says:
            tell(Progress("statement", answer.skill, one))
        turns = (
            *left.turns,
            Said("shopper", message.text),
            Said("guide", answer.text, answer.skill),
        )
        kept = replace(left, turns=turns[-TURNS:], rested_on=rested_on, unhappy=unhappy)
        return Step(answer, kept)


def open_skills() -> dict[str, Skill]:
    """Every skill that there is, by name."""
    return {name: ROLE.open(name) for name in ROLE.names()}


def _toned(answer: Answer, understood: Understood, memory: Memory) -> Answer:
    """In the tone that the shopper's mood asks for; skills of service find their own words for trouble."""
    mood = understood.feeling.emotion
    if mood == "neutral" or mood == "delighted" or (mood == "frustrated" and answer.skill in SERIOUS):
        return replace(answer, offers_person=answer.offers_person or mood == "frustrated")
    said = wording("turn")(mood, answer.language, len(memory.turns))
    return replace(
        answer,
        says=(Statement(said), *answer.says),
        offers_person=answer.offers_person or mood == "frustrated",
    )


def _unhappy(answer: Answer, understood: Understood, memory: Memory) -> int:
    """Turns in a row that did not help."""
    upset = understood.feeling.emotion == "frustrated"
    return memory.unhappy + 1 if upset or answer.skill in LOST or answer.why_not else 0
