"""Scores of several recommenders added up, to measure what they know together."""

import numpy as np
from numpy.typing import NDArray

from daogou.features.rows import Vectors

FLAT = 1e-9  # a row whose scores differ by less says nothing


def standardised(scores: NDArray[np.floating]) -> Vectors:
    """float32 [n, n_products]: each row shifted and scaled to mean 0 and standard deviation 1, or zeros."""
    centred = scores - scores.mean(axis=1, keepdims=True)
    spread = centred.std(axis=1, keepdims=True)
    standard: Vectors = np.where(spread > FLAT, centred / np.maximum(spread, FLAT), 0).astype(np.float32)
    return standard
