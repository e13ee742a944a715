"""What the memory holds after an answer that shows products or asks."""

from collections.abc import Sequence
from dataclasses import replace

from daogou.guide.answer import Answer, Evidence
from daogou.guide.memory import Memory, Wanted
from daogou.guide.step import Step, Turn

OWN = ("drop", "gift")  # slots of the catalogue's skills, which hold for one turn; others' are left alone
REMEMBERED = 60  # ten lists: "the one before" is seldom further back


def step(
    turn: Turn,
    answer: Answer,
    *,
    wanted: Wanted | None = None,
    focus: str | None = None,
    asked: str = "",
    asking: str = "",
    slots: Sequence[tuple[str, str]] = (),
) -> Step:
    """The answer, with what is to be remembered: a list shown takes the place of the one before.

    ``asked``: the field that the answer asks for, which is not asked for again in this search.
    ``focus``: None: the only product shown, else the one spoken of before.
    """
    before = turn.memory
    known = before.wanted if wanted is None else wanted
    if asked and asked not in known.asked:
        known = replace(known, asked=(*known.asked, asked))
    memory = replace(
        before,
        language=turn.understood.language,
        wanted=known,
        asked=asked,
        asking=asking or (answer.skill if asked else ""),
        slots=(*(slot for slot in before.slots if slot[0] not in OWN), *slots),
        focus=_focus(before, answer) if focus is None else focus,
        pending=None,
    )
    return Step(answer, _shown(memory, answer.cards) if answer.cards else memory)


def heard(turn: Turn) -> Evidence:
    """What the shopper said in this turn."""
    return Evidence("asked", f"turn:{len(turn.memory.turns)}", turn.understood.text)


def _focus(before: Memory, answer: Answer) -> str:
    if not answer.cards:
        return before.focus
    return answer.cards[0] if len(answer.cards) == 1 else ""


def _shown(memory: Memory, cards: tuple[str, ...]) -> Memory:
    seen = (one for one in dict.fromkeys((*memory.shown, *memory.seen)) if one not in cards)
    return replace(memory, shown=cards, seen=tuple(seen)[:REMEMBERED])
