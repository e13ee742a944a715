"""Find by nearness, by words, by columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of an index, best first. ``rows`` int64 [k], ``scores`` float32 [k], higher is better."""

    rows: NDArray[np.int64]
    scores: NDArray[np.float32]
