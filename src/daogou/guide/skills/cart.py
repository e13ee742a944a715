"""Fills, changes, shows and empties the cart."""

from dataclasses import dataclass

from daogou.guide.cart_words import act_in
from daogou.guide.filling import CONFIRM, SKILL, Filling
from daogou.guide.floor import Floor
from daogou.guide.skills import Skill, Step, Turn
from daogou.guide.waiting import taken_up


@dataclass(frozen=True)
class Options:
    """It has none."""


class Cart:
    """One act a turn; all of it is taken out only after a yes."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Do what is asked."""
        filling, memory = Filling(turn, floor), turn.memory
        if (
            memory.pending
            and memory.pending.skill == SKILL
            and (memory.asking, memory.asked) == (SKILL, CONFIRM)
        ):
            if turn.understood.reply == "yes":
                return filling.empty()
            if turn.understood.reply == "no":
                return filling.keep()
        elif taken_up(memory, turn.understood.reply, turn.understood.text) == SKILL:
            return filling.keep() if turn.understood.reply == "no" else filling.ask_to_empty()
        acts = {
            "empty": filling.ask_to_empty,
            "remove": filling.remove,
            "change": filling.change,
            "show": filling.show,
            "add": filling.add,
        }
        return acts[act_in(turn.understood.text)]()


def build(options: Options) -> Skill:
    """The skill."""
    return Cart()
