"""What the owner wants of every shelf: never this, that first, more of those, not all of one brand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadSetting
from daogou.core.query import Constraint
from daogou.core.roles import nearest
from daogou.core.settings import RecommendSection
from daogou.index.columns import Columns
from daogou.recommend.history import Floats, Ints

Mask = NDArray[np.bool_]
ID = "id"  # in place of a field: one product


@dataclass(frozen=True, eq=False)
class BusinessRules:
    """Settings as numbers of a catalogue of n products.

    ``sold``: bool [n], False for what is never shown. ``factors``: float32 [n], what multiplies scores.
    ``pins``: row -> place on a shelf, from 0. ``brands``: int64 [n], -1 for a product without one.
    """

    sold: Mask
    factors: Floats
    pins: Mapping[int, int]
    brands: Ints
    at_most: int

    def boosted(self, scores: Floats) -> Floats:
        """Scores as the owner would have them; below 0, more liked is nearer to 0."""
        if not self._has_boosts:
            return scores
        return np.where(scores > 0, scores * self.factors, scores / self.factors).astype(np.float32)

    @cached_property
    def _has_boosts(self) -> bool:
        return bool((self.factors != 1).any())

    def few_of_a_brand(self, rows: Ints, k: int) -> Ints:
        """The first k rows of which at most so many are of one brand; those without a brand may stay."""
        if not self.at_most:
            return rows[:k]
        kept: list[int] = []
        counts: Counter[int] = Counter()
        for row in rows.tolist():
            brand = int(self.brands[row])
            if brand < 0 or counts[brand] < self.at_most:
                counts[brand] += 1
                kept.append(row)
                if len(kept) == k:
                    break
        return np.array(kept, np.int64)

    def pinned(self, rows: Ints, k: int, allowed: Mask) -> Ints:
        """The list with each pinned product at its place, where it may be shown; k rows at most."""
        pins = sorted((place, row) for row, place in self.pins.items() if allowed[row] and place < k)
        if not pins:
            return rows
        pinned = {row for _, row in pins}
        shown = [row for row in rows.tolist() if row not in pinned]
        for place, row in pins:
            shown.insert(min(place, len(shown)), row)
        return np.array(shown[:k], np.int64)


def business_rules(settings: RecommendSection, columns: Columns, row_of: Mapping[str, int]) -> BusinessRules:
    """The owner's settings over one catalogue.

    A product or a value that nobody has by now means nothing: goods come and go.

    Raises:
        BadSetting: a rule is not written "field:value", its field is unknown, or a boost is not above 0.
    """
    sold = np.ones(columns.size, bool)
    for rule in settings.exclude:
        sold &= ~_rows(rule, "exclude", columns, row_of)
    factors = np.ones(columns.size, np.float32)
    for rule, factor in settings.boost.items():
        if not factor > 0:
            raise BadSetting(f"recommend.boost: {rule!r} = {factor:g}: expected a number above 0.")
        factors[_rows(rule, "boost", columns, row_of)] *= np.float32(factor)
    if bad := [name for name, place in settings.pin.items() if place < 1]:
        raise BadSetting(f"recommend.pin: {bad[0]!r} = {settings.pin[bad[0]]}: the first place is 1.")
    pins = {row_of[name]: place - 1 for name, place in settings.pin.items() if name in row_of}
    return BusinessRules(sold, factors, pins, _brands(columns), settings.at_most_per_brand)


def _rows(rule: str, key: str, columns: Columns, row_of: Mapping[str, int]) -> Mask:
    field, colon, value = rule.partition(":")
    if not colon or not value:
        raise BadSetting(f'recommend.{key}: {rule!r}: expected "field:value", or "id:PRODUCT".')
    if field == ID:
        rows = np.zeros(columns.size, bool)
        if value in row_of:
            rows[row_of[value]] = True
        return rows
    if field not in columns.fields:
        known: Sequence[str] = [ID, *columns.fields]
        close = nearest(field, list(known))
        raise BadSetting(
            f"recommend.{key}: {rule!r}: no field {field!r}; there are: {', '.join(known)}.",
            hint=f"Did you mean {close!r}?" if close else "",
        )
    return columns.mask(Constraint(field, (value,)))


def _brands(columns: Columns) -> Ints:
    brands = np.full(columns.size, -1, np.int64)
    column = columns.fields.get("brand")
    if column is not None:
        brands[column.rows] = column.codes
    return brands
