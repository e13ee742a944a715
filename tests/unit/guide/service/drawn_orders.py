"""A shop of two customers, three products and an order in every status, small enough to reckon by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from daogou.guide.service.things import Address, Claim, Customer, Line, Method, Order, Payment, Ware

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOME = Address("1 Elm Street", "", "Lyon", "", "FR", "69001")
AWAY = Address("2 Oak Street", "Flat 3", "Nice", "", "FR", "06000")
ANN = Customer(
    "ann",
    "Ann@example.com",
    "Ann",
    "Lee",
    HOME,
    (
        Method("card-a", "card", "Visa 1111"),
        Method("gift-a", "gift_card", balance=3000),
        Method("pay-a", "account"),
    ),
)
BOB = Customer("bob", "bob@example.com", "Bob", "Lee", AWAY, (Method("card-b", "card"),))
WARES = (
    Ware("dress-red", "dress", "Dress", {"colour": "red"}, 4000, 5),
    Ware("dress-blue", "dress", "Dress", {"colour": "blue"}, 4500, 1),
    Ware("dress-gold", "dress", "Dress", {"colour": "gold"}, 9000, 2),
    Ware("dress-grey", "dress", "Dress", {"colour": "grey"}, 3500, 0),
    Ware("hat", "hat", "Hat", {}, 1000, None),
    Ware("cap", "cap", "Cap", {}, 900, 7),
)
PRICES = {ware.sku: ware for ware in WARES}


def lines(*skus):
    found = [PRICES[sku] for sku in skus]
    return tuple(Line(w.sku, w.product_id, w.name, w.options, w.price) for w in found)


def order(order_id, status, *skus, customer="ann", method="card-a", **more):
    bought = lines(*skus)
    paid = Payment("payment", sum(line.price for line in bought), method)
    given = {"currency": "EUR", "delivered_at": NOON - timedelta(days=3) if status == "delivered" else None}
    return Order(order_id, customer, status, HOME, bought, (paid,), **(given | more))


ORDERS = (
    order("new", "pending", "dress-red", "dress-red", "hat"),
    order("gift", "pending", "hat", method="gift-a"),
    order("packed", "processed", "dress-red"),
    order("sent", "shipped", "dress-red"),
    order("here", "delivered", "dress-red", "hat"),
    order("old", "delivered", "hat", delivered_at=NOON - timedelta(days=15)),
    order("undated", "delivered", "hat", delivered_at=None),
    order("off", "cancelled", "hat"),
    order("back", "return_requested", "hat", claim=Claim("return", ("hat",), (), "card-a", 1000)),
    order("bobs", "pending", "hat", customer="bob", method="card-b"),
)


def fill(ledger):
    for customer in (ANN, BOB):
        ledger.put_customer(customer)
    for ware in WARES:
        ledger.put_ware(ware)
    for one in ORDERS:
        ledger.put_order(one)


def pages(book):
    """Everything in the book but the log."""
    with book.reading() as view:
        return (
            [view.customer(c.id) for c in (ANN, BOB)],
            [view.ware(w.sku) for w in WARES],
            [view.order(o.id) for o in ORDERS],
        )


def ship(book, order_id):
    def work(ledger):
        ledger.put_order(replace(ledger.order(order_id), status="shipped"))

    book.write(work)


def with_balance(cents):
    """Ann, with so much on her gift card."""
    methods = (replace(m, balance=cents) if m.kind == "gift_card" else m for m in ANN.methods)
    return replace(ANN, methods=tuple(methods))
