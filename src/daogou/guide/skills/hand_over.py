"""Gives a conversation to a person, with what they need to know."""

from dataclasses import dataclass, replace

from daogou.guide.answer import Answer, Statement
from daogou.guide.floor import Floor
from daogou.guide.handing_over import summary_of
from daogou.guide.remembering import heard, step
from daogou.guide.skills import Skill, Step, Turn
from daogou.guide.wording import wording

SKILL = "hand_over"


@dataclass(frozen=True)
class Options:
    """It has none."""


class HandOver:
    """Says that a person is offered, and shows the summary: nothing is told of shoppers behind their back."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Offer a person; what waited for a yes waits no more."""
        language, nth = turn.understood.language, len(turn.memory.turns)
        say = wording(SKILL)
        summary = summary_of(turn.memory, language).text
        proof = (*turn.memory.rested_on, replace(heard(turn), text=summary))
        says = [Statement(say("here", language, nth))]
        if summary:
            says.append(Statement(say("summary", language, nth, summary=summary), proof))
        return step(turn, Answer(SKILL, language, tuple(says), offers_person=True))


def build(options: Options) -> Skill:
    """The skill."""
    return HandOver()
