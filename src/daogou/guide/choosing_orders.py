"""Which order a message speaks of."""

import re
from collections.abc import Sequence
from dataclasses import replace

from daogou.core.query import Constraint
from daogou.guide.answer import Statement
from daogou.guide.choosing_lines import named_lines
from daogou.guide.floor import Floor
from daogou.guide.identity import postcode_in
from daogou.guide.memory import Memory
from daogou.guide.order_evidence import of_order
from daogou.guide.replies import order_ids
from daogou.guide.service.refusals import Refused
from daogou.guide.service.things import Order
from daogou.guide.service.wording import order_told
from daogou.guide.service_talk import Slots, Talk
from daogou.guide.step import Step, Turn
from daogou.language.normalise import normalise

_THE_OTHER = re.compile(r"另外?一[单个]|\bthe other (?:order|one)\b|\bmy other order\b")
LISTED = 6  # orders in an answer that asks which


def told_order(talk: Talk) -> str:
    """The order that the message names, or was named while it was asked who speaks; "" if none."""
    before = talk.memory.slot("order_id")
    ids = talk.turn.understood.order_ids
    if talk.memory.asked == "identity":
        postcode = postcode_in(talk.text)
        ids = tuple(one for one in ids if one != postcode and not before)
    return ids[0] if ids else before


def without_numbers(turn: Turn, floor: Floor, others: str) -> Turn:
    """The turn without numbers of something else, postcodes and cards, that no order of the customer has."""
    found = turn.understood.order_ids
    strange = [one for one in found if one in others]
    if not strange:
        return turn
    identity = turn.memory.identity
    own = {order.id for order in floor.desk().orders(identity)} if identity else set()
    kept = tuple(one for one in found if one not in strange or one in own)
    return replace(turn, understood=replace(turn.understood, order_ids=kept))


def chosen_order(talk: Talk, statuses: Sequence[str], slots: Slots = ()) -> Order | Step:
    """The order, or the question which; ``statuses``: of the orders that may be meant, empty: any."""
    identity = talk.memory.identity
    theirs = talk.desk.orders(identity)
    if now := _named_now(talk, theirs):
        return now
    if order_id := told_order(talk):
        try:
            return talk.desk.order(identity, order_id)
        except Refused as refusal:
            return talk.refused(refusal)
    last = last_order(talk.memory)
    others = [order for order in theirs if order.id != last]
    if last and len(others) == 1 and _THE_OTHER.search(normalise(talk.text)):
        return others[0]
    if spoken := _spoken_of(talk.memory, theirs):
        return spoken
    fitting = [order for order in theirs if not statuses or order.status in statuses]
    named = [order for order in fitting if named_lines(talk, order, only_named=True)]
    if len(named) == 1 or len(fitting) == 1:
        return (named if len(named) == 1 else fitting)[0]
    if len(theirs) == 1:
        return theirs[0]  # what cannot be done with it is said
    return _which(talk, named or fitting or theirs, slots)


def _named_now(talk: Talk, theirs: Sequence[Order]) -> Order | None:
    """The only order that a piece named in this message is in, where no number is: "the belt, too"."""
    if talk.turn.understood.order_ids or len(theirs) < 2:
        return None
    named = [order for order in theirs if named_lines(talk, order, only_named=True)]
    kinds = [one for one in talk.turn.understood.read if one.field == "category" and not one.excluded]
    if not named and kinds:  # "belt" of what is sold as a waistband
        named = [order for order in theirs if _has_one(talk, order, kinds)]
    return named[0] if len(named) == 1 else None


def _has_one(talk: Talk, order: Order, kinds: Sequence[Constraint]) -> bool:
    shop = talk.floor.shop
    return any(shop.meets(line.product_id, kind) for line in order.lines for kind in kinds)


def last_order(memory: Memory) -> str:
    """The order that was spoken of last: of what waits, of what was told, of what was asked."""
    if memory.pending and memory.pending.proposal:
        return str(getattr(memory.pending.proposal.request, "order_id", ""))
    told = (one.source[6:].partition("#")[0] for one in memory.rested_on if one.source.startswith("order:"))
    asked = (
        found for said in reversed(memory.turns) if said.by == "shopper" for found in order_ids(said.text)
    )
    return next((one for one in (*told, *asked) if one and one != "desk"), "")


def _spoken_of(memory: Memory, theirs: Sequence[Order]) -> Order | None:
    last = last_order(memory)
    told = [one.source for one in memory.rested_on if one.kind == "order"]
    if len({one.partition("#")[0] for one in told if one != "order:desk"}) > 1:
        return None  # a list was told: which of them is to be asked
    return next((order for order in theirs if order.id == last), None)


def _which(talk: Talk, orders: Sequence[Order], slots: Slots) -> Step:
    if not orders:
        return talk.step([talk.say("no_orders")], why_not="no_orders")
    language = talk.turn.understood.language
    newest = list(orders)[::-1][:LISTED]
    says = [Statement(order_told(order, language), (of_order(order, language),)) for order in newest]
    suggestions = [order.id for order in newest]
    return talk.step([*says, talk.say("which_order")], asked="order_id", slots=slots, suggestions=suggestions)
