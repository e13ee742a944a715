"""Recommenders that are one matrix: what an act on this product says for that one.

Item-kNN, EASE and everything else of that kind differ in how the matrix comes about; asking, explaining and
keeping it are the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.fading import disliked_matrix, faded_matrix
from daogou.recommend.few_rows import product_of_few
from daogou.recommend.history import Floats, History, Ints
from daogou.recommend.leaving_out import losing, newest_products
from daogou.recommend.measuring import ByScoring, Measured
from daogou.recommend.mixing import Mixture
from daogou.recommend.pieces import Pieces, pieces_of, told
from daogou.recommend.sparse_rows import block
from daogou.recommend.stored import load_arrays, matrix_arrays, matrix_from, save_arrays
from daogou.recommend.tastes import NOTHING, tastes


@dataclass(frozen=True, eq=False)
class ItemWeights:
    """score(p) = the sum over acts of weight * fading * weights[item, p].

    ``weights`` float32 sparse [n_products, n_products] with an empty diagonal; ``half_life_acts``: see
    ``faded_matrix``. What is disliked takes as much from its neighbours as a like of that weight gives
    them, from itself as much as from the nearest, and gives nothing to those that it speaks against.
    """

    weights: csr_array
    half_life_acts: float = 0.0

    def scores(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, n_products]."""
        if len(histories) == 1 and not _dislikes(histories[0]):
            own = tastes(histories[0], self.half_life_acts)
            return self._mixture.mixed(own.products, own.liked)
        scores = product_of_few(self._for(histories), self.weights)
        against = self._against(histories)
        return scores - against.toarray() if against.nnz else scores

    def similar(self, product: int) -> Floats:
        """What an act on the product says for the others."""
        row: Floats = self.weights[[product]].toarray()[0]
        return np.maximum(row, 0)

    def explain(self, history: History, product: int) -> tuple[Evidence, ...]:
        """The products whose acts speak for it; exact, fading included."""
        return self.explain_many(history, [product])[0]

    def explain_many(self, history: History, products: Sequence[int]) -> list[tuple[Evidence, ...]]:
        """See ``explain``; the history is looked into once."""
        tried = newest_products(history)
        if not len(tried):
            return [()] * len(products)
        own = tastes(history, self.half_life_acts, np.append(NOTHING, tried))
        scores = own.liked @ block(self.weights, own.products, np.array(products, np.int64))
        return told([losing("neighbour", tried, scores)], len(products))

    def measured(self, history: History, left_out: Ints, products: Ints, *, highest: bool) -> Measured:
        """See ``measuring``: from the few products that the history's neighbours are."""
        if _dislikes(history):
            return ByScoring(self).measured(history, left_out, products, highest=highest)
        own = tastes(history, self.half_life_acts, left_out)
        return self._mixture.measured(own.products, own.liked, products)

    def explain_measured(
        self, history: History, tried: Ints, products: Ints, scores: Vectors
    ) -> list[Pieces]:
        """See ``measuring``."""
        if _dislikes(history):  # it takes from the score, but is no evidence for the rest
            return pieces_of(self.explain_many(history, products.tolist()))
        return [losing("neighbour", tried, scores)]

    def save(self, folder: Path) -> None:
        """The matrix."""
        save_arrays(folder, matrix_arrays(self.weights) | {"half_life_acts": np.array(self.half_life_acts)})

    @cached_property
    def _mixture(self) -> Mixture:
        return Mixture(self.weights)

    def _for(self, histories: Sequence[History]) -> csr_array:
        return faded_matrix(histories, self.weights.shape[0], self.half_life_acts)

    def _against(self, histories: Sequence[History]) -> csr_array:
        """float32 sparse [n, n_products]: what dislikes take away, from the product itself the most."""
        disliked = disliked_matrix(histories, self.weights.shape[0])
        if not disliked.nnz:
            return disliked
        products = np.unique(disliked.indices)
        near = self.weights[products].maximum(0)
        strongest = near.max(axis=1).toarray()
        own = csr_array((strongest, (np.arange(len(products)), products)), shape=near.shape)
        return csr_array(disliked[:, products] @ (near + own))


def _dislikes(history: History) -> bool:
    return bool((history.weights < 0).any())


def load_item_weights(folder: Path) -> ItemWeights:
    """What ``ItemWeights.save`` wrote.

    Raises:
        NotBuilt: nothing was.
    """
    arrays = load_arrays(folder)
    return ItemWeights(matrix_from(arrays), float(arrays["half_life_acts"]))
