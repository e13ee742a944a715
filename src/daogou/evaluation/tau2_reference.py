"""tau2-bench's tools once more, straight from the words of policy.md, on their own dictionaries.

Nothing here knows our order book or policy file: what both say alike is not said twice by one hand's mistake
in one place. Money is Decimal. A database is never changed: the calls give a new one.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

Db = Mapping[str, Any]
REASONS = ("no longer needed", "ordered by mistake")


class Forbidden(Exception):
    """The policy does not allow the call."""


def require(holds: bool, rule: str) -> None:
    """Raise Forbidden unless it holds."""
    if not holds:
        raise Forbidden(rule)


def found(db: Db, arguments: Mapping[str, str]) -> str | None:
    """The user that ``find_user_id_by_…`` finds."""
    for user_id, user in db["users"].items():
        name = user["name"]
        mine = {"email": user["email"], "zip": user["address"]["zip"], **name}
        if all(mine[key].casefold() == value.casefold() for key, value in arguments.items()):
            return str(user_id)
    return None


def after(db: Db, user_id: str, tool: str, arguments: Mapping[str, Any]) -> Db:
    """The database after that user's call.

    Raises:
        Forbidden: the policy does not allow it.
    """
    if tool == "modify_user_address":
        require(arguments["user_id"] == user_id, "only help one user per conversation")
        return _with_user(db, user_id, {"address": _address(arguments)})
    require(arguments["order_id"] in db["orders"], "the order exists")
    order = db["orders"][arguments["order_id"]]
    require(order["user_id"] == user_id, "deny any requests for tasks related to any other user")
    if "payment_method_id" in arguments:
        require(arguments["payment_method_id"] in _methods(db, order), "a payment method of the user")
    wanted = "delivered" if "delivered" in tool else "pending"
    require(order["status"] == wanted, f"its status is {wanted!r}")
    act = {
        "cancel_pending_order": _cancel,
        "modify_pending_order_items": _modify_items,
        "modify_pending_order_payment": _modify_payment,
        "modify_pending_order_address": _modify_address,
        "return_delivered_order_items": _return,
        "exchange_delivered_order_items": _exchange,
    }[tool]
    return act(db, order, arguments)


def _cancel(db: Db, order: Db, given: Db) -> Db:
    require(given["reason"] in REASONS, "other reasons are not acceptable")
    total = _total(order)
    # "the total will be refunded via the original payment method immediately if it is gift card"
    method_id = order["payment_history"][-1 if len(order["payment_history"]) == 1 else -2][
        "payment_method_id"
    ]
    db = _credited(db, order, method_id, total)
    history = [*order["payment_history"], _entry("refund", total, method_id)]
    new = {"status": "cancelled", "cancel_reason": given["reason"], "payment_history": history}
    return _with_order(db, order, new)


def _modify_items(db: Db, order: Db, given: Db) -> Db:
    difference, items = _swapped(db, order, given)
    db = _charged(db, order, given["payment_method_id"], difference)
    history = list(order["payment_history"])
    if difference:
        kind = "payment" if difference > 0 else "refund"
        history.append(_entry(kind, abs(difference), given["payment_method_id"]))
    new = {"status": "pending (item modified)", "items": items, "payment_history": history}
    return _with_order(db, order, new)


def _modify_payment(db: Db, order: Db, given: Db) -> Db:
    require(len(order["payment_history"]) == 1, "a single payment method")
    before, new_id = order["payment_history"][0]["payment_method_id"], given["payment_method_id"]
    require(before != new_id, "different from the original payment method")
    total = _total(order)
    db = _credited(_charged(db, order, new_id, total), order, before, total)
    moved = [_entry("payment", total, new_id), _entry("refund", total, before)]
    return _with_order(db, order, {"payment_history": [*order["payment_history"], *moved]})


def _modify_address(db: Db, order: Db, given: Db) -> Db:
    return _with_order(db, order, {"address": _address(given)})


def _return(db: Db, order: Db, given: Db) -> Db:
    _check_held(order, given["item_ids"])
    method_id = given["payment_method_id"]
    original = {paid["payment_method_id"] for paid in order["payment_history"]}
    is_gift_card = _methods(db, order)[method_id]["source"] == "gift_card"
    require(method_id in original or is_gift_card, "the original payment method, or an existing gift card")
    items = {"return_items": sorted(given["item_ids"]), "return_payment_method_id": method_id}
    return _with_order(db, order, {"status": "return requested", **items})


def _exchange(db: Db, order: Db, given: Db) -> Db:
    difference, _ = _swapped(db, order, given)
    _check_covered(db, order, given["payment_method_id"], difference)
    new = {
        "status": "exchange requested",
        "exchange_items": sorted(given["item_ids"]),
        "exchange_new_items": sorted(given["new_item_ids"]),
        "exchange_payment_method_id": given["payment_method_id"],
        "exchange_price_difference": float(difference),
    }
    return _with_order(db, order, new)


def _swapped(db: Db, order: Db, given: Db) -> tuple[Decimal, list[Any]]:
    """ "Each item … to an available new item of the same product but of different product option"."""
    old_ids, new_ids = given["item_ids"], given["new_item_ids"]
    _check_held(order, old_ids)
    require(len(old_ids) == len(new_ids), "each item to a new item")
    items, difference = [dict(item) for item in order["items"]], Decimal(0)
    untouched = list(range(len(items)))
    for old_id, new_id in zip(old_ids, new_ids, strict=True):
        place = next(place for place in untouched if items[place]["item_id"] == old_id)
        untouched.remove(place)
        item = items[place]
        variants = db["products"][item["product_id"]]["variants"]
        require(new_id in variants, "the same product")
        require(new_id != old_id, "a different product option")
        require(variants[new_id]["available"], "an available new item")
        difference += _money(variants[new_id]["price"]) - _money(item["price"])
        new = variants[new_id]
        items[place] = {**item, "item_id": new_id, "price": new["price"], "options": new["options"]}
    return difference, items


def _check_held(order: Db, item_ids: list[str]) -> None:
    held = Counter(item["item_id"] for item in order["items"])
    require(bool(item_ids) and Counter(item_ids) <= held, "items of the order")


def _check_covered(db: Db, order: Db, method_id: str, amount: Decimal) -> None:
    method = _methods(db, order)[method_id]
    enough = method["source"] != "gift_card" or _money(method["balance"]) >= amount
    require(enough, "a gift card must have enough balance")


def _charged(db: Db, order: Db, method_id: str, amount: Decimal) -> Db:
    _check_covered(db, order, method_id, amount)
    return _credited(db, order, method_id, -amount)


def _credited(db: Db, order: Db, method_id: str, amount: Decimal) -> Db:
    methods = _methods(db, order)
    method = methods[method_id]
    if method["source"] != "gift_card":
        return db
    credited = {**method, "balance": float(_money(method["balance"]) + amount)}
    return _with_user(db, order["user_id"], {"payment_methods": {**methods, method_id: credited}})


def _methods(db: Db, order: Db) -> Db:
    methods: Db = db["users"][order["user_id"]]["payment_methods"]
    return methods


def _total(order: Db) -> Decimal:
    return sum((_money(item["price"]) for item in order["items"]), Decimal(0))


def _money(amount: float) -> Decimal:
    return Decimal(str(amount)).quantize(Decimal("0.01"))


def _entry(kind: str, amount: Decimal, method_id: str) -> dict[str, Any]:
    return {"transaction_type": kind, "amount": float(amount), "payment_method_id": method_id}


def _address(given: Db) -> dict[str, str]:
    return {key: given[key] for key in ("address1", "address2", "city", "state", "country", "zip")}


def _with_order(db: Db, order: Db, new: Db) -> Db:
    return {**db, "orders": {**db["orders"], order["order_id"]: {**order, **new}}}


def _with_user(db: Db, user_id: str, new: Db) -> Db:
    return {**db, "users": {**db["users"], user_id: {**db["users"][user_id], **new}}}
