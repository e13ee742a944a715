"""Traits of products as sparse vectors: what few products have says more of a taste than what all have."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class TraitVectors:
    """``rows`` float32 sparse [n_products, n_traits], of length 1 or empty; ``names`` of the traits."""

    rows: csr_array
    names: tuple[str, ...]


def trait_vectors(traits: Sequence[Sequence[str]], n_products: int) -> TraitVectors:
    """Weighed by inverse document frequency, ln(n / how many have it): what all have counts nothing.

    ``traits`` of each product, or none at all.
    """
    own = [sorted(set(of_one)) for of_one in traits] if len(traits) else [[]] * n_products
    names = tuple(sorted(set(chain.from_iterable(own))))
    number = {name: n for n, name in enumerate(names)}
    starts = np.cumsum([0, *(len(of_one) for of_one in own)])
    columns = np.array([number[name] for of_one in own for name in of_one], dtype=np.int64)
    holders = np.bincount(columns, minlength=len(names))
    rarity = np.log(max(n_products, 1) / np.maximum(holders, 1))
    rows = csr_array(
        (rarity[columns].astype(np.float32), columns, starts),
        shape=(n_products, len(names)),
        dtype=np.float32,
    )
    rows.eliminate_zeros()
    lengths = np.sqrt(np.asarray(rows.power(2).sum(axis=1)))
    rows.data /= np.repeat(np.maximum(lengths, 1e-12), np.diff(rows.indptr)).astype(np.float32)
    return TraitVectors(rows, names)
