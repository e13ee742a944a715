"""Comma-separated values: a header row, one product or variant a row; any delimiter, any common encoding."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from daogou.core.product import Product
from daogou.core.rejection import Rejection
from daogou.sources.columns import Columns
from daogou.sources.conversion import Conversion
from daogou.sources.delimited import Table
from daogou.sources.feeds import Feed
from daogou.sources.records import FeedOptions
from daogou.sources.sniffing import head_of, looks_like_table


@dataclass(frozen=True)
class Options(FeedOptions):
    """The same for every feed."""


class CsvFeed:
    """Columns are found by name, or by the mapping in the options."""

    suffixes: tuple[str, ...] = (".csv", ".tsv", ".txt", ".tab")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._columns = Columns(options.columns)

    def recognises(self, path: Path) -> bool:
        """Whether the first line is a row of column names."""
        return looks_like_table(head_of(path))

    def read(self, path: Path) -> Iterator[Product | Rejection]:
        """Rows in the file's order; rows that share a group id are one product."""
        table = Table(path)
        self._columns.check(table.header)
        rows = (row if isinstance(row, Rejection) else self._columns.record(row) for row in table.rows())
        return Conversion(self._options).products(rows)


def build(options: Options) -> Feed:
    """The feed."""
    return CsvFeed(options)
