"""Products that the same shoppers like as those of a history: item-based nearest neighbours.

Sarwar et al., *Item-based collaborative filtering* (WWW 2001), with the shrinkage of Bell and Koren (2007):
with X [shoppers, products], weights[i, j] = (X^T X)[i, j] / (|x_i|^2a |x_j|^(2 - 2a) + shrinkage); a = 1/2 is
the cosine. ``bm25`` weighs X first as Okapi BM25 does words in documents, so that a product everybody has and
a shopper who has everything say little. Each product keeps its ``neighbours`` nearest ones.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from daogou.core.errors import BadOption
from daogou.core.progress import Progress
from daogou.recommend.history import Floats, Ints
from daogou.recommend.item_weights import ItemWeights, load_item_weights
from daogou.recommend.lesson import Lesson
from daogou.recommend.neighbours import Rescale, top_products
from daogou.recommend.ranges import expect_at_least_one, expect_zero_or_more
from daogou.recommend.recommenders import Method, Recommender
from daogou.recommend.stored import compact

WEIGHTINGS = ("binary", "acts", "bm25")

# Robertson's usual values: how soon repeated acts stop to count more, and how much a long history counts less
BM25_K1 = 1.2
BM25_B = 0.75


@dataclass(frozen=True)
class Options:
    """How near is measured.

    ``weighting``: ``binary`` (did they?), ``acts`` (how much?) or ``bm25``; ``asymmetry`` is a above:
    towards 1 popular neighbours come forward, towards 0 rare ones; ``shopper_damping``: a shopper with n
    products counts n^-that; ``half_life_acts``: after so many newer acts one counts half, 0: all count alike.
    """

    neighbours: int = 200
    weighting: str = "binary"
    shrinkage: float = 1.0
    asymmetry: float = 0.5
    shopper_damping: float = 0.5
    half_life_acts: float = 3.0


class ItemKnnMethod:
    """Counts who likes both."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, lesson: Lesson, *, seed: int, progress: Progress) -> Recommender:
        """Exact; ``seed`` has nothing to decide."""
        matrix = self._weighted(lesson.interactions.matrix())
        squares = np.asarray(matrix.power(2).sum(axis=0), dtype=np.float64)
        weights = top_products(
            csr_array(matrix.T), matrix, self._options.neighbours, self._nearness(squares), progress
        )
        return ItemWeights(compact(weights), self._options.half_life_acts)

    def _weighted(self, matrix: csr_array) -> csr_array:
        """float32 [n_shoppers, n_products], shoppers damped."""
        sizes = np.diff(matrix.indptr)
        if self._options.weighting == "binary":
            matrix.data[:] = 1
        elif self._options.weighting == "bm25":
            matrix = bm25(matrix)
        matrix.data *= np.repeat(np.maximum(sizes, 1) ** -self._options.shopper_damping, sizes)
        return matrix

    def _nearness(self, squares: NDArray[np.float64]) -> Rescale:
        """Entries of X^T X to weights; ``squares`` float64 [n_products]: |x|^2."""
        source = squares**self._options.asymmetry
        target = squares ** (1 - self._options.asymmetry)

        def rescale(rows: Ints, columns: Ints, values: Floats) -> Floats:
            size = source[rows] * target[columns] + self._options.shrinkage
            return (values / size).astype(np.float32)

        return rescale

    def load(self, folder: Path) -> Recommender:
        """See the contract."""
        return load_item_weights(folder)


def bm25(matrix: csr_array) -> csr_array:
    """float32 [n_shoppers, n_products]: shoppers as documents, products as their words."""
    n_shoppers = max(matrix.shape[0], 1)
    holders = np.bincount(matrix.indices, minlength=matrix.shape[1])
    rarity = np.log1p((n_shoppers - holders + 0.5) / (holders + 0.5))  # never below 0
    sizes = np.asarray(matrix.sum(axis=1))
    relative = sizes / max(float(sizes.mean()) if len(sizes) else 0.0, 1e-12)  # 1e-12: nobody did anything
    room = np.repeat(BM25_K1 * (1 - BM25_B + BM25_B * relative), np.diff(matrix.indptr))
    matrix.data = (rarity[matrix.indices] * matrix.data * (BM25_K1 + 1) / (matrix.data + room)).astype(
        np.float32
    )
    return matrix


def build(options: Options) -> Method:
    """Check the options.

    Raises:
        BadOption: one is out of its range.
    """
    if options.weighting not in WEIGHTINGS:
        raise BadOption(
            f"recommender 'item_knn', option 'weighting': {options.weighting!r} is none of "
            f"{', '.join(WEIGHTINGS)}."
        )
    expect_at_least_one("item_knn", options, "neighbours")
    if not 0 <= options.asymmetry <= 1:
        raise BadOption("recommender 'item_knn', option 'asymmetry': expected 0 to 1.")
    expect_zero_or_more("item_knn", options, "shrinkage", "shopper_damping", "half_life_acts")
    return ItemKnnMethod(options)
