"""The contract of an order book: what is read, and what is written all or not at all."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar
from unicodedata import normalize

from daogou.guide.service.requests import Request
from daogou.guide.service.things import Change, Customer, Order, Ware

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log: what was asked for and what it did; ``undone_by``: the entry that took it back."""

    id: str
    at: datetime
    customer_id: str
    request: Request
    change: Change
    undone_by: str = ""

    @property
    def order_id(self) -> str:
        """The order it changed; empty if none."""
        return self.change.order_after.id if self.change.order_after else ""


class View(Protocol):
    """The book as it is at one moment; None or an empty list where there is nothing."""

    def customer(self, customer_id: str) -> Customer | None:
        """By id."""
        ...

    def customers_by_email(self, email: str) -> list[Customer]:
        """Whatever the case of its letters."""
        ...

    def customers_by_name(self, first_name: str, last_name: str, postcode: str) -> list[Customer]:
        """Whatever the case of the letters."""
        ...

    def order(self, order_id: str) -> Order | None:
        """By id."""
        ...

    def orders_of(self, customer_id: str) -> list[Order]:
        """By id, ascending."""
        ...

    def ware(self, sku: str) -> Ware | None:
        """By sku."""
        ...

    def wares_of(self, product_id: str) -> list[Ware]:
        """The variants of a product, by sku."""
        ...

    def entry(self, entry_id: str) -> Entry | None:
        """A line of the log."""
        ...

    def entries_of(self, customer_id: str) -> list[Entry]:
        """That customer's lines of the log, oldest first."""
        ...


class Ledger(View, Protocol):
    """The book within a transaction: what is put in is there for good when the transaction ends well.

    What it reads nobody else changes meanwhile.
    """

    def put_customer(self, customer: Customer) -> None:
        """New, or in place of the one of that id."""
        ...

    def put_order(self, order: Order) -> None:
        """New, or in place of the one of that id."""
        ...

    def put_ware(self, ware: Ware) -> None:
        """New, or in place of the one of that sku."""
        ...

    def put_entry(self, entry: Entry) -> None:
        """New, or in place of the one of that id."""
        ...


class OrderBook(Protocol):
    """Where customers, orders and stock are kept."""

    def reading(self) -> AbstractContextManager[View]:
        """Look something up."""
        ...

    def write(self, work: Callable[[Ledger], T]) -> T:
        """What ``work`` gives; if it raises, nothing it put in is kept. It may be called more than once."""
        ...


def folded(text: str) -> str:
    """As names and addresses are compared: width, case and outer blanks do not count."""
    return normalize("NFKC", text).strip().casefold()
