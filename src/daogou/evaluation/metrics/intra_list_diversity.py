"""Intra-list diversity: how different the products of one list are (Ziegler et al., WWW 2005)."""

import numpy as np

from daogou.evaluation.metrics.places import Ints, Values
from daogou.features.rows import Vectors, unit_rows


def intra_list_diversities(shown: Ints, vectors: Vectors) -> Values:
    """float64 [n]: the mean of 1 - cosine over all pairs of a list; 0 where there is no pair.

    ``vectors`` float32 [n_products, dim]; a product whose row is zeros says nothing and is left out.
    """
    unit = unit_rows(vectors)
    known = np.append((unit != 0).any(axis=1), False)[shown]  # -1 is the last
    return np.array([_of_list(unit[row[there]]) for row, there in zip(shown, known, strict=True)])


def _of_list(rows: Vectors) -> float:
    n = len(rows)
    if n < 2:
        return 0.0
    summed = rows.sum(axis=0, dtype=np.float64)
    # |sum of unit vectors|^2 is n and every pair's cosine twice
    return float(1 - (summed @ summed - n) / (n * (n - 1)))
