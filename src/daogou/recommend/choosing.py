"""From scores to the rows that are shown."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.index.top import top
from daogou.recommend.history import Floats, Ints


@dataclass(frozen=True)
class Choosing:
    """The best of the allowed."""

    def __call__(self, scores: Floats, k: int, allowed: NDArray[np.bool_]) -> Ints:
        """The rows of the k best allowed products, best first."""
        rows = np.flatnonzero(allowed)
        return top(scores[rows], k, rows).rows
