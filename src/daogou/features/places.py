"""What a network saw where in a picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Places:
    """float32 [n, places, channels]: ``fine`` in many places, ``coarse`` in few.

    ``features`` is what ``encode`` gives, float32 [n, dim]. Places run row by row over a square grid.
    """

    features: NDArray[np.float32]
    fine: NDArray[np.float32]
    coarse: NDArray[np.float32]
