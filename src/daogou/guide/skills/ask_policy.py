"""Answers questions about the shop's rules from its policy pages, in their own words."""

from dataclasses import dataclass

from daogou.guide.floor import Floor
from daogou.guide.following_up import asks_itself, whole_question
from daogou.guide.policies.answering import SKILL, answer_policy
from daogou.guide.remembering import step
from daogou.guide.skills import Skill, Step, Turn


@dataclass(frozen=True)
class Options:
    """It has none."""


class AskPolicy:
    """The passages that answer; a person where the pages say nothing of it."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """What was looked for and shown stays as it is."""
        understood, nth = turn.understood, len(turn.memory.turns)
        question = whole_question(understood.text, turn.memory, SKILL, floor.shop, understood.language)
        alone = answer_policy(understood.text, understood.language, floor.shop, floor.vectors, nth)
        if question == understood.text or (asks_itself(understood.text) and not alone.why_not):
            return step(turn, alone)
        return step(turn, answer_policy(question, understood.language, floor.shop, floor.vectors, nth))


def build(options: Options) -> Skill:
    """The skill."""
    return AskPolicy()
