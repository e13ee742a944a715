"""tau2-bench's database as our order book, and back."""

from decimal import Decimal
from typing import Any

from daogou.evaluation.tau2 import FIELDS, Record, address_of
from daogou.guide.service.book import Ledger, View
from daogou.guide.service.things import Address, Claim, Customer, Line, Method, Order, Payment, Status, Ware

_STATUSES: dict[str, Status] = {
    "pending": "pending",
    "pending (item modified)": "modified",
    "processed": "processed",
    "delivered": "delivered",
    "cancelled": "cancelled",
    "return requested": "return_requested",
    "exchange requested": "exchange_requested",
}
_THEIRS = {ours: theirs for theirs, ours in _STATUSES.items()}
_KINDS = {"credit_card": "card", "paypal": "account", "gift_card": "gift_card"}


def fill(ledger: Ledger, db: Record) -> None:
    """Put their whole database into an order book."""
    fill_changed(ledger, db, {"products": {}, "users": {}, "orders": {}})


def fill_changed(ledger: Ledger, db: Record, known: Record) -> None:
    """Put in what is another thing in ``db`` than in ``known``, which the book holds."""
    for product in _new(db, known, "products"):
        for variant in product["variants"].values():
            ledger.put_ware(_ware(product, variant))
    for user in _new(db, known, "users"):
        ledger.put_customer(_customer(user))
    for order in _new(db, known, "orders"):
        ledger.put_order(_order(order))


def _new(db: Record, known: Record, table: str) -> list[Record]:
    return [record for key, record in db[table].items() if record is not known[table].get(key)]


def held(view: View, db: Record) -> list[object]:
    """Everything in the book that has a name in their database."""
    skus = [item_id for product in db["products"].values() for item_id in product["variants"]]
    found: list[object] = [view.ware(sku) for sku in skus]
    found += [view.customer(user_id) for user_id in db["users"]]
    return found + [view.order(order_id) for order_id in db["orders"]]


def _ware(product: Record, variant: Record) -> Ware:
    stock = None if variant["available"] else 0
    return Ware(
        variant["item_id"],
        product["product_id"],
        product["name"],
        variant["options"],
        _cents(variant["price"]),
        stock,
    )


def _customer(user: Record) -> Customer:
    name = user["name"]
    methods = tuple(_method(method) for method in user["payment_methods"].values())
    return Customer(
        user["user_id"],
        user["email"],
        name["first_name"],
        name["last_name"],
        address_of(user["address"]),
        methods,
    )


def _method(method: Record) -> Method:
    balance = _cents(method["balance"]) if "balance" in method else None
    return Method(method["id"], _KINDS[method["source"]], balance=balance)  # type: ignore[arg-type]


def _order(order: Record) -> Order:
    payments = tuple(
        Payment(paid["transaction_type"], _cents(paid["amount"]), paid["payment_method_id"])
        for paid in order["payment_history"]
    )
    return Order(
        order["order_id"],
        order["user_id"],
        _STATUSES[order["status"]],
        address_of(order["address"]),
        tuple(_line(item) for item in order["items"]),
        payments,
        currency="USD",
        tracking=tuple(number for sent in order["fulfillments"] for number in sent["tracking_id"]),
        cancel_reason=order.get("cancel_reason", "").replace(" ", "_"),
        claim=_claim(order),
        done=_done(order),
    )


def _claim(order: Record) -> Claim | None:
    if "return_items" in order:
        skus = tuple(order["return_items"])
        return Claim("return", skus, (), order["return_payment_method_id"], 0)
    if "exchange_items" in order:
        skus, new = tuple(order["exchange_items"]), tuple(order["exchange_new_items"])
        due = -_cents(order["exchange_price_difference"])
        return Claim("exchange", skus, new, order["exchange_payment_method_id"], due)
    return None


def _done(order: Record) -> tuple[Any, ...]:
    """Their database does not say what was done, but a payment changed leaves three movements of money."""
    pending = order["status"] == "pending"
    return ("modify_payment",) if pending and len(order["payment_history"]) > 1 else ()


def _line(item: Record) -> Line:
    return Line(item["item_id"], item["product_id"], item["name"], item["options"], _cents(item["price"]))


def _cents(amount: float) -> int:
    return int((Decimal(str(amount)) * 100).to_integral_value())


def db_of(view: View, original: Record) -> dict[str, Any]:
    """The book in the shape of their database; ``original`` gives what no request can change."""
    return {
        "products": {key: _their_product(view, product) for key, product in original["products"].items()},
        "users": {key: _their_user(view, user) for key, user in original["users"].items()},
        "orders": {key: _their_order(view, order) for key, order in original["orders"].items()},
    }


def _their_product(view: View, product: Record) -> dict[str, Any]:
    variants = {}
    for item_id, variant in product["variants"].items():
        ware = view.ware(item_id)
        assert ware is not None
        variants[item_id] = {**variant, "available": ware.stock != 0, "price": ware.price / 100}
    return {**product, "variants": variants}


def _their_user(view: View, user: Record) -> dict[str, Any]:
    customer = view.customer(user["user_id"])
    assert customer is not None
    methods = {key: dict(method) for key, method in user["payment_methods"].items()}
    for method in customer.methods:
        if method.balance is not None:
            methods[method.id]["balance"] = method.balance / 100
    return {**user, "address": _their_address(customer.address), "payment_methods": methods}


def _their_order(view: View, before: Record) -> dict[str, Any]:
    order = view.order(before["order_id"])
    assert order is not None
    theirs = {
        **before,
        "user_id": order.customer_id,
        "status": _THEIRS[order.status],
        "address": _their_address(order.address),
        "items": [_their_item(line) for line in order.lines],
        "payment_history": [_their_payment(payment) for payment in order.payments],
    }
    if order.cancel_reason:
        theirs["cancel_reason"] = order.cancel_reason.replace("_", " ")
    return theirs | _their_claim(order.claim)


def _their_claim(claim: Claim | None) -> dict[str, Any]:
    if claim is None:
        return {}
    if claim.kind == "return":
        return {"return_items": list(claim.skus), "return_payment_method_id": claim.method_id}
    return {
        "exchange_items": list(claim.skus),
        "exchange_new_items": list(claim.new_skus),
        "exchange_payment_method_id": claim.method_id,
        "exchange_price_difference": -claim.due / 100,
    }


def _their_item(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "product_id": line.product_id,
        "item_id": line.sku,
        "price": line.price / 100,
        "options": dict(line.options),
    }


def _their_payment(payment: Payment) -> dict[str, Any]:
    return {
        "transaction_type": payment.kind,
        "amount": payment.amount / 100,
        "payment_method_id": payment.method_id,
    }


def _their_address(address: Address) -> dict[str, str]:
    return {theirs: getattr(address, ours) for theirs, ours in FIELDS.items()}
