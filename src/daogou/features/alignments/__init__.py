"""The space where pictures and words meet: one file per way to get there."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import Progress
from daogou.core.roles import Role
from daogou.features.captions import Captions
from daogou.features.see import Eye
from daogou.features.text_encoders import TextEncoder


@dataclass(frozen=True)
class Pairs:
    """What a shop can teach an alignment: pictures, and for each the texts that may describe it.

    ``pictures``: float32 [n, picture_dim], rows of an ``Eye``; ``captions``: of each, by ``captions_of``.
    """

    pictures: NDArray[np.float32]
    captions: Sequence[Captions]


class Alignment(Protocol):
    """Places pictures and texts in one space of unit vectors, where closeness (cosine) means likeness."""

    @property
    def space(self) -> str:
        """Its name; vectors may be compared only within one space."""
        ...

    @property
    def dim(self) -> int:
        """Length of its vectors."""
        ...

    def place_pictures(self, pictures: NDArray[np.float32]) -> NDArray[np.float32]:
        """Picture rows, float32 [n, picture_dim] -> float32 [n, dim], unit rows."""
        ...

    def place_texts(self, vectors: NDArray[np.float32], texts: Sequence[str]) -> NDArray[np.float32]:
        """The text encoder's vectors, float32 [n, text_dim], and the texts themselves -> float32 [n, dim].

        Unit rows; a zero vector (nothing was said) stays zero. The texts are given because an alignment may
        have learnt words of its own: an encoder trained on the world knows few brands.
        """
        ...

    def save(self, folder: Path) -> None:
        """Write what ``AlignmentMethod.load`` needs into an existing folder."""
        ...


class AlignmentMethod(Protocol):
    """A way to get an alignment: from the models alone, or taught on the shop's own pairs."""

    def fit(self, pairs: Pairs, eye: Eye, text: TextEncoder, *, seed: int, progress: Progress) -> Alignment:
        """Learn. Deterministic in ``seed``; any number of pairs will do, also none."""
        ...

    def load(self, folder: Path, eye: Eye) -> Alignment:
        """What ``Alignment.save`` wrote; needs numpy only.

        Raises:
            NotBuilt: nothing was saved there.
            SpaceMismatch: it was learnt on another eye's rows.
        """
        ...


ROLE: Role[AlignmentMethod] = Role(__name__)
