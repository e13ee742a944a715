"""What a format's reader gives: a row with its columns, or a record with our fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the feed has it: column name -> value (text, number, list or dict)."""

    line: int
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One row in our words: field -> raw value. ``sources/fields.py`` lists the fields."""

    line: int
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class FeedOptions:
    """What every feed can be told.

    ``language``: of texts that do not say and hold no Chinese characters. ``currency``: ISO 4217 code of
    prices that name none. ``columns``: our field -> a column's name, or a text with {column} placeholders.
    """

    language: str = "en"
    currency: str = ""
    columns: dict[str, str] = field(default_factory=dict)
