"""An order book in memory: for tests and benchmarks; whatever ends badly leaves it as it was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TypeVar

from daogou.guide.service.book import Entry, Ledger, View, folded
from daogou.guide.service.things import Customer, Order, Ware

T = TypeVar("T")


@dataclass(frozen=True)
class _Pages:
    """Everything by id; the things are immutable, so a copy of the dictionaries is a copy of all."""

    customers: dict[str, Customer] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    wares: dict[str, Ware] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)

    def copy(self) -> "_Pages":
        return replace(
            self,
            customers=dict(self.customers),
            orders=dict(self.orders),
            wares=dict(self.wares),
            entries=dict(self.entries),
        )


class MemoryBook:
    """Safe to use from several threads: writers wait for each other, readers see the last finished state."""

    def __init__(self) -> None:
        self._pages = _Pages()
        self._writing = Lock()

    def copy(self) -> "MemoryBook":
        """A book of its own that holds the same."""
        book = MemoryBook()
        book._pages = self._pages.copy()
        return book

    @contextmanager
    def reading(self) -> Iterator[View]:
        """Look something up."""
        yield _MemoryLedger(self._pages)

    def write(self, work: Callable[[Ledger], T]) -> T:
        """What ``work`` gives; if it raises, the book is as before."""
        with self._writing:
            pages = self._pages.copy()
            given = work(_MemoryLedger(pages))
            self._pages = pages
            return given


class _MemoryLedger:
    def __init__(self, pages: _Pages) -> None:
        self._pages = pages

    def customer(self, customer_id: str) -> Customer | None:
        return self._pages.customers.get(customer_id)

    def customers_by_email(self, email: str) -> list[Customer]:
        wanted = folded(email)
        return [c for _, c in sorted(self._pages.customers.items()) if folded(c.email) == wanted]

    def customers_by_name(self, first_name: str, last_name: str, postcode: str) -> list[Customer]:
        wanted = folded(first_name), folded(last_name), folded(postcode)
        return [c for _, c in sorted(self._pages.customers.items()) if _name(c) == wanted]

    def order(self, order_id: str) -> Order | None:
        return self._pages.orders.get(order_id)

    def orders_of(self, customer_id: str) -> list[Order]:
        return [order for _, order in sorted(self._pages.orders.items()) if order.customer_id == customer_id]

    def ware(self, sku: str) -> Ware | None:
        return self._pages.wares.get(sku)

    def wares_of(self, product_id: str) -> list[Ware]:
        return [ware for _, ware in sorted(self._pages.wares.items()) if ware.product_id == product_id]

    def entry(self, entry_id: str) -> Entry | None:
        return self._pages.entries.get(entry_id)

    def entries_of(self, customer_id: str) -> list[Entry]:
        return [entry for entry in self._pages.entries.values() if entry.customer_id == customer_id]

    def put_customer(self, customer: Customer) -> None:
        self._pages.customers[customer.id] = customer

    def put_order(self, order: Order) -> None:
        self._pages.orders[order.id] = order

    def put_ware(self, ware: Ware) -> None:
        self._pages.wares[ware.sku] = ware

    def put_entry(self, entry: Entry) -> None:
        self._pages.entries[entry.id] = entry


def _name(customer: Customer) -> tuple[str, str, str]:
    return folded(customer.first_name), folded(customer.last_name), folded(customer.address.postcode)
