"""First values of what is learnt, the same for a seed on every machine."""

import math

import numpy as np
from numpy.typing import NDArray


def gaussian(random: np.random.Generator, shape: tuple[int, int], spread: float) -> NDArray[np.float32]:
    """Normal values of that deviation."""
    values: NDArray[np.float32] = random.standard_normal(shape, dtype=np.float32) * np.float32(spread)
    return values


def glorot(random: np.random.Generator, shape: tuple[int, int]) -> NDArray[np.float32]:
    """Normal values of variance 2 / (rows + columns) (Glorot and Bengio 2010)."""
    return gaussian(random, shape, math.sqrt(2 / sum(shape)))
