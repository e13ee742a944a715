"""What goes with a product: kinds of things worn together, in colours that agree, for the same people.

The graph's rule ``outfit``, asked of all products at once: as a rule it would conclude a fact for every pair.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.entity import key_of, kind_of
from daogou.core.triple import Triple
from daogou.index.columns import Columns

Mask = NDArray[np.bool_]
RELATION = "complements"


@dataclass(frozen=True)
class Complements:
    """``pairs``: kind -> value -> the values that go with it, of categories and colours."""

    columns: Columns
    pairs: Mapping[str, Mapping[str, frozenset[str]]]

    def of(self, row: int) -> Mask:
        """bool [n_products]: who fits a product in category and in colour, and is for whom it is for."""
        fits = np.ones(self.columns.size, bool)
        for field in ("category", "colour"):
            fits &= self._any(field, self._wanted(field, row))
        audience = self._values("audience", row)
        if audience:
            fits &= self._any("audience", audience)
        # who is of one kind with it goes with it no more than it with itself: two skirts
        fits &= ~self._any("category", self._values("category", row)[:1])
        fits[row] = False
        return fits

    def _wanted(self, field: str, row: int) -> list[str]:
        known = self.pairs.get(field, {})
        return sorted({other for value in self._values(field, row) for other in known.get(value, ())})

    def _values(self, field: str, row: int) -> list[str]:
        """The most special first: a value that fewer products have."""
        column = self.columns.fields.get(field)
        if column is None:
            return []
        return sorted(column.of_row(row), key=lambda value: -column.code_of[value])

    def _any(self, field: str, values: list[str]) -> Mask:
        column = self.columns.fields.get(field)
        return np.zeros(self.columns.size, bool) if column is None else column.mask(values)


def complements(columns: Columns, known: Iterable[Triple]) -> Complements:
    """From what a rule book knows to go together."""
    pairs: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for triple in known:
        if triple.relation == RELATION:
            pairs[kind_of(triple.head)][key_of(triple.head)].add(key_of(triple.tail))
    frozen = {kind: {one: frozenset(to) for one, to in of.items()} for kind, of in pairs.items()}
    return Complements(columns, frozen)
