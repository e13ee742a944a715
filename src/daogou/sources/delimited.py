"""Rows of a comma- or tab-separated file, one at a time, and what is wrong with the others.

A row that cannot be parsed (a quote that never closes, bytes of another encoding) is refused alone: reading
goes on with the next line, so that one lost quote does not swallow the rows behind it.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from daogou.core.errors import BadFeed
from daogou.core.rejection import Rejection
from daogou.sources.encodings import encoding_of
from daogou.sources.fields import fields_of
from daogou.sources.lines import Line, text_lines
from daogou.sources.records import Row
from daogou.sources.refusal import Refused

DELIMITERS = (",", "\t", ";", "|")
MAX_ROW_LINES = 300  # of one quoted text; beyond this a quote was left open
MAX_COLUMNS = 2_000  # a table of more is not a feed

_PADDED = re.compile(r'" +(?=[,;|\t\r\n]|$)')  # files aligned by hand have spaces behind a closing quote


class Table:
    """A delimited file: ``header`` is its first row, ``rows`` the others.

    Raises:
        BadFeed: empty, or no header row.
    """

    def __init__(self, path: Path, delimiter: str = "") -> None:
        self._path = path
        self._encoding = encoding_of(path)
        self.delimiter = delimiter or self._sniffed()
        rows = self._parsed()
        first = next(rows, None)
        if first is None:
            raise BadFeed(f"{path.name} is empty.", hint="A feed begins with a row of column names.")
        if isinstance(first, Rejection):
            raise BadFeed(f"{path.name}: the header row {first.reason}.", hint=first.suggestion)
        self.header = _named(first[1])
        if len(self.header) > MAX_COLUMNS:
            raise BadFeed(f"{path.name} has {len(self.header)} columns, at most {MAX_COLUMNS} are read.")

    def rows(self) -> Iterator[Row | Rejection]:
        """Every row after the header; rows without any text are passed over."""
        rows = self._parsed(columns=len(self.header))
        next(rows, None)
        for row in rows:
            if isinstance(row, Rejection):
                yield row
            elif any(row[1]):
                yield Row(row[0], _cells(self.header, row[1]))

    def _parsed(self, columns: int = 0) -> Iterator[tuple[int, list[str]] | Rejection]:
        source = _Rereadable(text_lines(self._path, self._encoding))
        reader = csv.reader(source, delimiter=self.delimiter, strict=True, skipinitialspace=True)
        while True:
            source.begin_row()
            try:
                cells = [cell.strip() for cell in next(reader)]
            except StopIteration:
                return
            except csv.Error as error:
                yield self._refused(source, str(error))
                continue
            yield self._row(source, cells, columns)

    def _row(
        self, source: "_Rereadable", cells: list[str], columns: int
    ) -> tuple[int, list[str]] | Rejection:
        lines = source.row
        if fault := next((line for line in lines if line.fault), None):
            source.give_back_all_but_first()
            return Refused("row", lines[0].text.strip(), fault.fault, fault.suggestion).at(lines[0].number)
        if columns and len(cells) != columns and any(cells) and not _is_padded(cells, columns):
            source.give_back_all_but_first()
            reason = "has another number of columns than the header"
            advice = (
                f"{len(cells)} columns, the header has {columns}; quote texts that hold a {self._shown()}"
            )
            return Refused("row", lines[0].text.strip(), reason, advice).at(lines[0].number)
        return lines[0].number, cells

    def _refused(self, source: "_Rereadable", error: str) -> Rejection:
        first = source.row[0]
        source.give_back_all_but_first()
        if first.fault:
            return Refused("row", first.text.strip(), first.fault, first.suggestion).at(first.number)
        if "field limit" in error:
            reason, advice = "has too long a text", f"at most {csv.field_size_limit()} characters a column"
        elif "unexpected end" in error:
            reason, advice = (
                "has a quote that is never closed",
                'close the quote; write " inside a text as ""',
            )
        else:
            reason, advice = "has text behind a closing quote", 'write " inside a quoted text as ""'
        return Refused("row", first.text.strip(), reason, advice).at(first.number)

    def _shown(self) -> str:
        return {"\t": "tab"}.get(self.delimiter, self.delimiter)

    def _sniffed(self) -> str:
        first = next(text_lines(self._path, self._encoding), None)
        return delimiter_of(first.text if first else "")


def delimiter_of(header: str) -> str:
    """The delimiter that makes most known column names of a header line, then most columns."""

    def merit(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([header[:100_000]], delimiter=delimiter), [])
        return sum(bool(fields_of(name.strip())) for name in names), len(names)

    return max(DELIMITERS, key=merit)


def _named(header: list[str]) -> list[str]:
    """Names without padding; a column without a name is called by its number."""
    return [name or f"column {number}" for number, name in enumerate(header, 1)]


def _is_padded(cells: list[str], columns: int) -> bool:
    """Spreadsheets write empty cells behind the last column."""
    return len(cells) > columns and not any(cells[columns:])


def _cells(header: list[str], cells: list[str]) -> dict[str, Any]:
    """Name -> text; a name that is there several times holds the list of its texts."""
    found: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=False):
        if name not in found:
            found[name] = cell
        elif cell:
            before = found[name]
            found[name] = [*before, cell] if isinstance(before, list) else [before, cell] if before else cell
    return found


class _Rereadable:
    """Lines for ``csv.reader``, which takes as many as a row needs; the last row's can be given back."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._waiting: list[Line] = []  # given back, next one last
        self.row: list[Line] = []

    def __iter__(self) -> "_Rereadable":
        return self

    def __next__(self) -> str:
        if len(self.row) >= MAX_ROW_LINES:
            raise StopIteration  # csv reports the open quote
        line = self._waiting.pop() if self._waiting else next(self._lines)
        self.row.append(line)
        return _PADDED.sub('"', line.text) if '" ' in line.text else line.text

    def begin_row(self) -> None:
        self.row = []

    def give_back_all_but_first(self) -> None:
        self._waiting.extend(reversed(self.row[1:]))
