"""Small, right or large? Gradient-boosted trees over body, size and what is peculiar to product and shopper.

After Sembium et al. 2017 ("Recommending product sizes to customers") and Misra et al. 2018 ("Decomposing fit
semantics for product size recommendation"): a product and a shopper each depart from the rest, in the
sizes that
are chosen and in the verdicts. They learn those departures as latent factors; here they are shrunk means
of the
residuals of a first model that knows neither, taken out of fold, and trees (Friedman 2001) weigh them.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadInput, CorruptAsset
from daogou.fit.learned.columns import Columns, learn_columns
from daogou.fit.learned.effects import (
    PRODUCT_SHRINK,
    SHOPPER_SHRINK,
    Effects,
    effects,
    out_of_fold,
)
from daogou.fit.learned.keeping import columns_arrays, columns_from, effects_arrays, effects_from, read_arrays
from daogou.fit.learned.trees import Trees, grown_classifier, trees_from
from daogou.fit.learned.wearings import LARGE, SMALL, Floats, Wearings

LEAST = 200  # wearings: from fewer, three classes cannot be told apart better than by the chart
FIRST_FOLDS = 4
# chosen on a validation cut of 123,000 rentals. Of fewer wearings fewer rounds are made, each so much bolder
# that the whole way is as long: rounds times learning rate
FIRST = {"max_leaf_nodes": 31, "l2_regularization": 5.0}
SECOND = {"max_leaf_nodes": 16, "l2_regularization": 5.0}
FIRST_ROUNDS, FIRST_WAY, FIRST_LEAF = (60, 150), 12.0, 40
SECOND_ROUNDS, SECOND_WAY, SECOND_LEAF = (100, 500), 15.0, 100
ROWS_PER_ROUND = 20


@dataclass(frozen=True)
class VerdictModel:
    """``columns``, ``products``, ``shoppers`` turn wearings into numbers, ``trees`` those into chances."""

    columns: Columns
    products: Effects
    shoppers: Effects
    trees: Trees

    def chances(self, wearings: Wearings) -> Floats:
        """float64 [n, 3]: small, right, large; rows sum to 1. Unknown shoppers and products are welcome."""
        seen = [
            self.columns.of(wearings),
            self.products.of(wearings.products),
            self.shoppers.of(wearings.shoppers),
        ]
        return self.trees.chances(np.hstack(seen))

    def wearings_of(self, product_id: str) -> int:
        """How many verdicts on a product it learnt from."""
        row = self.products.rows.get(product_id)
        return 0 if row is None else int(self.products.sums[row, -1])

    def save(self, file: Path) -> None:
        """As compressed arrays."""
        arrays = {
            **columns_arrays(self.columns),
            **effects_arrays(self.products, "products."),
            **effects_arrays(self.shoppers, "shoppers."),
            **self.trees.arrays("trees."),
        }
        with file.open("wb") as stream:  # np.savez would append .npz to a name
            np.savez_compressed(stream, **arrays)  # type: ignore[arg-type]

    @classmethod
    def load(cls, file: Path) -> "VerdictModel":
        """What ``save`` wrote.

        Raises:
            CorruptAsset: the file holds something else.
        """
        arrays = read_arrays(file)
        try:
            return cls(
                columns_from(arrays),
                effects_from(arrays, "products."),
                effects_from(arrays, "shoppers."),
                trees_from(arrays, "trees."),
            )
        except (KeyError, ValueError) as error:
            raise CorruptAsset(f"{file} holds no size model.", hint="Learn it again.") from error


def learn(wearings: Wearings, verdicts: NDArray[np.intp], *, seed: int = 0) -> VerdictModel:
    """A model of the verdicts, int [n]: 0 small, 1 right, 2 large.

    Raises:
        BadInput: fewer than 200 wearings, or one of the three verdicts never occurs.
    """
    if len(wearings) < LEAST or len(np.unique(verdicts)) < 3:
        raise BadInput(
            f"{len(wearings)} wearings with {len(np.unique(verdicts))} kinds of verdict are too few.",
            hint=f"Go by the size chart until there are {LEAST} of all three kinds.",
        )
    columns, seen = learn_columns(wearings, seed)
    residuals = _residuals(seen, verdicts, seed)
    products = effects(wearings.products, residuals, PRODUCT_SHRINK)
    shoppers = effects(wearings.shoppers, residuals, SHOPPER_SHRINK)
    joined = np.hstack(
        [
            seen,
            out_of_fold(wearings.products, residuals, PRODUCT_SHRINK, seed),
            out_of_fold(wearings.shoppers, residuals, SHOPPER_SHRINK, seed + 1),
        ]
    )
    return VerdictModel(columns, products, shoppers, _second(joined, verdicts, seed))


def _residuals(seen: Floats, verdicts: NDArray[np.intp], seed: int) -> Floats:
    """float64 [n, 2]: how far small and large came true beyond their chance, by a model without the row."""
    fold = np.random.default_rng(seed).integers(0, FIRST_FOLDS, len(seen))
    chances = np.zeros((len(seen), 3))
    for one in range(FIRST_FOLDS):
        held = fold == one
        trees = _first(seen[~held], verdicts[~held], seed)
        chances[held] = trees.chances(seen[held])
    return np.asarray((np.eye(3)[verdicts] - chances)[:, [SMALL, LARGE]])


def _first(seen: Floats, verdicts: NDArray[np.intp], seed: int) -> Trees:
    settings = {**FIRST, **_growth(len(seen), FIRST_ROUNDS, FIRST_WAY, FIRST_LEAF), "random_state": seed}
    return grown_classifier(seen, verdicts, settings)


def _second(seen: Floats, verdicts: NDArray[np.intp], seed: int) -> Trees:
    settings = {**SECOND, **_growth(len(seen), SECOND_ROUNDS, SECOND_WAY, SECOND_LEAF), "random_state": seed}
    return grown_classifier(seen, verdicts, settings)


def _growth(rows: int, rounds: tuple[int, int], way: float, leaf: int) -> dict[str, float]:
    """How many rounds of which boldness, and the least rows of a leaf: a 20th of few rows."""
    count = min(max(rows // ROWS_PER_ROUND, rounds[0]), rounds[1])
    return {
        "max_iter": count,
        "learning_rate": way / count,
        "min_samples_leaf": max(1, min(leaf, rows // 20)),
    }
