"""The questions that several rules ask; each raises Refused with its own reason."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from daogou.guide.service.book import View
from daogou.guide.service.policy import Policy
from daogou.guide.service.refusals import Refused
from daogou.guide.service.things import Action, Address, Customer, Line, Method, Order, Status, Ware
from daogou.guide.service.wording import joined, money, status_words

# what a changed order was before: who asks for that is told so
BEFORE: Mapping[Status, Status] = {
    "modified": "pending",
    "return_requested": "delivered",
    "exchange_requested": "delivered",
}


@dataclass(frozen=True, slots=True)
class Case:
    """Who asks, when, of which book, under which rules."""

    view: View
    policy: Policy
    customer: Customer
    now: datetime


def own_order(case: Case, order_id: str) -> Order:
    """That order, if it is the customer's."""
    order = case.view.order(order_id)
    if order is None:
        raise Refused("unknown_order", order=order_id)
    if order.customer_id != case.customer.id:
        raise Refused("not_own_order", order=order_id)
    return order


def check_status(order: Order, allowed: Sequence[Status]) -> None:
    """Whether something may be done with the order as it stands."""
    if not allowed:
        raise Refused("not_offered")
    if order.status in allowed:
        return
    if BEFORE.get(order.status) in allowed:
        raise Refused("already_changed", order=order.id)
    named = [status for status in allowed if BEFORE.get(status) not in allowed]  # pending says modified, too
    wanted = joined([status_words(status) for status in named])
    raise Refused("wrong_status", order=order.id, status=status_words(order.status), wanted=wanted)


def check_times(order: Order, action: Action, times: int) -> None:
    """Whether it was not yet done as often as it may be; 0: any number of times."""
    if times and order.done.count(action) >= times:
        raise Refused("already_changed", order=order.id)


def check_days(case: Case, order: Order, days: int) -> None:
    """Whether the order was delivered no longer ago than that; 0: whenever."""
    if not days:
        return
    if order.delivered_at is None:
        raise Refused("delivery_date_unknown", order=order.id)
    if case.now - order.delivered_at > timedelta(days=days):
        raise Refused("too_late", days=str(days))


def lines_of(order: Order, skus: Sequence[str]) -> list[int]:
    """The places of those pieces in the order, each place once."""
    if not skus:
        raise Refused("no_items")
    free: dict[str, list[int]] = {}
    for place, line in enumerate(order.lines):
        free.setdefault(line.sku, []).append(place)
    places = []
    for sku in skus:
        if not free.get(sku):
            raise Refused("item_not_in_order", order=order.id, item=sku)
        places.append(free[sku].pop(0))
    return places


def check_counts(skus: Sequence[str], new_skus: Sequence[str]) -> None:
    """Whether there is one new piece for each old one."""
    if len(skus) != len(new_skus):
        raise Refused("counts_differ")


def new_wares(
    case: Case, lines: Sequence[Line], new_skus: Sequence[str], *, same_product: bool
) -> list[Ware]:
    """What comes in place of those lines; there is enough of it."""
    wares = [_new_ware(case, line, sku, same_product) for line, sku in zip(lines, new_skus, strict=True)]
    for sku, pieces in Counter(new_skus).items():
        stock = next(ware.stock for ware in wares if ware.sku == sku)
        if stock is not None and stock < pieces:
            raise Refused("not_available", item=sku)
    return wares


def _new_ware(case: Case, line: Line, sku: str, same_product: bool) -> Ware:
    ware = case.view.ware(sku)
    if ware is None:
        raise Refused("unknown_item", item=sku)
    if same_product and ware.product_id != line.product_id:
        raise Refused("other_product", item=sku)
    if sku == line.sku:
        raise Refused("same_item", item=sku)
    return ware


def own_method(case: Case, method_id: str) -> Method:
    """That way to pay, if it is the customer's."""
    method = case.customer.method(method_id)
    if method is None:
        raise Refused("not_own_payment_method", method=method_id)
    return method


def check_balance(method: Method, amount: int, currency: str) -> None:
    """Whether so much can be taken; only gift cards have a limit that we know."""
    if method.balance is not None and method.balance < amount:
        balance, needed = money(method.balance, currency), money(amount, currency)
        raise Refused("gift_card_too_low", method=method.label or method.id, balance=balance, needed=needed)


def check_address(case: Case, address: Address) -> None:
    """Whether a parcel can be sent there."""
    known = {field.name for field in fields(address) if getattr(address, field.name).strip()}
    lacking = [name for name in case.policy.address.required if name not in known]
    if lacking:
        raise Refused("address_incomplete", wanted=", ".join(lacking))
