"""Vendure's product import (CSV): a row with a name begins a product, rows without one are its variants."""

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
from daogou.sources.fields import attribute_name
from daogou.sources.presets import mapping_of
from daogou.sources.records import FeedOptions, Row
from daogou.sources.refusal import Refused
from daogou.sources.sniffing import columns_of, head_of

COLUMNS = {"sku": ("sku",), "stock": ("stockOnHand",), "pictures": ("variantAssets",), "picture": ("assets",)}
_LANGUAGES = ("", ":en", ":zh", ":zh_Hans")  # Vendure writes texts in several languages as name:en, name:zh


@dataclass(frozen=True)
class Options(FeedOptions):
    """The same for every feed."""


class VendureFeed:
    """Facets named ``category`` make the category path, ``brand`` the brand, others attributes."""

    suffixes: tuple[str, ...] = (".csv",)

    def __init__(self, options: Options) -> None:
        self._options = options
        Columns(options.columns)  # an unknown field is refused now, not when the file is read

    def recognises(self, path: Path) -> bool:
        """Whether it has Vendure's columns for options and facets."""
        names = {name.removesuffix("en").removesuffix("zh") for name in columns_of(head_of(path))}
        return {"name", "sku", "price", "optiongroups", "facets"} <= names

    def read(self, path: Path) -> Iterator[Product | Rejection]:
        """Products in the file's order, ids are the slugs."""
        table = Table(path)
        if not any(f"name{language}" in table.header for language in _LANGUAGES):
            raise BadFeed(
                f"{path.name} is no product file of Vendure: it has no column name.",
                hint='A table of another kind is read with format = "csv".',
            )
        columns = Columns(
            mapping_of(COLUMNS, [*table.header, "group"], {"group": "group", **self._options.columns})
        )
        rows = _grouped(table.rows(), table.delimiter)
        records = (row if isinstance(row, Rejection) else columns.record(row) for row in rows)
        return Conversion(self._options).products(records)


def _grouped(rows: Iterable[Row | Rejection], delimiter: str) -> Iterator[Row | Rejection]:
    """Rows that name their product, with options and facets under names that columns are found by."""
    slug, groups = "", list[str]()
    for row in rows:
        if isinstance(row, Rejection):
            yield row
            if not row.value.startswith(
                delimiter
            ):  # it may have begun a product: what follows are its variants
                slug = ""
            continue
        before, new = slug, _slug(row.cells)
        if new:
            slug, groups = new, _split(_text(row.cells, "optionGroups"))
        if new and new == before:
            yield Refused("slug", new, "is there twice", "every product needs its own").at(row.line, new)
            slug = ""
        elif slug:
            yield Row(row.line, _plain(row.cells, slug, groups))
        else:
            yield Refused("name", "", "belongs to a product that was refused", "mend the row above").at(
                row.line
            )


def _slug(cells: Mapping[str, Any]) -> str:
    """Of the product that the row begins, made from its name as Vendure does; empty for a further variant."""
    return _text(cells, "slug") or re.sub(r"[\W_]+", "-", _text(cells, "name").casefold()).strip("-")


def _text(cells: Mapping[str, Any], column: str) -> str:
    """In the first language that has it."""
    return next((str(cells[column + end]) for end in _LANGUAGES if cells.get(column + end)), "")


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _plain(cells: Mapping[str, Any], slug: str, groups: list[str]) -> dict[str, Any]:
    plain = {name: value for name, value in cells.items() if name.partition(":")[0] not in ("slug", "facets")}
    plain["group"] = slug
    for name, value in zip(groups, _split(_text(cells, "optionValues")), strict=False):
        plain[f"options.{name}"] = value
    facets: dict[str, list[str]] = {}
    for facet in _split(_text(cells, "facets")) + _split(_text(cells, "variantFacets")):
        name, _, value = facet.partition(":")
        facets.setdefault(attribute_name(name), []).append(value.strip())
    plain["category"] = facets.pop("category", [])
    plain["brand"] = next(iter(facets.pop("brand", [])), "")
    plain |= {f"attributes.{name}": values for name, values in facets.items()}
    if _text(cells, "trackInventory").casefold() == "false":
        plain.pop("stockOnHand", None)
    return plain


def build(options: Options) -> Feed:
    """The feed."""
    return VendureFeed(options)
