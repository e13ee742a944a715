"""Rows of a shop system's orders as the order book's things."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from daogou.core.rejection import Rejection
from daogou.guide.service.book import folded
from daogou.guide.service.from_catalogue import hundredths
from daogou.guide.service.things import Address, Customer, Line, Method, Order, Payment, Status, Ware

MOST = 100  # pieces of a kind in one order; more is a mistake of the export


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Piece(_Row):
    """``price`` of one, in whole units; what is left out is the catalogue's, by ``sku``."""

    sku: str = Field(min_length=1)
    quantity: int = Field(default=1, ge=1, le=MOST)
    price: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    product_id: str = ""
    name: str = ""


class OrderRow(_Row):
    """One order; ``payment``: how it was paid, as the customer calls it."""

    order_id: str = Field(min_length=1, max_length=200)
    status: Status
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
    items: list[Piece] = Field(min_length=1)
    customer_id: str = ""
    first_name: str = ""
    last_name: str = ""
    line1: str = ""
    line2: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    currency: str = ""
    payment: str = "card"
    payment_kind: Literal["card", "account"] = "card"
    tracking: list[str] | str = []
    delivered_at: datetime | None = None


def arrived(
    number: int, row: Mapping[str, Any], ware: Callable[[str], Ware | None], currency: str
) -> tuple[Customer, Order] | Rejection:
    """The customer and the order of a row, or why it is refused; ``number``: its line.

    ``ware``: a variant of the catalogue; ``currency``: of orders that name none.
    """
    try:
        given = OrderRow.model_validate(row)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        return Rejection(number, field, str(first["input"])[:200], first["msg"], "See docs/service.md.")
    if given.delivered_at is not None and given.delivered_at.tzinfo is None:
        return Rejection(
            number, "delivered_at", str(given.delivered_at), "a time without a zone", 'End it with "Z".'
        )
    lines: list[Line] = []
    for piece in given.items:
        line = _line(piece, ware(piece.sku))
        if line is None:
            reason = "the catalogue has no such variant, and the row no name and price"
            return Rejection(
                number, "items.sku", piece.sku[:200], reason, "Give name and price, or import the feed."
            )
        lines += [line] * piece.quantity
    return _things(given, tuple(lines), given.currency or currency)


def _line(piece: Piece, ware: Ware | None) -> Line | None:
    price = hundredths(piece.price) if piece.price is not None else ware.price if ware else None
    name = piece.name or (ware.name if ware else "")
    if price is None or not name:
        return None
    product_id = piece.product_id or (ware.product_id if ware else piece.sku)
    return Line(piece.sku, product_id, name, dict(ware.options) if ware else {}, price)


def _things(given: OrderRow, lines: tuple[Line, ...], currency: str) -> tuple[Customer, Order]:
    address = Address(given.line1, given.line2, given.city, given.region, given.country, given.postcode)
    method = Method(folded(given.payment), given.payment_kind, given.payment)
    owner = given.customer_id or folded(given.email)
    total = sum(line.price for line in lines)
    paid = [Payment("payment", total, method.id)] if total else []
    if given.status == "cancelled" and total:
        paid.append(Payment("refund", total, method.id))
    tracking = (given.tracking,) if isinstance(given.tracking, str) else tuple(given.tracking)
    order = Order(
        given.order_id,
        owner,
        given.status,
        address,
        lines,
        tuple(paid),
        currency,
        tracking,
        given.delivered_at,
    )
    return Customer(owner, given.email, given.first_name, given.last_name, address, (method,)), order
