"""What all shoppers did: one history after the other in flat arrays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from daogou.recommend.history import Floats, History, Ints, Times


@dataclass(frozen=True, eq=False)
class Interactions:
    """Histories of shoppers; that of shopper s is ``starts[s]:starts[s + 1]`` of the other arrays.

    ``starts`` int64 [n_shoppers + 1]; ``items``, ``weights``, ``times`` as in ``History``.
    """

    n_products: int
    starts: Ints
    items: Ints
    weights: Floats
    times: Times

    def __len__(self) -> int:
        """How many shoppers."""
        return len(self.starts) - 1

    def __getitem__(self, shopper: int) -> History:
        own = slice(int(self.starts[shopper]), int(self.starts[shopper + 1]))
        return History(self.items[own], self.weights[own], self.times[own])

    def __iter__(self) -> Iterator[History]:
        return (self[shopper] for shopper in range(len(self)))

    def matrix(self) -> csr_array:
        """float32 [n_shoppers, n_products]: the summed weight of acts on a product, where above 0."""
        return matrix_of(list(self), self.n_products)


def interactions_of(histories: Iterable[History], n_products: int) -> Interactions:
    """Histories, one per shopper, put together."""
    all_of_them = list(histories)
    starts = np.zeros(len(all_of_them) + 1, dtype=np.int64)
    np.cumsum([len(one) for one in all_of_them], out=starts[1:])
    return Interactions(
        n_products,
        starts,
        np.concatenate([np.zeros(0, np.int64), *(one.items for one in all_of_them)]),
        np.concatenate([np.zeros(0, np.float32), *(one.weights for one in all_of_them)]),
        np.concatenate([np.zeros(0, np.float64), *(one.times for one in all_of_them)]),
    )


def matrix_of(histories: Sequence[History], n_products: int) -> csr_array:
    """float32 [n, n_products], as ``Interactions.matrix``; row i is ``histories[i]``."""
    whole = interactions_of(histories, n_products)
    matrix = csr_array(
        (whole.weights, whole.items, whole.starts), shape=(len(histories), n_products), dtype=np.float32
    )
    matrix.sum_duplicates()
    matrix.data = np.maximum(matrix.data, 0.0)
    matrix.eliminate_zeros()
    return matrix
