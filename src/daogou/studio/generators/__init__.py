"""Words in, product pictures out: one file per model."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import Role


class Generator(Protocol):
    """Makes pictures of products that do not exist."""

    side: int  # pixels: the pictures are square

    def generate(self, texts: Sequence[str], seed: int = 0) -> NDArray[np.uint8]:
        """One picture per text, Chinese or English: uint8 [n, side, side, 3] RGB; same seed, same pictures.

        Raises:
            BadQuery: a text names nothing that the model can draw; the hint says what it can.
        """
        ...


ROLE: Role[Generator] = Role(__name__)
