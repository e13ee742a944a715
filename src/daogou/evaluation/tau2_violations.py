"""Calls that break exactly one rule of tau2-bench's retail policy, made from calls that break none.

Each starts from a call that solves a task, in the state in which it is made, and changes one thing: the call,
who makes it, or the state. The rule that it breaks is known from what was changed, not from running anything.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from daogou.evaluation.tau2 import Call, Record
from daogou.evaluation.tau2_bases import Base, with_arguments, with_method, with_order
from daogou.evaluation.tau2_reference import after
from daogou.guide.service.refusals import Reason

CARD, GIFT_CARD = (
    "credit_card_0000001",
    "gift_card_0000001",
)  # given to customers here; no id of theirs is alike
UNWANTED = ("found it cheaper", "arrives too late", "changed my mind", "wrong colour", "just because")
SWAPS = ("modify_pending_order_items", "exchange_delivered_order_items")
PENDING = ("cancel_pending_order", "modify_pending_order_items", "modify_pending_order_address")
DELIVERED = ("return_delivered_order_items", "exchange_delivered_order_items")


@dataclass(frozen=True)
class Variant:
    """``base`` is allowed, ``broken`` is not, for that reason alone."""

    kind: str
    base: Base
    broken: Base
    reason: Reason


Breaker = Callable[[Base, Random], Base | None]


def variants_of(bases: Sequence[Base], count: int, seed: int) -> Iterator[Variant]:
    """So many, every kind of violation as often as the others."""
    random = Random(seed)
    for number in range(count):
        kind = list(BREAKERS)[number % len(BREAKERS)]
        reason, breaker = BREAKERS[kind]
        while True:
            base = random.choice(bases)
            broken = breaker(base, random)
            if broken is not None:
                yield Variant(kind, base, broken, reason)
                break


def _gift_card(balance: float) -> Record:
    return {"source": "gift_card", "id": GIFT_CARD, "balance": round(balance, 2)}


def _wrong_status(base: Base, random: Random) -> Base | None:
    if base.call.name in PENDING:
        return with_order(base, status=random.choice(("processed", "delivered", "cancelled")))
    if base.call.name == "exchange_delivered_order_items":
        return with_order(base, status=random.choice(("pending", "processed", "cancelled")))
    return None


def _return_not_delivered(base: Base, random: Random) -> Base | None:
    if base.call.name != "return_delivered_order_items":
        return None
    return with_order(base, status=random.choice(("pending", "processed", "cancelled")))


def _other_owner(base: Base, random: Random) -> Base | None:
    others = [user for user in base.db["users"] if user != base.user_id]
    return replace(base, user_id=random.choice(others)) if base.order else None


def _other_customer(base: Base, random: Random) -> Base | None:
    others = [user for user in base.db["users"] if user != base.user_id]
    return None if base.order else replace(base, user_id=random.choice(others))


def _not_identified(base: Base, random: Random) -> Base | None:
    return replace(base, user_id=None)


def _unknown_order(base: Base, random: Random) -> Base | None:
    return (
        with_arguments(base, order_id=f"#W{random.randrange(10**6):06d}") if base.order else None
    )  # theirs have 7


def _item_not_in_order(base: Base, random: Random) -> Base | None:
    item_ids = base.call.arguments.get("item_ids")
    if not item_ids:
        return None
    held = {item["item_id"]: item["product_id"] for item in base.order["items"]}
    place = random.randrange(len(item_ids))
    siblings = base.db["products"][held[item_ids[place]]]["variants"]
    strangers = sorted(set(siblings) - set(held) - set(base.call.arguments.get("new_item_ids", ())))
    return (
        with_arguments(base, item_ids=_replaced(item_ids, place, random.choice(strangers)))
        if strangers
        else None
    )


def _too_many_pieces(base: Base, random: Random) -> Base | None:
    """One piece more than the order holds."""
    given = base.call.arguments
    if "item_ids" not in given:
        return None
    place = random.randrange(len(given["item_ids"]))
    copies = 1 + sum(item["item_id"] == given["item_ids"][place] for item in base.order["items"])
    more = {key: [*given[key], *[given[key][place]] * copies] for key in _pairs(given)}
    return with_arguments(base, **more)


def _no_items(base: Base, random: Random) -> Base | None:
    given = base.call.arguments
    return with_arguments(base, **{key: [] for key in _pairs(given)}) if "item_ids" in given else None


def _counts_differ(base: Base, random: Random) -> Base | None:
    new = base.call.arguments.get("new_item_ids")
    if not new:
        return None
    return with_arguments(base, new_item_ids=random.choice((new[:-1], [*new, new[0]])))


def _other_product(base: Base, random: Random) -> Base | None:
    return _new_item(base, random, lambda own, other, old: other)


def _unavailable(base: Base, random: Random) -> Base | None:
    def gone(own: Record, other: Sequence[str], old: str) -> list[str]:
        return [key for key, variant in own.items() if not variant["available"] and key != old]

    return _new_item(base, random, gone)


def _unknown_item(base: Base, random: Random) -> Base | None:
    return _new_item(
        base, random, lambda own, other, old: [f"{random.randrange(10**6):06d}"]
    )  # theirs have 10


def _same_item(base: Base, random: Random) -> Base | None:
    return _new_item(base, random, lambda own, other, old: [old])


def _new_item(
    base: Base, random: Random, candidates: Callable[[Record, Sequence[str], str], Sequence[str]]
) -> Base | None:
    """One new item replaced by a candidate: given its product's variants, others' available ones, the old."""
    given = base.call.arguments
    if base.call.name not in SWAPS or given["payment_method_id"].startswith("gift_card"):
        return None  # a dearer item might be more than the gift card holds: two rules broken
    place = random.randrange(len(given["item_ids"]))
    old = given["item_ids"][place]
    product_id = next(item["product_id"] for item in base.order["items"] if item["item_id"] == old)
    products: Mapping[str, Any] = base.db["products"]
    other = [
        key
        for product in products.values()
        if product["product_id"] != product_id
        for key, variant in product["variants"].items()
        if variant["available"]
    ]
    found = candidates(products[product_id]["variants"], other, old)
    if not found:
        return None
    return with_arguments(base, new_item_ids=_replaced(given["new_item_ids"], place, random.choice(found)))


def _gift_card_too_low(base: Base, random: Random) -> Base | None:
    """A gift card with up to 10 less than what the new items cost more, or than the order's whole total."""
    if base.call.name in SWAPS:
        need = _difference(base)
        if need < 0.01:
            return None
        short = min(need, random.choice((0.01, 0.5, 10)))
        return with_arguments(with_method(base, _gift_card(need - short)), payment_method_id=GIFT_CARD)
    if base.call.name in PENDING:
        total = sum(item["price"] for item in base.order["items"])
        return _paying(with_method(base, _gift_card(total - random.choice((0.01, 0.5, 10)))), GIFT_CARD)
    return None


