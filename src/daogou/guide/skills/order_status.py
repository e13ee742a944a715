"""Tells how an order stands, and what comes next by the policy file."""

from dataclasses import dataclass
from datetime import timedelta

from daogou.guide.answer import Statement
from daogou.guide.choosing_orders import chosen_order, told_order
from daogou.guide.floor import Floor
from daogou.guide.identity import identified
from daogou.guide.order_evidence import clause, of_order
from daogou.guide.service.things import Order
from daogou.guide.service.wording import order_told
from daogou.guide.service_talk import Talk
from daogou.guide.skills import Skill, Step, Turn

SKILL = "order_status"


@dataclass(frozen=True)
class Options:
    """It has none."""


class OrderStatus:
    """One's own orders only, and not before it is known whose."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Tell."""
        talk = Talk(SKILL, turn, floor)
        order_id = told_order(talk)
        slots = (("order_id", order_id),) if order_id else ()
        known = identified(talk, slots)
        if isinstance(known, Step):
            return known
        order = chosen_order(known, ())
        return (
            order
            if isinstance(order, Step)
            else known.step([*told(known, order)], suggestions=_replies(known, order))
        )


def told(talk: Talk, order: Order) -> list[Statement]:
    """Status, pieces, parcels, and what is next."""
    language, policy = talk.turn.understood.language, talk.desk.policy
    proof = [of_order(order, language)]
    says = [Statement(order_told(order, language), tuple(proof))]
    if order.status in policy.cancel.statuses:
        says.append(talk.say("next_pending", [*proof, clause(policy, "cancel", language)]))
    elif order.status in ("processed", "shipped"):
        says.append(talk.say(f"next_{order.status}", proof))
    elif order.status == "delivered":
        says += _delivered(talk, order)
    elif order.status in ("return_requested", "exchange_requested", "cancelled"):
        first, last = policy.refund.days
        because = [*proof, clause(policy, "return", language)]
        says.append(talk.say(f"next_{order.status}", because, first=first, last=last))
    return says


def _delivered(talk: Talk, order: Order) -> list[Statement]:
    """When it came, and until when it can go back."""
    language, rule = talk.turn.understood.language, talk.desk.policy.return_
    if order.delivered_at is None or not rule.days or order.status not in rule.statuses:
        return []
    end = order.delivered_at + timedelta(days=rule.days)
    proof = [of_order(order, language), clause(talk.desk.policy, "return", language)]
    came = talk.say("came_on", proof[:1], day=f"{order.delivered_at:%Y-%m-%d}")
    name = "next_delivered" if talk.desk.today <= end else "next_too_late"
    return [came, talk.say(name, proof, days=rule.days)]


def _replies(talk: Talk, order: Order) -> list[str]:
    policy = talk.desk.policy
    names = {"reply_cancel": policy.cancel.statuses, "reply_return": policy.return_.statuses}
    return [talk.reply(name) for name, statuses in names.items() if order.status in statuses]


def build(options: Options) -> Skill:
    """The skill."""
    return OrderStatus()
