"""Novelty: how little known what is shown is (mean self-information; Zhou et al., PNAS 2010)."""

import numpy as np

from daogou.evaluation.metrics.places import Ints, Values


def novelties(shown: Ints, shoppers_of: Ints, n_shoppers: int) -> Values:
    """float64 [n], in bits: the mean of -log2((s + 1) / (n_shoppers + 1)) over each list; 0 for an empty one.

    s = ``shoppers_of`` int64 [n_products]: how many shoppers knew the product before. The added 1 keeps a
    product that nobody knew finite.
    """
    information = -np.log2((shoppers_of + 1) / (n_shoppers + 1))
    there = shown >= 0
    summed = np.where(there, information[np.where(there, shown, 0)], 0.0).sum(axis=1)
    means: Values = summed / np.maximum(there.sum(axis=1), 1)
    return means
