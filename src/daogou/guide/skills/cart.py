"""Fills, changes, shows and empties the cart."""

from dataclasses import dataclass

from daogou.guide.cart_words import act_in, puts_back
from daogou.guide.filling import TAKEN_OUT, Filling
from daogou.guide.floor import Floor
from daogou.guide.skills import Skill, Step, Turn


@dataclass(frozen=True)
class Options:
    """It has none."""


class Cart:
    """One act a turn; what was taken out can be put back in the next."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Do what is asked."""
        filling, understood = Filling(turn, floor), turn.understood
        if turn.memory.slot(TAKEN_OUT) and (understood.reply == "undo" or puts_back(understood.text)):
            return filling.put_back()
        acts = {
            "empty": filling.empty,
            "remove": filling.remove,
            "change": filling.change,
            "show": filling.show,
            "add": filling.add,
        }
        return acts[act_in(turn.understood.text)]()


def build(options: Options) -> Skill:
    """The skill."""
    return Cart()
