"""Says that something is not a shop guide's business, and what is."""

from dataclasses import dataclass

from daogou.guide.answer import Answer, Statement
from daogou.guide.floor import Floor
from daogou.guide.remembering import step
from daogou.guide.skills import Skill, Step, Turn
from daogou.guide.wording import wording

SKILL = "out_of_scope"


@dataclass(frozen=True)
class Options:
    """It has none."""


class OutOfScope:
    """One sentence, without preaching."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Say so."""
        language, nth = turn.understood.language, len(turn.memory.turns)
        say = wording(SKILL)
        replies = tuple(say(f"reply_{name}", language) for name in ("find", "order", "policy"))
        answer = Answer(SKILL, language, (Statement(say("not_mine", language, nth)),), suggestions=replies)
        return step(turn, answer)


def build(options: Options) -> Skill:
    """The skill."""
    return OutOfScope()
