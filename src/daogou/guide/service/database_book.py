"""The order book in the shop's state database: SQLite, or PostgreSQL where ``shoppers.url`` names one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Column, Connection, Table, select

from daogou.core.settings import ShoppersSection
from daogou.guide.service.book import Entry, Ledger, View, folded
from daogou.guide.service.tables import customers, entries, orders, prepare, wares
from daogou.guide.service.things import Customer, Order, Ware
from daogou.shoppers.database import Database
from daogou.shoppers.engines import open_database

T = TypeVar("T")


def open_order_book(shop: Path, settings: ShoppersSection) -> "DatabaseBook":
    """The order book of the shop in that folder; the tables are made if there are none.

    Raises:
        BadSetting: ``shoppers.url`` is no address of a database we know.
        MissingDependency: PostgreSQL's driver is not installed.
        StateUnavailable: the database does not answer, is damaged, or too new for this version.
    """
    database = open_database(shop, settings.url)
    prepare(database)
    return DatabaseBook(database)


class DatabaseBook:
    """Safe to use from several threads and processes; what ``write`` did is on the disk when it returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()

    @contextmanager
    def reading(self) -> Iterator[View]:
        """Look something up."""
        with self._database.reading() as connection:
            yield _DatabaseLedger(self._database, connection, locks=False)

    def write(self, work: Callable[[Ledger], T]) -> T:
        """What ``work`` gives, in one transaction; if it raises, nothing is kept."""
        return self._database.write(
            lambda connection: work(_DatabaseLedger(self._database, connection, locks=True))
        )


class _DatabaseLedger:
    """``locks``: rows read one by one stay as they are until the end; SQLite has one writer anyway."""

    def __init__(self, database: Database, connection: Connection, *, locks: bool) -> None:
        self._database = database
        self._connection = connection
        self._locks = locks

    def customer(self, customer_id: str) -> Customer | None:
        return self._one(Customer, customers, id=customer_id)

    def customers_by_email(self, email: str) -> list[Customer]:
        return self._all(Customer, customers, customers.c.id, email=folded(email))

    def customers_by_name(self, first_name: str, last_name: str, postcode: str) -> list[Customer]:
        named = {"first_name": folded(first_name), "last_name": folded(last_name)}
        return self._all(Customer, customers, customers.c.id, **named, postcode=folded(postcode))

    def order(self, order_id: str) -> Order | None:
        return self._one(Order, orders, id=order_id)

    def orders_of(self, customer_id: str) -> list[Order]:
        return self._all(Order, orders, orders.c.id, customer_id=customer_id)

    def ware(self, sku: str) -> Ware | None:
        return self._one(Ware, wares, sku=sku)

    def wares_of(self, product_id: str) -> list[Ware]:
        return self._all(Ware, wares, wares.c.sku, product_id=product_id)

    def entry(self, entry_id: str) -> Entry | None:
        return self._one(Entry, entries, id=entry_id)

    def entries_of(self, customer_id: str) -> list[Entry]:
        return self._all(Entry, entries, entries.c.number, customer_id=customer_id)

    def put_customer(self, customer: Customer) -> None:
        columns = {
            "email": folded(customer.email),
            "first_name": folded(customer.first_name),
            "last_name": folded(customer.last_name),
            "postcode": folded(customer.address.postcode),
        }
        self._put(customers, "id", customer.id, customer, columns)

    def put_order(self, order: Order) -> None:
        self._put(orders, "id", order.id, order, {"customer_id": order.customer_id})

    def put_ware(self, ware: Ware) -> None:
        self._put(wares, "sku", ware.sku, ware, {"product_id": ware.product_id})

    def put_entry(self, entry: Entry) -> None:
        self._put(entries, "id", entry.id, entry, {"customer_id": entry.customer_id})

    def _one(self, kind: type[T], table: Table, **key: str) -> T | None:
        wanted = select(table.c.document).filter_by(**key)
        if self._locks:
            wanted = wanted.with_for_update()
        found = self._connection.execute(wanted).scalar()
        return None if found is None else _adapters()[kind].validate_json(found)

    def _all(self, kind: type[T], table: Table, by: Column[Any], **key: str) -> list[T]:
        wanted = select(table.c.document).filter_by(**key).order_by(by)
        return [
            _adapters()[kind].validate_json(found) for found in self._connection.execute(wanted).scalars()
        ]

    def _put(self, table: Table, key: str, value: str, thing: object, columns: dict[str, str]) -> None:
        row = {**columns, "document": _adapters()[type(thing)].dump_json(thing).decode()}
        new = self._database.insert(table).values(**{key: value}, **row)
        self._connection.execute(new.on_conflict_do_update(index_elements=[key], set_=row))


@cache
def _adapters() -> dict[type[Any], TypeAdapter[Any]]:
    return {kind: TypeAdapter(kind) for kind in (Customer, Order, Ware, Entry)}
