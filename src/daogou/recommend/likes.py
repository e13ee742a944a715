"""How good candidates are and how alike, on scales that can be weighed against each other."""

import numpy as np

from daogou.features.rows import Vectors
from daogou.recommend.history import Floats


def relevance(scores: Floats) -> Floats:
    """float32 [n] in 0..1: scores stretched from the worst to the best; all equal ones are 1."""
    low, high = float(scores.min()), float(scores.max())
    if high <= low:
        return np.ones(len(scores), np.float32)
    return ((scores - low) / (high - low)).astype(np.float32)


def likeness(vectors: Vectors) -> Vectors:
    """float32 [n, n] in 0..1: cosines, below 0 counted as 0; of a row of zeros with all others 0."""
    alike: Vectors = np.clip(vectors @ vectors.T, 0.0, 1.0).astype(np.float32)
    return alike
