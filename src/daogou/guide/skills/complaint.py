"""Listens to a complaint: sorry, the order if one is named, what the policy file allows, and a person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from daogou.guide.answer import Evidence, Statement
from daogou.guide.choosing_orders import chosen_order, told_order
from daogou.guide.floor import Floor
from daogou.guide.identity import identified
from daogou.guide.order_evidence import clause, of_order
from daogou.guide.service.things import Order
from daogou.guide.service.wording import order_told
from daogou.guide.service_talk import Talk
from daogou.guide.skills import Skill, Step, Turn
from daogou.guide.wording import wording

SKILL = "complaint"


@dataclass(frozen=True)
class Options:
    """It has none."""


class Complaint:
    """Nothing is promised that the policy file does not hold."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Be sorry, and help as far as the rules go."""
        talk = Talk(SKILL, turn, floor)
        sorry = _said(talk, "sorry_much" if _is_strong(turn) else "sorry")
        order_id = told_order(talk)
        if not order_id and not turn.understood.emails:
            if about := _only_one_meant(talk):
                return _with(sorry, _about(talk, about))
            return talk.step(
                [sorry, _said(talk, "which_order"), _said(talk, "person")],
                suggestions=_replies(talk),
                offers_person=True,
            )
        known = identified(talk, (("order_id", order_id),) if order_id else ())
        if isinstance(known, Step):
            return _with(sorry, known)
        order = chosen_order(known, ())
        return _with(sorry, order if isinstance(order, Step) else _about(known, order))


def _only_one_meant(talk: Talk) -> Order | None:
    """The order of somebody who is known, where only one can be meant."""
    if talk.memory.identity is None:
        return None
    order = chosen_order(talk, ())
    return None if isinstance(order, Step) else order


def _about(talk: Talk, order: Order) -> Step:
    """The order, and what can be done with it now."""
    language, policy = talk.turn.understood.language, talk.desk.policy
    says = [Statement(order_told(order, language), (of_order(order, language),))]
    if order.status in policy.return_.statuses:
        because = [of_order(order, language), clause(policy, "return", language)]
        says.append(_said(talk, "can_return", because))
    elif order.status in policy.cancel.statuses:
        says.append(_said(talk, "can_cancel", [clause(policy, "cancel", language)]))
    return talk.step([*says, _said(talk, "person")], suggestions=_replies(talk), offers_person=True)


def _with(sorry: Statement, step: Step) -> Step:
    return replace(step, answer=replace(step.answer, says=(sorry, *step.answer.says), offers_person=True))


def _is_strong(turn: Turn) -> bool:
    return turn.understood.feeling.emotion == "frustrated"


def _said(talk: Talk, name: str, because: Sequence[Evidence] = ()) -> Statement:
    nth = len(talk.memory.turns)
    return Statement(wording(SKILL)(name, talk.turn.understood.language, nth), tuple(because))


def _replies(talk: Talk) -> list[str]:
    return [_said(talk, "reply_person").text, _said(talk, "reply_rules").text]


def build(options: Options) -> Skill:
    """The skill."""
    return Complaint()
