"""Garments worn, in columns: what was known before. Verdicts go beside: 0 small, 1 right, 2 large."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
SMALL, RIGHT, LARGE = 0, 1, 2


@dataclass(frozen=True)
class Wearings:
    """``n`` garments worn, or about to be.

    ``shoppers``, ``products``: str [n]. ``sizes``: float64 [n], any scale on which larger is larger: a
    chart's place, a US number. ``numbers``: more float64 [n] columns, NaN where unknown; ``kinds``: str [n]
    columns. ``body`` names the columns of ``numbers`` that describe the shopper, by which the size that
    people of that build take is foretold.
    """

    shoppers: NDArray[np.str_]
    products: NDArray[np.str_]
    sizes: Floats
    numbers: Mapping[str, Floats]
    kinds: Mapping[str, NDArray[np.str_]]
    body: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.sizes)

    def __getitem__(self, rows: Rows | NDArray[np.bool_]) -> "Wearings":
        return Wearings(
            self.shoppers[rows],
            self.products[rows],
            self.sizes[rows],
            {name: column[rows] for name, column in self.numbers.items()},
            {name: column[rows] for name, column in self.kinds.items()},
            self.body,
        )
