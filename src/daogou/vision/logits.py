"""Logits into chances."""

import numpy as np
from numpy.typing import NDArray

SURE = 30.0  # clipped there: float32's sigmoid is exactly 0 or 1 beyond, and its exponential soon infinite


def sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """float32 of any shape -> 0..1; the masks of some models reach logits whose exponential overflows."""
    chances: NDArray[np.float32] = np.clip(logits, np.float32(-SURE), np.float32(SURE), dtype=np.float32)
    np.negative(chances, out=chances)
    np.exp(chances, out=chances)
    chances += 1
    return np.reciprocal(chances, out=chances)
