"""What one shopper did, as a recommender sees it."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Times = NDArray[np.float64]


class Tastes(NamedTuple):
    """``products`` int64 [m], ascending; ``liked`` and ``disliked`` float32 [n, m], at least 0: how much acts
    speak for and against each, in row i without those on the i-th product that was to be left out."""

    products: Ints
    liked: Floats
    disliked: Floats


@dataclass(frozen=True, eq=False)
class History:
    """Acts on products, oldest first; ``items`` int64 [n] are rows of products and may repeat.

    ``weights`` float32 [n]: how much an act says; above 0 it speaks for the product, below 0 against it (sent
    back, rated badly). ``times`` float64 [n]: seconds since 1970, ascending; zeros where none is known.
    """

    items: Ints
    weights: Floats
    times: Times

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def distinct(self) -> tuple[Ints, Ints]:
        """int64 [m]: the different products, ascending; int64 [n]: which of these each act is on."""
        rows, place = np.unique(self.items, return_inverse=True)
        return rows, place

    @cached_property
    def remembered(self) -> dict[tuple[float, bytes], Tastes]:
        """See ``tastes``."""
        return {}

    @property
    def liked(self) -> Ints:
        """int64 [m]: the different products whose acts speak for them altogether, ascending."""
        rows, place = self.distinct
        return rows[np.bincount(place, weights=self.weights, minlength=len(rows)) > 0]

    def without(self, products: Collection[int]) -> "History":
        """The same without any act on these products."""
        if len(products) == 1:  # as explanations ask, of many histories; isin sorts
            kept = self.items != next(iter(products))
        else:
            kept = ~np.isin(self.items, list(products))
        return History(self.items[kept], self.weights[kept], self.times[kept])


def history_of(items: Collection[int]) -> History:
    """A history of these products in this order, each act of weight 1 and of no known time."""
    rows = np.array(list(items), dtype=np.int64)
    return History(rows, np.ones(len(rows), np.float32), np.zeros(len(rows)))
