"""Has an order paid in another of the customer's own ways while it is not on its way, after a yes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from daogou.guide.answer import Evidence, Statement
from daogou.guide.choosing_orders import without_numbers
from daogou.guide.floor import Floor
from daogou.guide.order_changes import Act, Asked, changed
from daogou.guide.order_evidence import of_methods, of_order
from daogou.guide.order_words import kinds_in, named_methods
from daogou.guide.service.refusals import Refused
from daogou.guide.service.requests import ModifyPayment
from daogou.guide.service.things import Customer, Method, Order
from daogou.guide.service_talk import Slots, Talk
from daogou.guide.skills import Skill, Step, Turn

SKILL, ASKED = "change_payment", "method"
_NUMBERED = re.compile(r"(?:visa|mastercard|amex|card|account|ending|卡|尾号)\D{0,14}(\d{4,})", re.IGNORECASE)
_ANOTHER_MAY = ("gift_card_too_low", "same_payment_method")
_WHOLE_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){11,18}(?!\d)")
_OTHER = re.compile(
    r"\b(?:other|another|different|second|else)\b|其他|其它|另(?:一|外)|别的|换(?:一)?[张个种]", re.IGNORECASE
)


@dataclass(frozen=True)
class Options:
    """It has none."""


class ChangePayment:
    """Which order, and which of the ways to pay that the shop knows of the customer."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Ask, propose, do or take back."""
        numbers = (*_NUMBERED.findall(turn.understood.text), *_WHOLE_CARD.findall(turn.understood.text))
        return changed(without_numbers(turn, floor, " ".join(numbers)), floor, ACT)


def _heard(talk: Talk) -> Slots:
    """The words that name a way to pay; a later one takes the place of an earlier."""
    named = kinds_in(talk.text) or _NUMBERED.search(talk.text) or talk.memory.asked == ASKED
    told = dict(talk.turn.understood.told).get("method", "")
    return (("method", talk.text),) if named else (("method", told),) if told else ()


def _planned(talk: Talk, order: Order) -> Asked:
    customer = talk.desk.customer(talk.memory.identity)
    words = talk.memory.slot("method") or talk.memory.slot("said")
    paid = [method_id for method_id, amount in order.paid.items() if amount]
    others = [method for method in customer.methods if method.id not in paid]
    found = named_methods(words, customer)
    if not found and len(others) == 1 and _OTHER.search(words):
        found = others
    new = [method for method in found if method.id not in paid]
    chosen = new or found
    if len(chosen) != 1 or _WHOLE_CARD.search(words):
        return _which(talk, order, customer, (new if len(new) > 1 else ()) or others)
    request = ModifyPayment(order.id, chosen[0].id)
    left = [method for method in others if method is not chosen[0]]
    refusal = _refusal(talk, request) if left else None
    if refusal is None:
        return request, (), talk.memory.slots
    return _which(talk, order, customer, left, refusal)


def _refusal(talk: Talk, request: ModifyPayment) -> Refused | None:
    """Why that way to pay will not do, where another may."""
    try:
        talk.desk.propose(talk.memory.identity, request)
    except Refused as refusal:
        return refusal if refusal.reason in _ANOTHER_MAY else None
    return None


def _which(
    talk: Talk,
    order: Order,
    customer: Customer,
    choices: Sequence[Method],
    refusal: Refused | None = None,
) -> Step:
    """Which of their own: nobody pays by what the shop does not know, nor tells it a card's number here."""
    language = talk.turn.understood.language
    proof = [of_order(order, language), of_methods(customer, order.id)]
    says = [talk.say("no_card_numbers")] if _WHOLE_CARD.search(talk.memory.slot("method")) else []
    if refusal is not None:
        sentence = refusal.sentence(language)
        says.append(Statement(sentence, (*proof, Evidence("order", "order:desk", sentence))))
    if not choices:
        return talk.step(
            [*says, talk.say("no_other_method", proof, order=order.id)], why_not="no_other_method"
        )
    names = [method.label or method.id for method in choices]
    joint = "、" if language == "zh" else ", "
    asked = talk.say("which_method", proof, order=order.id, methods=joint.join(names))
    slots = tuple((name, value) for name, value in talk.memory.slots if name != "method" or refusal is None)
    why_not = refusal.reason if refusal else ""
    return talk.step([*says, asked], asked=ASKED, slots=slots, suggestions=names, why_not=why_not)


ACT = Act(SKILL, ("modify_payment",), _planned, _heard)


def build(options: Options) -> Skill:
    """The skill."""
    return ChangePayment()
