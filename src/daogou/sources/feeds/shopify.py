"""Shopify's product export (CSV), old and new column names: rows of one handle are one product."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daogou.core.errors import BadFeed
from daogou.core.product import Product
from daogou.core.rejection import Rejection
from daogou.sources.columns import Columns
from daogou.sources.conversion import Conversion
from daogou.sources.delimited import Table
from daogou.sources.feeds import Feed
from daogou.sources.presets import mapping_of
from daogou.sources.records import FeedOptions, Row
from daogou.sources.refusal import Refused
from daogou.sources.sniffing import columns_of, head_of

COLUMNS = {
    "group": ("URL handle", "Handle"),
    "title": ("Title",),
    "description": ("Description", "Body (HTML)", "Body HTML"),
    "brand": ("Vendor",),
    "sku": ("SKU", "Variant SKU"),
    "price": ("Price", "Variant Price"),
    "list_price": ("Compare-at price", "Variant Compare At Price"),
    "stock": ("Inventory quantity", "Variant Inventory Qty"),
    "attributes.tag": ("Tags",),
}
_CATEGORIES = ("Product Category", "Standard Product Type", "Custom Product Type", "Product type", "Type")
_METAFIELD = re.compile(r"(.+?) \(product\.metafields\..+\)")
_ALWAYS_SOLD = ("Inventory policy", "Variant Inventory Policy", "Continue selling when out of stock")
_TRACKED_BY = ("Inventory tracker", "Variant Inventory Tracker")


@dataclass(frozen=True)
class Options(FeedOptions):
    """The same for every feed."""


class ShopifyFeed:
    """Drafts, archived and unpublished products are refused by name: they are not for sale."""

    suffixes: tuple[str, ...] = (".csv",)

    def __init__(self, options: Options) -> None:
        self._options = options
        Columns(options.columns)  # an unknown field is refused now, not when the file is read

    def recognises(self, path: Path) -> bool:
        """Whether it has a handle, a title and Shopify's names for variants."""
        names = columns_of(head_of(path))
        has_handle = "handle" in names or "urlhandle" in names
        return has_handle and "title" in names and ("option1name" in names or "variantprice" in names)

    def read(self, path: Path) -> Iterator[Product | Rejection]:
        """Products in the file's order; rows with only a picture add it to their product."""
        table = Table(path)
        mapping = mapping_of(COLUMNS, table.header, self._options.columns)
        if "group" not in mapping or "title" not in mapping:
            raise BadFeed(
                f"{path.name} is no product export of Shopify: it has no column Handle or Title.",
                hint='A table of another kind is read with format = "csv".',
            )
        columns = Columns(mapping)
        rows = _for_sale(table.rows(), mapping["group"])
        records = (row if isinstance(row, Rejection) else columns.record(row) for row in rows)
        return Conversion(self._options).products(records)


def _for_sale(rows: Iterable[Row | Rejection], handle: str) -> Iterator[Row | Rejection]:
    """Rows with their options by name; what is not for sale is refused, with all its rows."""
    current, names, hidden = "", {}, None
    for row in rows:
        if isinstance(row, Rejection):
            yield row
            continue
        if row.cells[handle] != current:
            current, names, hidden = row.cells[handle], _option_names(row.cells), _not_for_sale(row.cells)
        yield hidden.at(row.line, str(current)) if hidden else Row(row.line, _plain(row.cells, names))


def _first(cells: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((str(cells[name]) for name in names if cells.get(name)), "")


def _not_for_sale(cells: Mapping[str, Any]) -> Refused | None:
    status = _first(cells, ("Status",)).casefold()
    if status in ("draft", "archived", "unlisted"):
        return Refused("Status", status, "is not for sale", "publish it in Shopify and export again")
    if _first(cells, ("Published", "Published on online store")).casefold() == "false":
        return Refused("Published", "false", "is not for sale", "publish it in Shopify and export again")
    return None


def _option_names(cells: Mapping[str, Any]) -> dict[str, str]:
    """Column of the value -> name of the option; only a product's first row has the names."""
    found = {}
    for number in (1, 2, 3):
        for name, value in (
            (f"Option{number} Name", f"Option{number} Value"),
            (f"Option{number} name", f"Option{number} value"),
        ):
            if cells.get(name):
                found[value] = str(cells[name])
    return found


def _plain(cells: Mapping[str, Any], option_names: Mapping[str, str]) -> dict[str, Any]:
    """The cells, plus options, metafields, category and picture under names that columns are found by."""
    plain = dict(cells)
    for column, name in option_names.items():
        value = cells.get(column, "")
        if value and value != "Default Title":
            plain[f"options.{name}"] = value
    for column, value in cells.items():
        if value and (metafield := _METAFIELD.fullmatch(column)):
            plain[f"attributes.{metafield.group(1)}"] = value
    plain["category"] = _first(cells, _CATEGORIES)
    source = _first(cells, ("Product image URL", "Image Src"))
    plain["picture"] = (
        {"source": source, "alt": _first(cells, ("Image alt text", "Image Alt Text"))} if source else ""
    )
    plain["pictures"] = _first(cells, ("Variant image URL", "Variant Image"))
    if _is_untracked(cells):
        for column in COLUMNS["stock"]:
            plain.pop(column, None)
    return plain


def _is_untracked(cells: Mapping[str, Any]) -> bool:
    """Sold whatever the count says: nobody counts, or selling goes on below zero."""
    trackers = [name for name in _TRACKED_BY if name in cells]
    nobody_counts = bool(trackers) and not _first(cells, trackers)
    return nobody_counts or _first(cells, _ALWAYS_SOLD).casefold() in ("continue", "true")


def build(options: Options) -> Feed:
    """The feed."""
    return ShopifyFeed(options)
