"""What a language model says beside the skill that it calls, checked before anything is done with it.

A model may have been lied to, or lie. So nothing is believed that the shop, the order book or the shopper's
own words do not hold: values of the shop's closed vocabulary, places in the list shown, numbers and addresses
that the shopper wrote, orders of who was identified. Where words tell something themselves, they count alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from daogou.core.query import Constraint
from daogou.guide.floor import Floor
from daogou.guide.heard_conditions import conditions
from daogou.guide.language_models import Call
from daogou.guide.memory import Memory
from daogou.guide.service.refusals import Refused
from daogou.guide.service.wording import ware_name
from daogou.guide.skill_parameters import CHANGES, LONGEST, METHODS, PARAMETERS, PARTS, PLACES
from daogou.guide.understood import Change, Understood
from daogou.language.normalise import normalise


@dataclass(frozen=True)
class Given:
    """The arguments of a call; ``refused`` gathers the names of those that are not believed."""

    skill: str
    values: Mapping[str, Any]
    refused: list[str] = field(default_factory=list)

    def value(self, name: str) -> object:
        """As given, None where the skill does not take it."""
        return self.values.get(name) if name in PARAMETERS.get(self.skill, ()) else None

    def text(self, name: str) -> str:
        """A printable text of bounded length, "" if it is not given or none."""
        value = self.value(name)
        if isinstance(value, str) and len(value) <= LONGEST and value.isprintable():
            return value.strip()
        return "" if value is None else self.refuse(name)

    def texts(self, name: str) -> list[str]:
        """A short list of such texts, empty if it is none."""
        value = self.value(name)
        if isinstance(value, list) and len(value) <= PLACES:
            texts = [one.strip() for one in value if isinstance(one, str) and len(one) <= LONGEST]
            if len(texts) == len(value):
                return [one for one in texts if one]
        if value is not None:
            self.refuse(name)
        return []

    def refuse(self, name: str) -> str:
        """Not believed."""
        if name not in self.refused:
            self.refused.append(name)
        return ""


def believed(
    call: Call, understood: Understood, memory: Memory, floor: Floor
) -> tuple[Understood, tuple[str, ...]]:
    """What was understood with what is believed of the call beside it, and the names of what is not."""
    taken = PARAMETERS.get(call.name, ())
    given = Given(call.name, call.arguments, [str(one) for one in call.arguments if one not in taken])
    positions = _positions(given, memory)
    heard = replace(
        understood,
        read=(*understood.read, *_conditions(given, understood, floor)),
        references=understood.references or positions,
        unresolved=understood.unresolved and not positions,
        change=understood.change or _change(given),
        order_ids=understood.order_ids or _order(given, understood, memory, floor),
        told=(*_pieces(given, memory, floor), *_told(given, understood)),
    )
    return heard, tuple(given.refused)


def _conditions(given: Given, understood: Understood, floor: Floor) -> tuple[Constraint, ...]:
    searches = "query" in PARAMETERS.get(given.skill, ())
    return conditions(given, understood, floor.shop) if searches else ()


def _positions(given: Given, memory: Memory) -> tuple[str, ...]:
    value, shown = given.value("positions"), memory.shown
    if value is None:
        return ()
    places = value if isinstance(value, list) else [value]
    there = [one for one in places if type(one) is int and 1 <= one <= len(shown)]
    if len(there) < len(places) or len(places) > PLACES:
        given.refuse("positions")
        return ()
    return tuple(dict.fromkeys(shown[one - 1] for one in there))


def _change(given: Given) -> Change:
    value = given.text("change")
    return cast(Change, value if value in CHANGES or not value else given.refuse("change"))


def _order(given: Given, understood: Understood, memory: Memory, floor: Floor) -> tuple[str, ...]:
    """An order that the shopper named in this conversation, or one of theirs once they are known."""
    value = given.text("order_id").lstrip("#")
    if not value:
        return ()
    spoken = (understood.text, *(one.text for one in memory.turns if one.by == "shopper"))
    if any(stands(value, text) for text in spoken) or _owns(value, memory, floor):
        return (value,)
    given.refuse("order_id")
    return ()


def _owns(order_id: str, memory: Memory, floor: Floor) -> bool:
    try:
        return memory.identity is not None and bool(floor.desk().order(memory.identity, order_id))
    except Refused:
        return False


def _pieces(given: Given, memory: Memory, floor: Floor) -> tuple[tuple[str, str], ...]:
    """Pieces of the shopper's own orders, by the names under which they were told."""
    names = given.texts("pieces")
    if not names:
        return ()
    known = {
        name: line.sku
        for order in (floor.desk().orders(memory.identity) if memory.identity else [])
        for line in order.lines
        for name in map(normalise, (line.sku, line.name, ware_name(line.name, line.options)))
    }
    found = [known[normalise(name)] for name in names if normalise(name) in known]
    if len(found) < len(names):
        given.refuse("pieces")
    return (("pieces", ",".join(found)),) if found else ()


def _told(given: Given, understood: Understood) -> list[tuple[str, str]]:
    """What skills ask for that is no condition, by the name of the slot; skills check it against the book."""
    told = []
    if query := given.text("query"):
        told.append(("query", query))  # it can only leave words of the message away
    if given.skill == "exchange":
        told += [(name, given.text(name)) for name in ("size", "colour")]
    method = given.text("method")
    if method and method not in METHODS:
        given.refuse("method")
    elif method:
        told.append(("method", method.replace("_", " ")))
    for name in PARTS:
        part = given.text(name)
        if part and not stands(part, understood.text):  # an address is what the shopper wrote
            given.refuse(name)
        elif part:
            told.append((name, part))
    return [one for one in told if one[1]]


def stands(part: str, text: str) -> bool:
    """Whether a text holds a part as whole words or numbers."""
    said, wanted = (" ".join(normalise(one).split()) for one in (text, part))
    return bool(wanted and re.search(rf"(?<![a-z0-9]){re.escape(wanted)}(?![a-z0-9])", said))
