"""The Chorus electronics catalogue and its human ratings, as a shop would read them."""

import csv
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daogou.core.errors import NotFound
from daogou.core.product import Product, Variant

_TEXT = "attr_t_"  # text attributes; numbers and yes-or-no ones say nothing without their names
_CENTS = 100  # its prices are in cents


@dataclass(frozen=True)
class Chorus:
    """``ratings``: query -> product id -> 0 to 3; ``read``: the files it came from."""

    products: tuple[Product, ...]
    ratings: Mapping[str, Mapping[str, int]]
    read: tuple[Path, ...]


def read_chorus(data: Path) -> Chorus:
    """Everything in ``data/chorus``.

    Raises:
        NotFound: the folder is not there.
    """
    catalogue, rated = data / "chorus" / "products.jsonl.gz", data / "chorus" / "ratings.csv"
    if not (catalogue.is_file() and rated.is_file()):
        raise NotFound(f"{data / 'chorus'} has no {catalogue.name} and {rated.name}.")
    with gzip.open(catalogue, "rt", encoding="utf-8") as lines:
        products = tuple(_product(json.loads(line)) for line in lines)
    ratings: dict[str, dict[str, int]] = {}
    with rated.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            ratings.setdefault(row["query"], {})[row["docid"]] = int(row["rating"])
    return Chorus(products, ratings, (catalogue, rated))


def _product(record: Mapping[str, Any]) -> Product:
    attributes = {
        key.removeprefix(_TEXT).replace("_", " ").strip(): tuple(v.strip() for v in str(value).split(","))
        for key, value in record.items()
        if key.startswith(_TEXT)
    }
    return Product(
        record["id"],
        {"en": record["title"]},
        {"en": record.get("short_description") or ""},
        brand=record["supplier"],
        attributes=attributes | {"released": (record["date_released"],)},
        variants=(Variant(record["id"], price=record["price"] / _CENTS),),
        currency="USD",
    )
