"""Google Merchant Center as a table: tab-separated (commas work too), with Google's attribute names."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from daogou.core.product import Product
from daogou.core.rejection import Rejection
from daogou.sources.columns import Columns
from daogou.sources.conversion import Conversion
from daogou.sources.delimited import Table
from daogou.sources.feeds import Feed
from daogou.sources.fields import key
from daogou.sources.google import MARKS, plain
from daogou.sources.records import FeedOptions
from daogou.sources.sniffing import columns_of, head_of


@dataclass(frozen=True)
class Options(FeedOptions):
    """The same for every feed."""


class GoogleMerchantTableFeed:
    """Rows with one ``item_group_id`` are the variants of one product."""

    suffixes: tuple[str, ...] = (".tsv", ".txt", ".csv", ".tab")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._columns = Columns(options.columns)

    def recognises(self, path: Path) -> bool:
        """Whether it has an id, a title and two of the names that only Google uses."""
        names = set(columns_of(head_of(path)))
        return {"id", "title"} <= names and len(names & {key(mark) for mark in MARKS}) >= 2

    def read(self, path: Path) -> Iterator[Product | Rejection]:
        """Rows in the file's order."""
        table = Table(path)
        self._columns.check(table.header)
        rows = (row if isinstance(row, Rejection) else plain(row) for row in table.rows())
        records = (row if isinstance(row, Rejection) else self._columns.record(row) for row in rows)
        return Conversion(self._options).products(records)


def build(options: Options) -> Feed:
    """The feed."""
    return GoogleMerchantTableFeed(options)
