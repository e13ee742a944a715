"""Counts to narrow by, over the whole result."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from daogou.core.query import Constraint
from daogou.index.columns import Columns
from daogou.language.concepts import Concepts
from daogou.search.answer import Facet, FacetValue
from daogou.search.labels import field_label, value_label

_MOST_VALUES = 30  # more than a page lists

Mask = NDArray[np.bool_]


def facets(
    columns: Columns,
    concepts: Concepts,
    result: Mask,
    without_own: Mapping[str, Mask],
    chosen: Sequence[Constraint],
    language: str,
) -> tuple[Facet, ...]:
    """Every field's values with their counts, most frequent first.

    ``without_own``: for each field that is filtered, the rows that meet everything else, so that a shopper
    who chose red still sees how many blue ones there are. A field whose values do not divide the result is
    left out.
    """
    found = []
    common = columns.counts(result)
    total = int(np.count_nonzero(result))
    for name, column in columns.fields.items():
        counts = column.counts(without_own[name]) if name in without_own else common[name]
        picked = {v for c in chosen if c.field == name and not c.excluded for v in c.values}
        values = _values(column.values, counts, picked)
        if picked or len(values) > 1 or any(count < total for _, count in values):
            labelled = [
                FacetValue(value, value_label(concepts, name, value, language), count, value in picked)
                for value, count in values
            ]
            found.append(Facet(name, field_label(name, language), tuple(labelled)))
    return (*found, *_stock(columns, result, without_own, chosen, language))


def _values(values: Sequence[str], counts: NDArray[np.int64], picked: set[str]) -> list[tuple[str, int]]:
    """The most frequent values with their counts, and those picked, be they found or not."""
    found = np.flatnonzero(counts)
    order = found[np.argsort(-counts[found], kind="stable")[:_MOST_VALUES]]
    best = [(values[code], count) for code, count in zip(order.tolist(), counts[order].tolist(), strict=True)]
    if not picked:
        return best
    listed = {value for value, _ in best}
    return best + [(value, _count(values, counts, value)) for value in sorted(picked - listed)]


def _count(values: Sequence[str], counts: NDArray[np.int64], value: str) -> int:
    return int(counts[values.index(value)]) if value in values else 0


def _stock(
    columns: Columns,
    result: Mask,
    without_own: Mapping[str, Mask],
    chosen: Sequence[Constraint],
    language: str,
) -> tuple[Facet, ...]:
    among = without_own.get("in_stock", result)
    count = int(np.count_nonzero(columns.in_stock & among))
    picked = any(c.field == "in_stock" for c in chosen)
    if count == np.count_nonzero(among) and not picked:
        return ()
    label = field_label("in_stock", language)
    return (Facet("in_stock", label, (FacetValue("", label, count, picked),)),)
