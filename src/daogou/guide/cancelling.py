"""What cancelling an order needs: a reason of the policy file, and that it is meant as a whole."""

from collections.abc import Sequence

from daogou.guide.answer import Statement
from daogou.guide.choosing_lines import named_lines
from daogou.guide.order_changes import Act, Asked, proposed
from daogou.guide.order_evidence import clause, of_order
from daogou.guide.order_words import reason_in, reason_words
from daogou.guide.service.refusals import Refused
from daogou.guide.service.requests import Cancel
from daogou.guide.service.things import Order
from daogou.guide.service_talk import Talk


def _planned(talk: Talk, order: Order) -> Asked:
    reasons = talk.desk.policy.cancel.reasons
    told = talk.memory.slots
    reason = reason_in(talk.memory.slot("said"), reasons)
    language = talk.turn.understood.language
    proof = (of_order(order, language), clause(talk.desk.policy, "cancel", language))
    says = [talk.say("only_whole", proof, order=order.id)] if _is_of_a_piece(talk, order) else []
    if reason or not reasons:
        request = Cancel(order.id, reason or talk.text)
        return _whole(talk, request, says) if says else (request, (), told)
    choices = reason_words(reasons, language)
    asked = talk.say("which_reason", proof, order=order.id)
    return talk.step([*says, asked], asked="reason", slots=told, suggestions=choices)


def _whole(talk: Talk, request: Cancel, says: Sequence[Statement]) -> Asked:
    """Of who wants to cancel a piece: that only the whole order can go, and whether it shall."""
    told = (*talk.memory.slots, ("order_id", request.order_id))
    try:
        return proposed(talk, request, "cancel", says[0].because, told, before=says)
    except Refused:
        return request, (), told  # refused again, and told so, by who tries


def _is_of_a_piece(talk: Talk, order: Order) -> bool:
    """Whether only a part of the order is to go, which nobody's policy file can say yet."""
    named = named_lines(talk, order, talk.memory.slot("said")) if len(order.lines) > 1 else []
    return 0 < len(named) < len(order.lines)


ACT = Act("cancel", ("cancel",), _planned)
