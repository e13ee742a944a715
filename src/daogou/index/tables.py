"""The columns of a catalogue, from its products."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Product
from daogou.index.columns import Column, Columns, column_of
from daogou.index.values import Values

STANDARD = str.split(
    "category brand colour size audience material pattern season occasion style fit sleeve neckline length"
)
_MOST_OTHERS = 8  # a page with more facets than this helps nobody
_LEAST_SHARE = 0.1  # an attribute on fewer products than this narrows too few
_MOST_VALUES = 60  # more than this is a measurement or a code, no choice
_DATES = ("released", "date released", "release date", "date", "year")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def columns_of(
    products: Sequence[Product], values: Sequence[Values], currency: str, rates: Mapping[str, float]
) -> Columns:
    """Columns for filtering; prices are turned into the shop's ``currency`` by ``rates`` (worth of one
    unit)."""
    fields = {name: _column(name, values) for name in [*STANDARD, *_others(values)]}
    return Columns(
        {name: column for name, column in fields.items() if column.values},
        _prices(products, currency, rates),
        np.array([product.in_stock for product in products], bool),
        np.array([_released(product, row) for row, product in enumerate(products)], np.float64),
    )


def _column(name: str, values: Sequence[Values]) -> Column:
    rows = [value.of.get(name, []) for value in values]
    given = sum(bool(row) and name not in v.guessed for row, v in zip(rows, values, strict=True))
    return column_of(rows, given / max(len(rows), 1))


def _others(values: Sequence[Values]) -> list[str]:
    """Further attributes worth a facet: on enough products, with few enough values; most common first."""
    seen: dict[str, set[str]] = {}
    count: dict[str, int] = {}
    for value in values:
        for name, found in value.of.items():
            if name not in STANDARD and name not in _DATES:
                count[name] = count.get(name, 0) + 1
                seen.setdefault(name, set()).update(found)
    fit = [
        name
        for name, number in count.items()
        if number >= _LEAST_SHARE * len(values) and 1 < len(seen[name]) <= _MOST_VALUES
    ]
    return sorted(fit, key=lambda name: (-count[name], name))[:_MOST_OTHERS]


def _prices(products: Sequence[Product], currency: str, rates: Mapping[str, float]) -> NDArray[np.float32]:
    def in_shop_currency(product: Product) -> float:
        if product.price is None:
            return float("nan")
        foreign = product.currency and product.currency != currency
        return product.price * (rates.get(product.currency, 1.0) if foreign else 1.0)

    return np.array([in_shop_currency(product) for product in products], np.float32)


def _released(product: Product, row: int) -> float:
    """A day as the number YYYYMMDD; without one, later rows of the feed count as newer, before any dated
    one."""
    for name, raw in product.attributes.items():
        found = _DATE.search(raw[0]) if raw and name.lower().replace("_", " ") in _DATES else None
        if found:
            year, month, day = found.groups()
            return int(year) * 10_000 + int(month or 0) * 100 + int(day or 0)
    return row / 1e9
