"""Cancels an order that the policy file still lets go, after a yes to exactly that."""

from dataclasses import dataclass

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
    asked = talk.say("which_reason", proof, order=order.id)
    return talk.step([asked], asked="reason", slots=told, suggestions=choices)


ACT = Act(SKILL, ("cancel",), _planned)


def build(options: Options) -> Skill:
    """The skill."""
    return Cancel()
