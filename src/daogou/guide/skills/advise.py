"""Advises what to wear, to give or to put together, and says why each thing."""

from collections.abc import Sequence
from dataclasses import dataclass

from daogou.core.query import Constraint
from daogou.guide.advising import Advising
from daogou.guide.finding import Finding
from daogou.guide.floor import Floor
from daogou.guide.outfits import Outfits
from daogou.guide.skills import Skill, Step, Turn
from daogou.guide.wanting import begun


@dataclass(frozen=True)
class Options:
    """It has none."""


class Advise:
    """An outfit around a product, or products for what was said."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Advise."""
        advising = Advising(turn, floor)
        if advising.asked.goes_with or advising.asked.outfit:
            outfits = Outfits(advising)
            anchor = outfits.anchor()
            example = None if anchor else outfits.described()
            if known := anchor or example:
                around = outfits.around(known, shown=anchor is None)
                kinds = outfits.kinds[:1]
                return around if around.answer.cards or not kinds else _of_kind(kinds, turn, floor)
        return advising.advised()


def _of_kind(kinds: Sequence[Constraint], turn: Turn, floor: Floor) -> Step:
    """Where nothing is known to go with something: what there is of the kind that was asked for."""
    return Finding(turn, floor, "find").search(begun(kinds, "", turn.memory.wanted))


def build(options: Options) -> Skill:
    """The skill."""
    return Advise()
