"""Text in, vector out: one file per model."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import Progress
from daogou.core.roles import Role


class TextEncoder(Protocol):
    """Turns texts of any supported language into unit vectors."""

    space: str  # vectors may be compared only within one space
    dim: int

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts; float32 [n, dim], unit rows; a text with nothing to encode gives a zero row."""
        ...


@runtime_checkable
class TaughtTextEncoder(TextEncoder, Protocol):
    """An encoder that learns from the shop's own texts, once, before it encodes.

    Its option ``path`` names the folder where it keeps what it learnt; opening it again finds that. ``dim``
    is known from the start, ``space`` changes with what was learnt: read it after ``teach``.
    """

    is_taught: bool

    def teach(self, texts: Sequence[str], *, seed: int, progress: Progress) -> None:
        """Learn from all titles and descriptions, and write it to ``path``. Deterministic in ``seed``.

        Until then ``encode`` raises ``NotBuilt``.
        """
        ...


ROLE: Role[TextEncoder] = Role(__name__)