def _difference(base: Base) -> float:
    given = base.call.arguments
    items = {item["item_id"]: item for item in base.order["items"]}
    products = base.db["products"]
    pairs = list(zip(given["item_ids"], given["new_item_ids"], strict=True))
    new = [products[items[old]["product_id"]]["variants"][fresh]["price"] for old, fresh in pairs]
    difference: float = round(sum(new) - sum(items[old]["price"] for old, _ in pairs), 2)
    return difference


def _foreign_method(base: Base, random: Random) -> Base | None:
    if "payment_method_id" not in base.call.arguments:
        return None
    users = [user for user in base.db["users"].values() if user["user_id"] != base.user_id]
    methods = sorted(random.choice(users)["payment_methods"])
    strange = [method for method in methods if method not in base.user["payment_methods"]]
    return with_arguments(base, payment_method_id=random.choice(strange)) if strange else None


def _refund_elsewhere(base: Base, random: Random) -> Base | None:
    """To a card of the user with which the order was not paid."""
    if base.call.name != "return_delivered_order_items":
        return None
    card = {"source": "credit_card", "id": CARD, "brand": "visa", "last_four": "0001"}
    return with_arguments(with_method(base, card), payment_method_id=CARD)


def _reason_not_allowed(base: Base, random: Random) -> Base | None:
    return with_arguments(base, reason=random.choice(UNWANTED)) if base.call.name == PENDING[0] else None


