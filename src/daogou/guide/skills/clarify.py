"""Asks what is meant, where neither the words nor the conversation tell."""

from dataclasses import dataclass

from daogou.guide.answer import Answer, Statement
from daogou.guide.floor import Floor
from daogou.guide.memory import Wanted
from daogou.guide.narrowing import what_is_wanted
from daogou.guide.remembering import step
from daogou.guide.skills import Skill, Step, Turn
from daogou.guide.wording import wording

OFFERED = 3  # wishes that may be meant
POINTS = 3  # places in a list that may be meant


@dataclass(frozen=True)
class Options:
    """It has none."""


class Clarify:
    """One question: which product, which wish, or what to look for."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Ask."""
        if turn.understood.unresolved and turn.memory.shown:
            return _which_product(turn, floor)
        if turn.understood.text.strip() and turn.understood.likeliest:
            return _which_wish(turn)
        return _what(turn, floor)


def _which_product(turn: Turn, floor: Floor) -> Step:
    language, say = turn.understood.language, wording("clarify")
    shown = tuple(product.id for product in floor.shop.products(turn.memory.shown))
    places = range(1, 1 + min(POINTS, len(shown)))
    answer = Answer(
        "clarify",
        language,
        (Statement(say("which_product", language, len(turn.memory.turns))),),
        shown,
        suggestions=tuple(say(f"nth_{place}", language) for place in places),
    )
    return step(turn, answer, focus="")


def _which_wish(turn: Turn) -> Step:
    """The likeliest wishes, as replies that are understood."""
    language, say = turn.understood.language, wording("clarify")
    names = [name for name, _ in turn.understood.likeliest if f"wish_{name}" in say.phrases]
    wishes = tuple(say(f"wish_{name}", language) for name in names[:OFFERED])
    text = say("which_wish" if wishes else "not_understood", language, len(turn.memory.turns))
    return step(turn, Answer("clarify", language, (Statement(text),), suggestions=wishes))


def _what(turn: Turn, floor: Floor) -> Step:
    language = turn.understood.language
    asked = what_is_wanted(floor.shop, language, len(turn.memory.turns))
    answer = Answer("clarify", language, (Statement(asked.text),), suggestions=asked.suggestions)
    return step(turn, answer, wanted=Wanted(), asked=asked.field, asking="find")


def build(options: Options) -> Skill:
    """The skill."""
    return Clarify()
