"""Text in, vector out: one file per model."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import Role


class TextEncoder(Protocol):
    """Turns texts of any supported language into unit vectors."""

    space: str  # vectors may be compared only within one space
    dim: int

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts; float32 [n, dim], unit rows; a text with nothing to encode gives a zero row."""
        ...


ROLE: Role[TextEncoder] = Role(__name__)
