"""How often a walk should take each relation: the weights of a mixture."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from daogou.recommend.history import Ints
from daogou.recommend.relations import Relation

ROUNDS = 100  # of expectation maximisation; the weights of a dozen relations stand still long before
LEAST = 1e-4  # a relation that fewer walks take costs time and decides nothing


def relation_weights(relations: Iterable[Relation], starts: csr_array, ends: Ints) -> list[tuple[str, float]]:
    """Name and weight of each; the weights sum to at most 1, what is missing being walks to anywhere.

    ``starts`` csr [n, n_products]: how often a shopper's walks start where; ``ends`` int64 [n]: the product
    that they went for. Where nobody did anything all relations count alike.
    """
    names, chances = [], []
    total = np.asarray(starts.sum(axis=1)).ravel()
    for relation in relations:
        reached = csr_array(starts @ relation.first)
        arriving = csr_array(relation.second.T)[ends]  # (n, n_nodes)
        chances.append(np.asarray(reached.multiply(arriving).sum(axis=1)).ravel() / total)
        names.append(relation.name)
    if not len(ends) or not names:
        return [(name, 1 / len(names)) for name in names]
    anywhere = np.full(len(ends), 1 / starts.shape[1])
    weights = mixture_weights(np.stack([*chances, anywhere]))[:-1]
    return [(name, float(weight)) for name, weight in zip(names, weights, strict=True) if weight > LEAST]


def mixture_weights(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """float64 [k]: the weights, summing to 1, that make ``chances`` float64 [k, n] together most likely.

    Dempster, Laird and Rubin (1977): each observation is shared among the parts as they explain it, and a
    part's next weight is its share.
    """
    weights = np.full(len(chances), 1 / len(chances))
    for _ in range(ROUNDS):
        shares = weights[:, None] * chances
        shares /= shares.sum(axis=0)
        weights = shares.mean(axis=1)
    return weights
