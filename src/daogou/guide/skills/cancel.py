"""Cancels an order that the policy file still lets go, after a yes to exactly that."""

from dataclasses import dataclass

from daogou.guide.cancelling import ACT
from daogou.guide.floor import Floor
from daogou.guide.order_changes import changed
from daogou.guide.skills import Skill, Step, Turn


@dataclass(frozen=True)
class Options:
    """It has none."""


class Cancel:
    """Which order, and for which reason; then a proposal."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Ask, propose, do or take back."""
        return changed(turn, floor, ACT)


def build(options: Options) -> Skill:
    """The skill."""
    return Cancel()
