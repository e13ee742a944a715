"""At which places a full ranking has the products that a shopper went on to choose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Places:
    """Places of wanted products, those of shopper s at ``starts[s]:starts[s + 1]``, the best place first.

    ``places`` float64 [m]: 1 is the top, infinity where the product may not be shown at all; fractions where
    scores are equal. ``starts`` int64 [n_shoppers + 1].
    """

    places: Values
    starts: Ints

    def __len__(self) -> int:
        """How many shoppers."""
        return len(self.starts) - 1

    @property
    def wanted(self) -> Ints:
        """int64 [n_shoppers]: how many products each wanted."""
        return np.diff(self.starts)

    @property
    def shopper(self) -> Ints:
        """int64 [m]: whose place each is."""
        return np.repeat(np.arange(len(self)), self.wanted)

    @property
    def nth(self) -> Ints:
        """int64 [m]: the how manieth of its shopper's wanted products each is, from 1."""
        return np.arange(len(self.places)) - np.repeat(self.starts[:-1], self.wanted) + 1

    def first(self) -> Values:
        """float64 [n_shoppers]: the best place, infinity for who wanted nothing."""
        first = np.full(len(self), np.inf)
        some = self.wanted > 0
        first[some] = self.places[self.starts[:-1][some]]
        return first

    def summed(self, values: NDArray[np.floating] | NDArray[np.bool_]) -> Values:
        """float64 [n_shoppers]: the sum of [m] values over each shopper's places."""
        sums: Values = np.bincount(self.shopper, weights=values, minlength=len(self)).astype(np.float64)
        return sums


def places_of(scores: NDArray[np.floating], wanted: Sequence[Ints]) -> Places:
    """Where rows of scores [n, n_products] put the products ``wanted[i]`` (int64, all different) of row i.

    A score of minus infinity hides a product. Products of equal score share the places they take: of r
    wanted among t equal ones the j-th stands where it would in the mean over all orders, j (t + 1) / (r + 1)
    places below those above. That is the average rank for r = 1, and no list is better or worse for the order
    its author sorted equal scores in.

    Raises:
        ValueError: a score is not a number, or there are not as many rows as shoppers.
    """
    if np.isnan(scores).any():
        raise ValueError("A score is not a number.")
    rows = zip(scores, wanted, strict=True)
    return joined([_places_of_one(row, products) for row, products in rows])


def joined(places: Iterable[Values]) -> Places:
    """The places of shoppers, one array each, put together."""
    own = [np.sort(np.asarray(one, np.float64)) for one in places]
    starts = np.zeros(len(own) + 1, np.int64)
    np.cumsum([len(one) for one in own], out=starts[1:])
    return Places(np.concatenate([np.zeros(0), *own]), starts)


def _places_of_one(row: NDArray[np.floating], products: Ints) -> Values:
    own = row[products]
    levels, level, wanted = np.unique(own, return_inverse=True, return_counts=True)
    above = (row > levels[:, None]).sum(axis=1)[level]
    equal = (row == levels[:, None]).sum(axis=1)[level]
    order = np.argsort(level, kind="stable")
    firsts = np.repeat(np.cumsum(wanted) - wanted, wanted)
    among = np.empty(len(own), np.int64)
    among[order] = np.arange(len(own)) - firsts + 1  # 1..r within its level
    places: Values = above + among * (equal + 1) / (wanted[level] + 1)
    return np.where(np.isneginf(own), np.inf, places)