def _same_payment(base: Base, random: Random) -> Base | None:
    if base.call.name not in PENDING or len(base.order["payment_history"]) != 1:
        return None
    original = base.order["payment_history"][0]["payment_method_id"]
    balance = round(sum(item["price"] for item in base.order["items"]), 2)
    paid_by_gift = original.startswith("gift_card")
    rich = {**base.user["payment_methods"][original], "balance": balance} if paid_by_gift else None
    return _paying(with_method(base, rich) if rich else base, original)


def _paying(base: Base, method_id: str) -> Base:
    arguments = {"order_id": base.order["order_id"], "payment_method_id": method_id}
    return replace(base, call=Call("modify_pending_order_payment", arguments))


def _second_request(base: Base, random: Random) -> Base | None:
    """A return or an exchange once more."""
    return _done(base) if base.call.name in DELIVERED else None


def _after_items_modified(base: Base, random: Random) -> Base | None:
    """Cancelling, another address or other items, after the items were modified."""
    if base.call.name != "modify_pending_order_items":
        return None
    done, order_id = _done(base), base.order["order_id"]
    address = {"order_id": order_id, **base.user["address"]}
    back = {"item_ids": base.call.arguments["new_item_ids"], "new_item_ids": base.call.arguments["item_ids"]}
    return replace(
        done,
        call=random.choice(
            (
                Call("cancel_pending_order", {"order_id": order_id, "reason": "no longer needed"}),
                Call("modify_pending_order_address", address),
                Call(base.call.name, {**base.call.arguments, **back}),
            )
        ),
    )


def _second_payment(base: Base, random: Random) -> Base | None:
    """Paid with a gift card, then to be paid with a new card."""
    if base.call.name not in PENDING or len(base.order["payment_history"]) != 1:
        return None
    card = {"source": "credit_card", "id": CARD, "brand": "visa", "last_four": "0001"}
    total = sum(item["price"] for item in base.order["items"])
    return _paying(_done(_paying(with_method(with_method(base, card), _gift_card(total)), GIFT_CARD)), CARD)


def _done(base: Base) -> Base:
    given = base.call.arguments
    return replace(base, db=after(base.db, str(base.user_id), base.call.name, given))


def _pairs(given: Record) -> list[str]:
    return [key for key in ("item_ids", "new_item_ids") if key in given]


def _replaced(items: Sequence[str], place: int, new: str) -> list[str]:
    return [*items[:place], new, *items[place + 1 :]]


BREAKERS: Mapping[str, tuple[Reason, Breaker]] = {
    "wrong_status": ("wrong_status", _wrong_status),
    "return_not_delivered": ("wrong_status", _return_not_delivered),
    "other_owner": ("not_own_order", _other_owner),
    "other_customer": ("other_customer", _other_customer),
    "not_identified": ("not_identified", _not_identified),
    "unknown_order": ("unknown_order", _unknown_order),
    "item_not_in_order": ("item_not_in_order", _item_not_in_order),
    "too_many_pieces": ("item_not_in_order", _too_many_pieces),
    "no_items": ("no_items", _no_items),
    "counts_differ": ("counts_differ", _counts_differ),
    "other_product": ("other_product", _other_product),
    "unavailable": ("not_available", _unavailable),
    "unknown_item": ("unknown_item", _unknown_item),
    "same_item": ("same_item", _same_item),
    "gift_card_too_low": ("gift_card_too_low", _gift_card_too_low),
    "foreign_method": ("not_own_payment_method", _foreign_method),
    "refund_elsewhere": ("refund_not_there", _refund_elsewhere),
    "reason_not_allowed": ("reason_not_allowed", _reason_not_allowed),
    "same_payment": ("same_payment_method", _same_payment),
    "second_request": ("already_changed", _second_request),
    "after_items_modified": ("already_changed", _after_items_modified),
    "second_payment": ("already_changed", _second_payment),
}
