"""How often a guide does at each turn of a conversation what a good clerk does."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from daogou.evaluation.journeys import Conversation, Turn

ALL = "all"
STRICTLY = "all nothing near"  # what comes closest, and says what it lacks, counts as wrong, too
_OF_ORDERS = ("address", "payment")
_TOLD_APART = frozenset({"focus", "pending", "cart", "status", *_OF_ORDERS})


@dataclass
class Reply:
    """An answer, and how things stand after it.

    ``filters``: kind -> concept ids (``excluded`` -> such a mapping), prices as numbers; ``focus``: place in
    the last list, from "1"; ``pending``: ``"cancel:1002"`` or ""; ``evidence``: as in the files; ``outside``:
    how many ``cards`` do not meet the filters; ``labelled``: how many of those say
    beside them what they do not meet; ``orders``: id -> status; ``cart``: lines; ``details``: of
    orders: ``address.1002`` -> its first line, ``payment.1002`` -> how it is paid.
    """

    skill: str
    filters: Mapping[str, object]
    focus: str
    pending: str
    evidence: Sequence[str]
    cards: Sequence[str]
    outside: int
    orders: Mapping[str, str]
    cart: int
    details: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    labelled: int = field(default=0, kw_only=True)


class Guide(Protocol):
    """One conversation with a guide, its orders laid out."""

    def answer(self, says: str, picture: str) -> Reply:
        """To a message; ``picture``: the product whose picture comes with it, "" for none."""
        ...


@dataclass(frozen=True, slots=True)
class Marks:
    """What was right at a turn; ``nothing_near``: nor was a card shown that says what it does not meet,
    where only what meets everything was expected."""

    language: str
    skill: bool
    state: bool
    evidence: bool
    nothing_near: bool

    @property
    def right(self) -> bool:
        """All three."""
        return self.skill and self.state and self.evidence


def play(conversation: Conversation, guide: Guide) -> list[Marks]:
    """Every turn in order, whatever went wrong before."""
    marks: list[Marks] = []
    before: Reply | None = None
    for turn in conversation.turns:
        reply = guide.answer(turn.says, turn.picture)
        marks.append(marked(turn, reply, before, conversation))
        before = reply
    return marks


def marked(turn: Turn, reply: Reply, before: Reply | None, conversation: Conversation) -> Marks:
    """One turn; ``before``: the reply before it, None at the first."""
    orders = before.orders if before else {order.id: order.status for order in conversation.orders}
    changed = dict(orders) != dict(reply.orders) or reply.cart != (before.cart if before else 0)
    changed = changed or (before is not None and dict(before.details) != dict(reply.details))
    state = state_holds(turn, reply) and not ("change" in turn.never and changed)
    told_of_orders = "order" in turn.never and any(one.split(":")[0] == "order" for one in reply.evidence)
    return Marks(
        language=conversation.language,
        skill=reply.skill in turn.skill,
        state=state and not ("outside" in turn.never and reply.outside > reply.labelled),
        evidence=evidence_given(turn.evidence, reply.evidence) and not told_of_orders,
        nothing_near=not ("outside" in turn.never and reply.outside > 0),
    )


def state_holds(turn: Turn, reply: Reply) -> bool:
    """Whether all that is expected of filters, focus, a waiting change, cart and orders holds."""
    wanted = turn.state
    filters = {kind: value for kind, value in wanted.items() if kind not in _TOLD_APART}
    statuses = wanted.get("status", {})
    assert isinstance(statuses, Mapping)
    return (
        _within(filters, reply.filters)
        and not any(reply.filters.get(kind) for kind in turn.gone)
        and all(reply.orders.get(order) == status for order, status in statuses.items())
        and _of_orders(wanted, reply)
        and all(
            getattr(reply, name) == wanted[name] for name in ("focus", "pending", "cart") if name in wanted
        )
    )


def _of_orders(wanted: Mapping[str, object], reply: Reply) -> bool:
    """Whether addresses and payments are as expected."""
    for name in _OF_ORDERS:
        told = wanted.get(name, {})
        assert isinstance(told, Mapping)
        if any(reply.details.get(f"{name}.{order}") != value for order, value in told.items()):
            return False
    return True


def _within(wanted: Mapping[str, object], filters: Mapping[str, object]) -> bool:
    return all(_meets(value, filters.get(kind)) for kind, value in wanted.items())


def _meets(wanted: object, found: object) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and _within(wanted, found)
    if isinstance(wanted, list):
        return isinstance(found, Iterable) and not set(wanted).isdisjoint(found)
    return found == wanted


def evidence_given(wanted: Iterable[str], found: Iterable[str]) -> bool:
    """Whether some evidence is of a wanted kind (``attribute``) or the very one (``attribute:material``)."""
    choices = set(wanted)
    return not choices or any(one in choices or one.split(":")[0] in choices for one in found)


def shares(
    conversations: Iterable[Conversation], opened: Callable[[Conversation], Guide]
) -> dict[str, float]:
    """``shares_of`` all turns of the conversations."""
    return shares_of([mark for one in conversations for mark in play(one, opened(one))])


def shares_of(marks: Sequence[Marks]) -> dict[str, float]:
    """``all``, its three parts, ``STRICTLY``, and ``all en`` …: shares of the turns, 0 to 1."""
    found = {
        ALL: _share([mark.right for mark in marks]),
        "skill": _share([mark.skill for mark in marks]),
        "state": _share([mark.state for mark in marks]),
        "evidence": _share([mark.evidence for mark in marks]),
        STRICTLY: _share([mark.right and mark.nothing_near for mark in marks]),
    }
    for language in sorted({mark.language for mark in marks}):
        found[f"{ALL} {language}"] = _share([mark.right for mark in marks if mark.language == language])
    return found


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0
