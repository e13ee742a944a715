"""Gini coefficient of exposure: how unevenly lists treat products."""

import numpy as np

from daogou.evaluation.metrics.places import Ints
from daogou.evaluation.metrics.shown import exposures


def gini_of_exposure(shown: Ints, n_products: int) -> float:
    """0: all products are shown equally often; towards 1: one takes all; 0 where nothing is shown.

    ``shown`` int64 [n, k], -1 where a list ends earlier. Products that nobody is shown count with 0.
    sum_i (2 i - n - 1) x_i / (n sum x), x ascending, i from 1.
    """
    counts = np.sort(exposures(shown, n_products)).astype(np.float64)
    if not counts.sum():
        return 0.0
    ranks = 2 * np.arange(1, n_products + 1) - n_products - 1
    return float((ranks * counts).sum() / (n_products * counts.sum()))
