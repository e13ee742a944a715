"""Recommenders that are one matrix: what an act on this product says for that one.

Item-kNN, EASE and everything else of that kind differ in how the matrix comes about; asking, explaining and
keeping it are the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.fading import disliked_matrix, faded_matrix
from daogou.recommend.few_rows import product_of_few
from daogou.recommend.history import Floats, History, Ints
from daogou.recommend.leaving_out import ROUNDING, newest_products, strongest
from daogou.recommend.stored import load_arrays, matrix_arrays, matrix_from, save_arrays


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
        rows, place = np.unique(history.items, return_inverse=True)
        said = self.weights[rows][:, list(products)].toarray()  # (rows, products)
        worth = np.vstack(
            [self._worth(history, np.array([-1])), self._worth(history, tried)]
        )  # (1 + tried, acts)
        net = np.zeros((len(worth), len(rows)), np.float32)
        np.add.at(net.T, place, worth.T)
        return [
            strongest("neighbour", tried, of_one[0] - of_one[1:], least=ROUNDING * abs(float(of_one[0])))
            for of_one in (np.maximum(net, 0) @ said).T
        ]

    def save(self, folder: Path) -> None:
        """The matrix."""
        save_arrays(folder, matrix_arrays(self.weights) | {"half_life_acts": np.array(self.half_life_acts)})

    def _worth(self, history: History, left_out: Ints) -> Floats:
        """float32 [n left out, n acts]: what each act counts where one product's acts are left out."""
        gone = history.items == left_out[:, None]
        speaks = (history.weights > 0) & ~gone
        newer = speaks[:, ::-1].cumsum(axis=1)[:, ::-1] - speaks
        # half-lives of 0 mean that nothing fades
        halvings = newer / self.half_life_acts if self.half_life_acts else np.zeros(newer.shape)
        worth: Floats = (history.weights * np.exp2(-halvings) * ~gone).astype(np.float32)
        return worth

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


def load_item_weights(folder: Path) -> ItemWeights:
    """What ``ItemWeights.save`` wrote.

    Raises:
        NotBuilt: nothing was.
    """
    arrays = load_arrays(folder)
    return ItemWeights(matrix_from(arrays), float(arrays["half_life_acts"]))
