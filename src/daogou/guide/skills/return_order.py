"""Takes pieces of a delivered order back as the policy file says, after a yes to exactly that."""

from dataclasses import dataclass, replace

from daogou.guide import cancelling
from daogou.guide.choosing_lines import asked_lines
from daogou.guide.floor import Floor
from daogou.guide.order_changes import Act, Asked, changed
from daogou.guide.order_words import method_in
from daogou.guide.service.requests import Return
from daogou.guide.service.things import Order
from daogou.guide.service_talk import Talk
from daogou.guide.skills import Skill, Step, Turn

SKILL = "return_order"


@dataclass(frozen=True)
class Options:
    """It has none."""


class ReturnOrder:
    """Which order, and which pieces; the money goes where it came from unless another way is named.

    What was not sent yet need not come back: it can be cancelled.
    """

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Ask, propose, do or take back."""
        step = changed(turn, floor, ACT)
        if step.answer.why_not != "wrong_status":
            return step
        cancelled = changed(turn, floor, cancelling.ACT)
        return step if cancelled.answer.why_not else _not_sent(Talk(SKILL, turn, floor), cancelled)


def _not_sent(talk: Talk, cancelled: Step) -> Step:
    """The cancellation in place of a return, and why."""
    proof = [one for one in cancelled.answer.evidence if one.kind == "order"]
    says = (talk.say("not_sent", proof), *cancelled.answer.says)
    return replace(cancelled, answer=replace(cancelled.answer, says=says))


def _planned(talk: Talk, order: Order) -> Asked:
    lines = asked_lines(talk, order)
    if isinstance(lines, Step):
        return lines
    customer = talk.desk.customer(talk.memory.identity)
    method = method_in(talk.memory.slot("said"), customer, order)
    skus = tuple(line.sku for line in lines)
    told = (*talk.memory.slots, ("skus", ",".join(skus)))
    return Return(order.id, skus, method.id if method else ""), (), told


ACT = Act(SKILL, ("return",), _planned)


def build(options: Options) -> Skill:
    """The skill."""
    return ReturnOrder()
