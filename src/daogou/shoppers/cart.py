"""Carts: what a shopper has put aside to buy, or a stranger by the id of their visit.

Whether a product is sold, in stock and at what price is for the caller to check, every time anew: a cart
holds ids and counts only. Putting something in is an act that recommenders may learn from, where the shopper
agrees.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from daogou.core.errors import BadInput
from daogou.core.event import Event
from daogou.shoppers.adding import add_within
from daogou.shoppers.database import Database
from daogou.shoppers.tables import cart
from daogou.shoppers.times import microseconds, moment
from daogou.shoppers.tombstones import Tombstones
from daogou.sources.events import MAX_ID, is_unicode

MAX_QUANTITY = 99  # pieces of one thing: who buys for resale does not do so by a shopping guide
MAX_LINES = 100  # different things: all of them are shown, and checked, at once


@dataclass(frozen=True, slots=True)
class CartItem:
    """``sku`` is empty of a product without variants; ``at``: when the quantity was last changed."""

    product_id: str
    sku: str
    quantity: int
    at: datetime


class Carts:
    """``tells``: whether what is put in is told as an event; a shop whose own systems send theirs has it off.

    Every method raises StateUnavailable where the database does not answer, and BadInput where an id is none
    that a database can hold.
    """

    def __init__(
        self, database: Database, tombstones: Tombstones, clock: Callable[[], datetime], tells: bool
    ) -> None:
        self._database = database
        self._tombstones = tombstones
        self._clock = clock
        self._tells = tells

    def items(self, shopper_id: str) -> list[CartItem]:
        """In the order of being put there."""
        _check(shopper_id)
        with self._database.reading() as connection:
            return items_of(connection, shopper_id)

    def add(self, shopper_id: str, product_id: str, sku: str = "", quantity: int = 1) -> int:
        """So many more of it; how many there are now.

        Raises:
            BadInput: fewer than 1, or more than ``MAX_QUANTITY`` of it or ``MAX_LINES`` things together.
        """
        if quantity < 1:
            raise BadInput(f"{quantity} pieces cannot be added.", hint="Add 1 or more.")
        return self._write(shopper_id, product_id, sku, lambda held: held + quantity)

    def change(self, shopper_id: str, product_id: str, sku: str, quantity: int) -> None:
        """That many of it from now on, whether or not it was there; 0 takes it out.

        Raises:
            BadInput: fewer than 0, or more than ``MAX_QUANTITY`` of it or ``MAX_LINES`` things together.
        """
        self._write(shopper_id, product_id, sku, lambda _: quantity)

    def remove(self, shopper_id: str, product_id: str, sku: str = "") -> None:
        """Take it out, if it is there."""
        self.change(shopper_id, product_id, sku, 0)

    def empty(self, shopper_id: str) -> int:
        """Take everything out; how many different things there were."""
        _check(shopper_id)
        everything = delete(cart).filter_by(shopper_id=shopper_id)
        return self._database.write(lambda connection: connection.execute(everything).rowcount)

    def forget(self, before: datetime) -> int:
        """Delete what was last changed before that moment; how many lines."""
        old = delete(cart).where(cart.c.at < microseconds(before))
        return self._database.write(lambda connection: connection.execute(old).rowcount)

    def _write(self, shopper_id: str, product_id: str, sku: str, wanted: Callable[[int], int]) -> int:
        _check(shopper_id, product_id)
        _check_text("variant", sku)
        at = self._clock()

        def work(connection: Connection) -> int:
            line = {"shopper_id": shopper_id, "product_id": product_id, "sku": sku}
            self._database.lock(connection, shopper_id)  # what is read below holds until it is written
            held = connection.execute(select(cart.c.quantity).filter_by(**line)).scalar() or 0
            quantity = _bounded(wanted(held))
            _put(connection, line, quantity, at)
            if self._tells and quantity > held:
                event = _event(shopper_id, product_id, at, quantity - held)
                add_within(self._database, self._tombstones, connection, event)
            return quantity

        return self._database.write(work)


def items_of(connection: Connection, shopper_id: str) -> list[CartItem]:
    """What is in the cart, in the order of being put there."""
    columns = (cart.c.product_id, cart.c.sku, cart.c.quantity, cart.c.at)
    asked = select(*columns).filter_by(shopper_id=shopper_id)
    ordered = asked.order_by(cart.c.place, cart.c.product_id, cart.c.sku)
    rows = connection.execute(ordered)
    return [CartItem(product_id, sku, quantity, moment(at)) for product_id, sku, quantity, at in rows]


def _put(connection: Connection, line: dict[str, str], quantity: int, at: datetime) -> None:
    if quantity == 0:
        connection.execute(delete(cart).filter_by(**line))
        return
    new = {"quantity": quantity, "at": microseconds(at)}
    if connection.execute(update(cart).filter_by(**line).values(**new)).rowcount:
        return
    in_cart = select(func.count(), func.max(cart.c.place)).filter_by(shopper_id=line["shopper_id"])
    lines, last = connection.execute(in_cart.select_from(cart)).one()
    if lines >= MAX_LINES:
        raise BadInput(
            f"A cart holds at most {MAX_LINES} different things.", hint="Take something out first."
        )
    connection.execute(insert(cart).values(**line, **new, place=(last or 0) + 1))


def _event(shopper_id: str, product_id: str, at: datetime, pieces: int) -> Event:
    name = f"cart-{secrets.token_hex(12)}"
    return Event(name, shopper_id, "cart", product_id, at, float(pieces))


def _bounded(quantity: int) -> int:
    if not 0 <= quantity <= MAX_QUANTITY:
        raise BadInput(
            f"{quantity} of one thing cannot be in a cart.", hint=f"0 to {MAX_QUANTITY} pieces of each can."
        )
    return quantity


def _check(shopper_id: str, product_id: str | None = None) -> None:
    for what, given in (("shopper", shopper_id), ("product", product_id)):
        if given is not None:
            _check_text(what, given)
            if not given.strip():
                raise BadInput(f"A {what}'s id is missing.")


def _check_text(what: str, given: str) -> None:
    """Whether a database can hold it."""
    if len(given) > MAX_ID or "\0" in given or not is_unicode(given):
        raise BadInput(f"A {what}'s id has at most {MAX_ID} characters, and no NUL.")
