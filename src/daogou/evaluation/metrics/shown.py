"""Lists as one array: int64 [n, k] rows of products, -1 where a list ends earlier."""

from collections.abc import Sequence

import numpy as np

from daogou.evaluation.metrics.places import Ints


def shown_of(lists: Sequence[Ints], k: int) -> Ints:
    """int64 [n, k] of lists of at most k rows."""
    shown = np.full((len(lists), k), -1, np.int64)
    for row, one in zip(shown, lists, strict=True):
        row[: len(one)] = one
    return shown


def exposures(shown: Ints, n_products: int) -> Ints:
    """int64 [n_products]: on how many lists each product is."""
    return np.bincount(shown[shown >= 0], minlength=n_products).astype(np.int64)
