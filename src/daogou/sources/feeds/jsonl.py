"""JSON Lines: one object a line, flat or nested; also the shape in which Daogou itself exports products."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from daogou.core.product import Product
from daogou.core.rejection import Rejection
from daogou.sources.columns import Columns
from daogou.sources.conversion import Conversion
from daogou.sources.feeds import Feed
from daogou.sources.json_rows import json_rows
from daogou.sources.records import FeedOptions
from daogou.sources.sniffing import head_of, looks_like_json_lines


@dataclass(frozen=True)
class Options(FeedOptions):
    """The same for every feed."""


class JsonLinesFeed:
    """A nested name is written with dots in the column mapping: ``name.english``."""

    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._columns = Columns(options.columns)

    def recognises(self, path: Path) -> bool:
        """Whether the first line is a JSON object by itself."""
        return looks_like_json_lines(head_of(path))

    def read(self, path: Path) -> Iterator[Product | Rejection]:
        """Objects in the file's order."""
        rows = json_rows(path)
        records = (row if isinstance(row, Rejection) else self._columns.record(row) for row in rows)
        return Conversion(self._options).products(records)


def build(options: Options) -> Feed:
    """The feed."""
    return JsonLinesFeed(options)
