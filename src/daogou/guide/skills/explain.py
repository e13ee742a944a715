"""Says why something is shown or not, and what was said rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from daogou.guide.answer import Answer, Statement
from daogou.guide.explaining import Explaining, asks_for_sources, asks_why_not
from daogou.guide.floor import Floor
from daogou.guide.narrowing import any_of
from daogou.guide.remembering import step
from daogou.guide.skills import Skill, Step, Turn
from daogou.guide.wording import wording

FIRST = 2  # products of a list whose reasons are told where none is named


@dataclass(frozen=True)
class Options:
    """It has none."""


class Explain:
    """From the memory, the search's reasons and the conditions that a product fails."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Explain."""
        explaining = Explaining(turn, floor)
        says = _said(turn, explaining)
        language = turn.understood.language
        if not says:
            says = [explaining.say("nothing_said")]
        answer = Answer("explain", language, tuple(says), suggestions=_replies(turn))
        pointed = turn.understood.references
        return step(turn, answer, focus=pointed[0] if len(pointed) == 1 else None)


def _said(turn: Turn, explaining: Explaining) -> Sequence[Statement]:
    text, memory = turn.understood.text, turn.memory
    if asks_why_not(text) and (says := explaining.why_not()):
        return says
    if asks_for_sources(text) and memory.rested_on:
        return [explaining.say("rests_on"), *explaining.sources()]
    asked = turn.understood.references or tuple(one for one in (memory.focus,) if one)
    if not asked or (asked == (memory.focus,) and memory.focus not in memory.shown):
        asked = memory.shown[:FIRST] or asked  # what was shown for the one spoken of
    products = explaining.shop.products(asked)
    if products:
        return [statement for product in products for statement in explaining.of_product(product)]
    return [explaining.say("rests_on"), *explaining.sources()] if memory.rested_on else []


def _replies(turn: Turn) -> tuple[str, ...]:
    """Conditions to take back, and the list to go on with."""
    language, memory = turn.understood.language, turn.memory
    fields = dict.fromkeys(one.field for one in memory.wanted.constraints if one.field != "category")
    replies = [any_of(field, language) for field in [*fields][:2]]
    names = ["more", "compare"] if len(memory.shown) > 1 else []
    return (*replies, *(wording("explain")(f"reply_{name}", language) for name in names))


def build(options: Options) -> Skill:
    """The skill."""
    return Explain()
