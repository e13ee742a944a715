"""Sends an order elsewhere before it is on its way, or keeps another address of the customer; after a yes."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from daogou.guide.addresses import (
    Parts,
    address_in,
    changes_home,
    completed,
    lacking,
    means_home,
    stays,
)
from daogou.guide.answer import Evidence
from daogou.guide.choosing_orders import without_numbers
from daogou.guide.floor import Floor
from daogou.guide.order_changes import Act, Asked, begun, changed, proposed
from daogou.guide.order_evidence import of_address, of_order
from daogou.guide.service.refusals import Refused
from daogou.guide.service.requests import ModifyAddress, ModifyHome
from daogou.guide.service.things import Address, Customer, Order
from daogou.guide.service.wording import one_line
from daogou.guide.service_talk import Slots, Talk
from daogou.guide.skills import Skill, Step, Turn
from daogou.guide.waiting import CONFIRM

SKILL, ASKED = "change_address", "address"
PARTS = tuple(asdict(Address()))
_EMAIL_ADDRESS = re.compile(r"\be-?mail\b|邮箱", re.IGNORECASE)


@dataclass(frozen=True)
class Options:
    """It has none."""


class ChangeAddress:
    """Which order, and where to; what cannot be told of the address is asked for."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Ask, propose, do or take back."""
        if _EMAIL_ADDRESS.search(turn.understood.text) and not turn.understood.emails:
            talk = Talk(SKILL, turn, floor)
            return talk.step([talk.say("not_email")], why_not="not_offered", offers_person=True)
        numbers = dict(_heard(Talk(SKILL, turn, floor))).values()
        turn = without_numbers(turn, floor, " ".join(numbers))
        if not _is_of_home(turn):
            return changed(turn, floor, ACT)
        known = begun(Talk(SKILL, turn, floor), _heard)
        return known if isinstance(known, Step) else _of_home(known)


def _is_of_home(turn: Turn) -> bool:
    memory = turn.memory
    if memory.asking == SKILL and memory.asked == ASKED:
        return bool(memory.slot("home"))  # "my home address" says where to
    return changes_home(turn.understood.text) or bool(memory.asking == SKILL and memory.slot("home"))


def _heard(talk: Talk) -> Slots:
    """The parts of an address in a message; who says who they are names none."""
    before = dict(talk.memory.slots) if talk.memory.asking == SKILL else {}
    if talk.memory.asked == "identity" or talk.turn.understood.reply:
        return ()
    told = dict(talk.turn.understood.told)
    parts = {name: told[name] for name in PARTS if name in told}
    is_answer = talk.memory.asked == ASKED and talk.memory.asking == SKILL
    parts |= address_in(talk.text, before if is_answer else {}, is_answer=is_answer) or _bare(talk)
    parts = {name: value for name, value in parts.items() if value != before.get("order_id")}
    if "line1" in parts and {"city", "postcode"} & {*parts}:  # another address, not more of the one before
        parts = dict.fromkeys(PARTS, "") | parts
    if _is_of_home(talk.turn):
        parts["home"] = "yes"
    return tuple(parts.items())


def _bare(talk: Talk) -> Parts:
    """A whole address in place of a yes to another."""
    asked = talk.memory.asking == SKILL and talk.memory.asked == CONFIRM
    found = address_in(talk.text, {}, is_answer=True) if asked else {}
    return found if "line1" in found and {"city", "postcode"} & {*found} else {}


def _told(talk: Talk) -> dict[str, str]:
    return {name: value for name, value in talk.memory.slots if name in PARTS and value}


def _meant(talk: Talk, present: Address, home: Address) -> Address | None:
    """The address that all messages together name; None if none does."""
    told = _told(talk)
    if not told and means_home(talk.memory.slot("said")):
        return home
    if not told:
        return None
    return completed({**stays(talk.memory.slot("said"), present), **told}, present)


def _planned(talk: Talk, order: Order) -> Asked:
    customer = talk.desk.customer(talk.memory.identity)
    address = _meant(talk, order.address, customer.address)
    proof = [of_address(order.address, order.id), of_address(customer.address)]
    if address is None:
        return _where(talk, proof, order, PARTS)
    missing = lacking(address, talk.desk.policy.address.required)
    if missing:
        return _where(talk, proof, order, missing)
    if address == order.address:
        same = talk.say("same_address", proof, order=order.id, address=one_line(address))
        return talk.step([same], why_not="same_address")
    return ModifyAddress(order.id, address), proof, talk.memory.slots


def _where(talk: Talk, proof: Sequence[Evidence], order: Order, missing: Sequence[str]) -> Step:
    """The question for the whole address, or for the parts that are missing."""
    because = [of_order(order, talk.turn.understood.language), *proof]
    if missing == PARTS:
        address = one_line(order.address)
        asked = talk.say("which_address", because, order=order.id, address=address)
        home = talk.desk.customer(talk.memory.identity).address
        replies = [talk.reply("reply_home")] if home != order.address else []
        return talk.step([asked], asked=ASKED, slots=talk.memory.slots, suggestions=replies)
    told = one_line(Address(**_told(talk)))
    asked = talk.say("which_parts", [_heard_of(talk)], told=told, parts=_named(talk, missing))
    return talk.step([asked], asked=ASKED, slots=talk.memory.slots)


def _heard_of(talk: Talk) -> Evidence:
    """What the shopper said of it, in all turns."""
    return Evidence("asked", f"turn:{len(talk.memory.turns)}", talk.memory.slot("said"))


def _named(talk: Talk, missing: Sequence[str]) -> str:
    *first, last = (talk.reply(f"part_{name}") for name in missing)
    if talk.turn.understood.language == "zh":
        return "、".join((*first, last))
    return f"{', '.join(first)} and {last}" if first else last


def _of_home(talk: Talk) -> Step:
    """The address that the shop keeps; orders keep theirs."""
    customer = talk.desk.customer(talk.memory.identity)
    proof = [of_address(customer.address)]
    address = _meant(talk, customer.address, customer.address)
    if address is None or (missing := lacking(address, talk.desk.policy.address.required)):
        return _home_asked(talk, customer, PARTS if address is None else missing)
    if address == customer.address:
        return talk.step([talk.say("same_home", proof, address=one_line(address))], why_not="same_address")
    keep = talk.say("orders_keep", proof)
    try:
        return proposed(talk, ModifyHome(address), "modify_home", proof, talk.memory.slots, more=[keep])
    except Refused as refusal:
        return talk.refused(refusal, proof, rule="modify_home")


def _home_asked(talk: Talk, customer: Customer, missing: Sequence[str]) -> Step:
    name = "which_home" if missing == PARTS else "which_parts"
    proof = [of_address(customer.address) if missing == PARTS else _heard_of(talk)]
    asked = talk.say(
        name,
        proof,
        address=one_line(customer.address),
        told=one_line(Address(**_told(talk))),
        parts=_named(talk, missing),
    )
    return talk.step([asked], asked=ASKED, slots=talk.memory.slots)


ACT = Act(SKILL, ("modify_address",), _planned, _heard)


def build(options: Options) -> Skill:
    """The skill."""
    return ChangeAddress()
