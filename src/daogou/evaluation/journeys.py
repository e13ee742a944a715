"""Scripted conversations on the demo shop, and what a good clerk does at each turn.

``data/journeys/told.toml`` is for developing, ``kept.toml`` is looked at by nobody until the end;
``third.toml`` to ``ninth.toml`` and ``changes.toml`` (orders not yet sent) are to develop with, too. A
file is a list of ``[[conversation]]``: ``name``; ``language``; ``customer``, who is signed in (``mei``: Mei
Chen, mei@example.com; ``tom``: Tom Baker, tom@example.com; none: a visitor); ``orders``, each with id,
customer, status, days_ago (since delivery, else since it was placed), payment and ``lines``: a search each,
whose first product was bought; and ``turns``. A turn has what is said (``says``) with a picture
(``picture``: the product whose picture it is), and expects

- ``skill``: one of these;
- ``state``: after the turn. Filters by kind (``colour = ["navy", "blue"]``: one of these; ``excluded.colour``
  likewise), ``max_price`` and ``min_price`` in the shop's currency, ``focus`` (``"2"``: the second product of
  the last list), ``pending`` (``"cancel:1002"``; ``""``: none), ``cart`` (lines), ``status.1002``,
  ``address.1002`` (its first line), ``payment.1002``;
- ``gone``: kinds of filter that must no longer hold;
- ``evidence``: some evidence of the answer is one of these: ``product``, ``attribute`` or
  ``attribute:material``, ``review``, ``graph``, ``policy:returns``, ``order:1002``; none listed: any will do;
- ``never``: ``change`` (an order or the cart changes), ``outside`` (a card outside the filters), ``order``
  (evidence from the order book).
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from daogou.core.errors import BadInput

FILES = ("told", "kept")
SKILLS = frozenset(
    (
        "find",
        "refine",
        "compare",
        "advise",
        "explain",
        "ask_product",
        "ask_policy",
        "cart",
        "order_status",
        "cancel",
        "return_order",
        "exchange",
        "complaint",
        "hand_over",
        "small_talk",
        "out_of_scope",
        "clarify",
    )
)
SINCE = frozenset({"change_address", "change_payment"})  # the files were written before these
NEVER = frozenset({"change", "outside", "order"})
_EXPECTED = {"says", "picture", "skill", "state", "gone", "evidence", "never"}


@dataclass(frozen=True, slots=True)
class Bought:
    """An order that exists before the conversation."""

    id: str
    customer: str
    status: str
    days_ago: int
    payment: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said and what is expected; see the module."""

    says: str
    skill: frozenset[str]
    picture: str = ""
    state: Mapping[str, object] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Conversation:
    """``customer``: who is signed in, "" for a visitor."""

    name: str
    language: str
    turns: Sequence[Turn]
    customer: str = ""
    orders: Sequence[Bought] = ()


def journeys(name: str) -> list[Conversation]:
    """The conversations of one of ``FILES``.

    Raises:
        BadInput: an unknown field, skill or ``never``.
    """
    source = files("daogou.evaluation") / "data" / "journeys" / f"{name}.toml"
    return [
        _conversation(entry) for entry in tomllib.loads(source.read_text(encoding="utf-8"))["conversation"]
    ]


def _conversation(entry: dict[str, object]) -> Conversation:
    orders, turns = entry.pop("orders", []), entry.pop("turns")
    assert isinstance(orders, list)
    assert isinstance(turns, list)
    return Conversation(
        name=str(entry["name"]),
        language=str(entry["language"]),
        customer=str(entry.get("customer", "")),
        orders=[Bought(**order) for order in orders],
        turns=[turn_from(turn) for turn in turns],
    )


def turn_from(entry: Mapping[str, object]) -> Turn:
    """A turn as the file spells it.

    Raises:
        BadInput: an unknown field, skill or ``never``.
    """
    skill, never = _names(entry, "skill"), _names(entry, "never")
    wrong = (entry.keys() - _EXPECTED) | (skill - SKILLS - SINCE) | (never - NEVER)
    if wrong or not skill:
        raise BadInput(
            f"A turn cannot be read: {entry}.", hint=f"Wrong in it: {sorted(wrong) or 'no skill'}."
        )
    state = entry.get("state", {})
    assert isinstance(state, dict)
    gone, evidence = _names(entry, "gone"), _names(entry, "evidence")
    says, picture = str(entry.get("says", "")), str(entry.get("picture", ""))
    return Turn(says, skill, picture, state, gone, evidence, never)


def _names(entry: Mapping[str, object], field: str) -> frozenset[str]:
    found = entry.get(field, [])
    assert isinstance(found, list)
    return frozenset(map(str, found))
