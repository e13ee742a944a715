"""What a shopper who has not asked anything yet may look into: the categories, narrowest first named."""

from collections import defaultdict

import numpy as np

from daogou.search.labels import value_label
from daogou.search.parts import Parts


def categories(parts: Parts, language: str) -> list[tuple[str, str, int, str]]:
    """(filter value, label, count, id of an example product that can be seen and bought), largest first.

    A product counts for its narrowest category, the one that fewest products are in.
    """
    column = parts.columns.fields.get("category")
    if column is None:
        return []
    sizes = np.bincount(column.codes, minlength=len(column.values))
    narrowest: dict[int, int] = {}  # row -> code
    for row, code in zip(column.rows.tolist(), column.codes.tolist(), strict=True):
        if row not in narrowest or sizes[code] < sizes[narrowest[row]]:
            narrowest[row] = code
    members: defaultdict[int, list[int]] = defaultdict(list)
    for row, code in narrowest.items():
        members[code].append(row)
    largest = sorted(members, key=lambda code: (-len(members[code]), column.values[code]))
    return [_listed(parts, column.values[code], members[code], language) for code in largest]


def _listed(parts: Parts, value: str, rows: list[int], language: str) -> tuple[str, str, int, str]:
    example = max(rows, key=lambda row: (parts.pictured[row], parts.columns.in_stock[row], -row))
    return (
        value,
        value_label(parts.concepts, "category", value, language),
        len(rows),
        parts.product_ids[example],
    )
