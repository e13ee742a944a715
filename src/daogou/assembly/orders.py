"""Orders taken into the shop's order book: a shop system's, or the demo shop's invented ones."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from daogou.catalogue.ingest import SHOWN
from daogou.catalogue.store import open_catalogue
from daogou.core.errors import NotFound
from daogou.core.files import replacing
from daogou.core.rejection import Rejection
from daogou.core.settings import read_settings
from daogou.guide.service.arriving import arrived
from daogou.guide.service.book import Ledger, OrderBook
from daogou.guide.service.database_book import open_order_book
from daogou.guide.service.from_catalogue import wares_of
from daogou.guide.service.things import Customer, Order, Ware
from daogou.sources.demo.orders import drawn_orders
from daogou.sources.orders import order_rows

REJECTIONS = "rejected_orders.jsonl"
DEMO = Path("feed") / "orders.jsonl"


@dataclass(frozen=True, slots=True)
class OrdersReport:
    """``kept``: known orders that were changed in conversation since, and stay as they are."""

    taken: int
    kept: int
    refused: int
    rejections: tuple[Rejection, ...]
    rejections_file: str


def import_orders(shop: Path, file: Path) -> OrdersReport:
    """Take a file of orders in, all in one transaction; every refused row is reported.

    Raises:
        NotFound: no shop, or no such file.
        BadFeed: neither JSON lines nor CSV.
        StateUnavailable: the shop's database does not answer; nothing was taken in.
    """
    settings = read_settings(shop)
    if not file.is_file():
        raise NotFound(f"The file {file} is not there.", hint="Its format: see docs/service.md.")
    wares = {ware.sku: ware for ware in wares_of(open_catalogue(shop).scan(), settings.shop.languages[0])}
    found: list[tuple[Customer, Order]] = []
    refused: list[Rejection] = []
    for number, row in order_rows(file):
        one = row if isinstance(row, Rejection) else arrived(number, row, wares.get, settings.shop.currency)
        (refused if isinstance(one, Rejection) else found).append(one)  # type: ignore[arg-type]
    book = open_order_book(shop, settings.shoppers)
    try:
        kept = _put(book, wares, found)
    finally:
        book.close()
    with replacing(shop / REJECTIONS) as temporary:
        temporary.write_text("".join(_lines(refused)), encoding="utf-8")
    return OrdersReport(len(found) - kept, kept, len(refused), tuple(refused[:SHOWN]), str(shop / REJECTIONS))


def import_demo_orders(shop: Path, seed: int) -> OrdersReport:
    """Draw the demo shop's orders once, and take them in."""
    file = shop / DEMO
    if not file.is_file():
        products = list(open_catalogue(shop).scan())
        with replacing(file) as temporary, temporary.open("w", encoding="utf-8") as stream:
            for row in drawn_orders(products, seed, datetime.now(UTC)):
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return import_orders(shop, file)


def _lines(refused: list[Rejection]) -> Iterator[str]:
    return (json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in refused)


def _put(book: OrderBook, wares: dict[str, Ware], found: list[tuple[Customer, Order]]) -> int:
    """How many known orders stay as they are, since the desk changed them."""

    def write(ledger: Ledger) -> int:
        for ware in wares.values():
            known = ledger.ware(ware.sku)  # pieces are counted here once they are known
            ledger.put_ware(replace(ware, stock=known.stock) if known else ware)
        kept = 0
        for customer, order in found:
            _put_customer(ledger, customer)
            before = ledger.order(order.id)
            if before is not None and before.done:
                kept += 1
            else:
                ledger.put_order(order)
        return kept

    return book.write(write)


def _put_customer(ledger: Ledger, customer: Customer) -> None:
    """With the ways to pay that are known of them already."""
    known = ledger.customer(customer.id)
    methods = {one.id: one for one in (*customer.methods, *(known.methods if known else ()))}
    ledger.put_customer(replace(customer, methods=tuple(methods.values())))
