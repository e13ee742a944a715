"""The numbers that the trees see: body, size, and the size's distance from what is usual."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.fit.learned.effects import Effects, effects, left_out
from daogou.fit.learned.trees import Trees, grown_regressor
from daogou.fit.learned.wearings import Floats, Wearings

# pull towards 0 of the sizes that a product's wearers and a shopper choose, in rows
PRODUCT_CHOICE, SHOPPER_CHOICE = 3.0, 1.0
TREES = {"max_iter": 120, "learning_rate": 0.08}
LEAF = 60


@dataclass(frozen=True)
class Columns:
    """Learnt from which sizes people of which body take; verdicts play no part in it.

    ``expected``: a regressor from body to size, None where no body is known. ``products``, ``shoppers``:
    how many sizes above that expectation a product is taken and a shopper takes.
    """

    expected: Trees | None
    products: Effects
    shoppers: Effects
    usual: Effects
    middle: float
    codes: Mapping[str, Mapping[str, int]]

    def of(self, wearings: Wearings) -> Floats:
        """float64 [n, columns] of wearings that were not learnt from."""
        product = self.products.of(wearings.products)[:, 0]
        shopper = self.shoppers.of(wearings.shoppers)
        usual = np.where(shopper[:, 1] > 0, self.usual.of(wearings.shoppers)[:, 0], np.nan)
        return self._joined(wearings, product, shopper[:, 0], np.expm1(shopper[:, 1]), usual)

    def _joined(
        self, wearings: Wearings, product: Floats, shopper: Floats, count: Floats, usual: Floats
    ) -> Floats:
        above = wearings.sizes - _expected(self.expected, wearings, self.middle)
        gaps = [above, product, shopper, above - product, above - shopper, above - product - shopper]
        numbers = list(wearings.numbers.values())
        kinds = [_coded(column, self.codes[name]) for name, column in wearings.kinds.items()]
        own = [wearings.sizes - self.middle - usual, count]
        return np.stack([wearings.sizes, *numbers, *kinds, *gaps, *own], axis=1)


def learn_columns(wearings: Wearings, seed: int) -> tuple[Columns, Floats]:
    """The columns, and float64 [n, columns] of the rows they were learnt from, each without itself."""
    middle = float(wearings.sizes.mean())
    expected = _regressor(wearings, seed)
    above = wearings.sizes - _expected(expected, wearings, middle)
    # a product's departure and a shopper's explain the same sizes: each is taken off before the other is
    # reckoned
    by_product = left_out(wearings.products, above, PRODUCT_CHOICE)
    by_shopper = left_out(wearings.shoppers, above - by_product, SHOPPER_CHOICE)
    by_product = left_out(wearings.products, above - by_shopper, PRODUCT_CHOICE)
    shoppers = effects(wearings.shoppers, (above - by_product)[:, None], SHOPPER_CHOICE)
    off = wearings.sizes - middle
    columns = Columns(
        expected,
        effects(wearings.products, (above - by_shopper)[:, None], PRODUCT_CHOICE),
        shoppers,
        effects(wearings.shoppers, off[:, None], 0.01),  # the plain mean; the count beside it tells its worth
        middle,
        {name: _codes(column) for name, column in wearings.kinds.items()},
    )
    count = np.expm1(shoppers.of(wearings.shoppers)[:, 1]) - 1
    usual = np.where(count > 0, left_out(wearings.shoppers, off, 0.01), np.nan)
    return columns, columns._joined(wearings, by_product, by_shopper, count, usual)


def _regressor(wearings: Wearings, seed: int) -> Trees | None:
    if not wearings.body:
        return None
    leaf = max(1, min(LEAF, len(wearings) // 20))
    settings = {**TREES, "min_samples_leaf": leaf, "random_state": seed}
    return grown_regressor(_body(wearings), wearings.sizes, settings)


def _expected(trees: Trees | None, wearings: Wearings, middle: float) -> Floats:
    if trees is None:
        return np.full(len(wearings), middle)
    return trees.sums(_body(wearings))[:, 0]


def _body(wearings: Wearings) -> Floats:
    return np.stack([wearings.numbers[name] for name in wearings.body], axis=1)


def _codes(column: NDArray[np.str_]) -> Mapping[str, int]:
    return {str(name): at for at, name in enumerate(np.unique(column))}


def _coded(column: NDArray[np.str_], codes: Mapping[str, int]) -> Floats:
    return np.array([codes.get(str(name), np.nan) for name in column], dtype=np.float64)
