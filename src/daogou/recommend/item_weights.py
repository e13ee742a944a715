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
from daogou.recommend.history import Floats, History
from daogou.recommend.leaving_out import evidence_by_leaving_out
from daogou.recommend.stored import load_arrays, matrix_arrays, matrix_from, save_arrays


@dataclass(frozen=True, eq=False)
class ItemWeights:
    """score(p) = the sum over acts of weight * fading * weights[item, p].

    ``weights`` float32 sparse [n_products, n_products] with an empty diagonal; ``half_life_acts``: see
    ``faded_matrix``. What is disliked takes as much from its neighbours as a like of that weight gives
    them, and gives nothing to those that it speaks against.
    """

    weights: csr_array
    half_life_acts: float = 0.0

    def scores(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, n_products]."""
        return self._given(histories, self.weights)

    def similar(self, product: int) -> Floats:
        """What an act on the product says for the others."""
        row: Floats = self.weights[[product]].toarray()[0]
        return np.maximum(row, 0)

    def explain(self, history: History, product: int) -> tuple[Evidence, ...]:
        """The products whose acts speak for it; exact, fading included."""
        column = csr_array(self.weights[:, [product]])
        return evidence_by_leaving_out(lambda several: self._given(several, column)[:, 0], history)

    def save(self, folder: Path) -> None:
        """The matrix."""
        save_arrays(folder, matrix_arrays(self.weights) | {"half_life_acts": np.array(self.half_life_acts)})

    def _given(self, histories: Sequence[History], weights: csr_array) -> Vectors:
        """float32 [n, columns of weights]."""
        n_products = self.weights.shape[0]
        scores: Vectors = (faded_matrix(histories, n_products, self.half_life_acts) @ weights).toarray()
        disliked = disliked_matrix(histories, n_products)
        if disliked.nnz:
            scores -= (disliked @ weights.maximum(0)).toarray()
        return scores


def load_item_weights(folder: Path) -> ItemWeights:
    """What ``ItemWeights.save`` wrote.

    Raises:
        NotBuilt: nothing was.
    """
    arrays = load_arrays(folder)
    return ItemWeights(matrix_from(arrays), float(arrays["half_life_acts"]))
