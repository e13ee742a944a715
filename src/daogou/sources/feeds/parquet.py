"""Parquet: columns by name as in a CSV file, nested ones with dots."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from daogou.core.errors import BadFeed
from daogou.core.product import Product
from daogou.core.rejection import Rejection
from daogou.sources.columns import Columns
from daogou.sources.conversion import Conversion
from daogou.sources.feeds import Feed
from daogou.sources.json_rows import flat
from daogou.sources.records import FeedOptions, Row
from daogou.sources.refusal import Refused

ROWS_AT_ONCE = 1_000  # in memory: a few MB of texts
_MAGIC = b"PAR1"


@dataclass(frozen=True)
class Options(FeedOptions):
    """The same for every feed."""


class ParquetFeed:
    """Reports name the record's number, from 1, as there are no lines."""

    suffixes: tuple[str, ...] = (".parquet", ".pq")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._columns = Columns(options.columns)

    def recognises(self, path: Path) -> bool:
        """Whether the file begins with Parquet's mark."""
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC

    def read(self, path: Path) -> Iterator[Product | Rejection]:
        """Records in the file's order; a damaged row group is refused as a whole."""
        try:
            file = pq.ParquetFile(path)
        except (pa.ArrowException, OSError) as error:
            raise BadFeed(
                f"{path.name} is no readable Parquet file: {error}.", hint="Export it again."
            ) from error
        if not any(pa.types.is_nested(field.type) for field in file.schema_arrow):
            self._columns.check(file.schema_arrow.names)
        rows = _rows(file)
        records = (row if isinstance(row, Rejection) else self._columns.record(row) for row in rows)
        return Conversion(self._options).products(records)


def _rows(file: pq.ParquetFile) -> Iterator[Row | Rejection]:
    first = 1
    with file:
        for group in range(file.num_row_groups):
            try:
                yield from _rows_of_group(file, group, first)
            except (pa.ArrowException, OSError) as error:
                yield Refused("row group", group, "is damaged", str(error)[:200]).at(first)
            first += file.metadata.row_group(group).num_rows


def _rows_of_group(file: pq.ParquetFile, group: int, first: int) -> Iterator[Row]:
    number = first
    for batch in file.iter_batches(ROWS_AT_ONCE, row_groups=[group]):
        for record in batch.to_pylist(maps_as_pydicts="lossy"):
            yield Row(number, flat({name: _plain(value) for name, value in record.items()}))
            number += 1


def _plain(value: Any) -> Any:
    """As JSON would have it: pandas writes a missing number as NaN, and dates are text."""
    if isinstance(value, float) and value != value:
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def build(options: Options) -> Feed:
    """The feed."""
    return ParquetFeed(options)
