"""Cancels an order that the policy file still lets go, after a yes to exactly that."""

from dataclasses import dataclass

from daogou.guide.choosing_lines import named_lines
from daogou.guide.floor import Floor
from daogou.guide.order_changes import Act, Asked, changed
from daogou.guide.order_evidence import clause, of_order
from daogou.guide.order_words import reason_in, reason_words
from daogou.guide.service.requests import Cancel as CancelRequest
from daogou.guide.service.things import Order
from daogou.guide.service_talk import Talk
from daogou.guide.skills import Skill, Step, Turn

SKILL = "cancel"


@dataclass(frozen=True)
class Options:
    """It has none."""


class Cancel:
    """Which order, and for which reason; then a proposal."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Ask, propose, do or take back."""
        return changed(turn, floor, ACT)


def _planned(talk: Talk, order: Order) -> Asked:
    reasons = talk.desk.policy.cancel.reasons
    told = talk.memory.slots
    reason = reason_in(talk.memory.slot("said"), reasons)
    if reason or not reasons:
        return CancelRequest(order.id, reason or talk.text), (), told
    language = talk.turn.understood.language
    choices = reason_words(reasons, language)
    proof = (of_order(order, language), clause(talk.desk.policy, "cancel", language))
    says = [talk.say("only_whole", proof, order=order.id)] if _is_of_a_piece(talk, order) else []
    asked = talk.say("which_reason", proof, order=order.id)
    return talk.step([*says, asked], asked="reason", slots=told, suggestions=choices)


def _is_of_a_piece(talk: Talk, order: Order) -> bool:
    """Whether only a part of the order is to go, which nobody's policy file can say yet."""
    named = named_lines(talk, order, talk.memory.slot("said")) if len(order.lines) > 1 else []
    return 0 < len(named) < len(order.lines)


ACT = Act(SKILL, ("cancel",), _planned)


def build(options: Options) -> Skill:
    """The skill."""
    return Cancel()
