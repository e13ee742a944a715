"""Orders of a shop system, read row by row: JSON lines, or CSV with a row per piece."""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from daogou.core.errors import BadFeed
from daogou.core.rejection import Rejection

PIECE = ("sku", "product_id", "name", "quantity", "price")  # columns of a CSV row that tell of its piece
HINT = "One order a line as JSON, or CSV with a row per piece: see docs/service.md."

Row = Mapping[str, Any]


def order_rows(path: Path) -> Iterator[tuple[int, Row | Rejection]]:
    """Every order with the line where it begins; of CSV the rows of one ``order_id`` that follow each other.

    Raises:
        BadFeed: the file is neither ``.jsonl`` nor ``.csv``.
    """
    if path.suffix == ".jsonl":
        return _json_rows(path)
    if path.suffix == ".csv":
        return _csv_rows(path)
    raise BadFeed(f"{path.name} is no file of orders.", hint=HINT)


def _json_rows(path: Path) -> Iterator[tuple[int, Row | Rejection]]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, _parsed(number, line)


def _parsed(number: int, line: bytes) -> Row | Rejection:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if isinstance(row, dict):
        return row
    return Rejection(number, "", line[:200].decode("utf-8", "replace"), "no JSON object", HINT)


def _csv_rows(path: Path) -> Iterator[tuple[int, Row | Rejection]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        began = 0
        order: dict[str, Any] | None = None
        for row in reader:
            told = {name: value for name, value in row.items() if name and value}
            piece = {name: told.pop(name) for name in PIECE if name in told}
            if order is not None and told.get("order_id") == order.get("order_id"):
                order["items"].append(piece)
                continue
            if order is not None:
                yield began, order
            began, order = reader.line_num, {**told, "items": [piece]}
        if order is not None:
            yield began, order
