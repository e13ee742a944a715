"""What the order book holds: customers, orders, wares, and what was done to them.

All of it is immutable. Money is a whole number of hundredths of the currency (cents, fen): sums are exact.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Action = Literal[
    "cancel", "modify_items", "modify_payment", "modify_address", "return", "exchange", "modify_home", "undo"
]
Status = Literal[
    "pending",  # paid, nothing packed yet
    "modified",  # pending, and its items were exchanged for others before it was packed
    "processed",  # packed
    "shipped",
    "delivered",
    "cancelled",
    "return_requested",
    "exchange_requested",
]
ON_ITS_WAY: tuple[Status, ...] = ("processed", "shipped", "delivered")


@dataclass(frozen=True, slots=True)
class Address:
    """Where parcels go; ``line2``, ``region`` and whatever the policy does not ask for may be empty."""

    line1: str = ""
    line2: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """A way to pay that a customer has; only a gift card has a balance, never below 0."""

    id: str
    kind: Literal["card", "account", "gift_card"]
    label: str = ""
    balance: int | None = None


@dataclass(frozen=True, slots=True)
class Customer:
    """Who buys. ``id`` may be the shopper's id, or another that the shop gives."""

    id: str
    email: str
    first_name: str
    last_name: str
    address: Address
    methods: tuple[Method, ...] = ()

    def method(self, method_id: str) -> Method | None:
        """Their own way to pay of that id."""
        return next((method for method in self.methods if method.id == method_id), None)


@dataclass(frozen=True, slots=True)
class Ware:
    """A variant as the order book knows it; ``stock`` counts pieces, None: not counted, always there."""

    sku: str
    product_id: str
    name: str
    options: Mapping[str, str]
    price: int
    stock: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of an order; two of a kind are two lines. ``price`` is what was paid for it."""

    sku: str
    product_id: str
    name: str
    options: Mapping[str, str]
    price: int


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that went from (``payment``) or to (``refund``) the customer; ``amount`` is above 0."""

    kind: Literal["payment", "refund"]
    amount: int
    method_id: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What is to happen when goods come back.

    ``due``: what the customer then gets; below 0: what they then pay.
    """

    kind: Literal["return", "exchange"]
    skus: tuple[str, ...]
    new_skus: tuple[str, ...]
    method_id: str
    due: int


@dataclass(frozen=True, slots=True)
class Order:
    """``done``: what was already changed about it, oldest first."""

    id: str
    customer_id: str
    status: Status
    address: Address
    lines: tuple[Line, ...]
    payments: tuple[Payment, ...]
    currency: str = ""
    tracking: tuple[str, ...] = ()
    delivered_at: datetime | None = None
    cancel_reason: str = ""
    claim: Claim | None = None
    done: tuple[Action, ...] = ()

    @property
    def total(self) -> int:
        """What its pieces cost together."""
        return sum(line.price for line in self.lines)

    @property
    def paid(self) -> dict[str, int]:
        """Payments less refunds of each way to pay, in the order in which they were first used."""
        net: dict[str, int] = {}
        for payment in self.payments:
            sign = 1 if payment.kind == "payment" else -1
            net[payment.method_id] = net.get(payment.method_id, 0) + sign * payment.amount
        return net


@dataclass(frozen=True, slots=True)
class Change:
    """What one act does, complete: enough to do it, to show it beforehand and to take it back.

    ``balances``: gift card -> what is added, ``stock``: sku -> pieces added; both may be negative.
    ``undoes``: the entry of the log that this takes back.
    """

    customer_id: str
    order_before: Order | None = None
    order_after: Order | None = None
    home_before: Address | None = None
    home_after: Address | None = None
    balances: Mapping[str, int] = field(default_factory=dict)
    stock: Mapping[str, int] = field(default_factory=dict)
    undoes: str = ""

    @property
    def payments(self) -> tuple[Payment, ...]:
        """The movements of money that it adds to the order."""
        before = self.order_before.payments if self.order_before else ()
        after = self.order_after.payments if self.order_after else ()
        return after[len(before) :]
