"""Advises what to wear, to give or to put together, and says why each thing."""

from dataclasses import dataclass

from daogou.guide.advising import Advising
from daogou.guide.floor import Floor
from daogou.guide.outfits import Outfits
from daogou.guide.skills import Skill, Step, Turn


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
            if anchor:
                return outfits.around(anchor)
            example = outfits.described()
            if example:
                return outfits.around(example, shown=True)
        return advising.advised()


def build(options: Options) -> Skill:
    """The skill."""
    return Advise()
