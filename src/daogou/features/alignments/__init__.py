"""The space where pictures and words meet: one file per way to get there."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import Progress
from daogou.core.roles import Role
from daogou.features.image_encoders import ImageEncoder
from daogou.features.text_encoders import TextEncoder


@dataclass(frozen=True)
class Pairs:
    """What a shop can teach an alignment: pictures, and for each the texts that may describe it.

    ``pictures``: float32 [n, picture_dim], the features of ``features/see``. ``captions``: for each picture
    its captions, the title first, then shorter ones ("red dress women"), at least one.
    """

    pictures: NDArray[np.float32]
    captions: Sequence[Sequence[str]]


class Alignment(Protocol):
    """Places pictures and texts in one space of unit vectors, where closeness (cosine) means likeness."""

    space: str
    dim: int

    def place_pictures(self, pictures: NDArray[np.float32]) -> NDArray[np.float32]:
        """float32 [n, picture_dim] -> float32 [n, dim], unit rows."""
        ...

    def place_texts(self, texts: NDArray[np.float32]) -> NDArray[np.float32]:
        """float32 [n, text_dim] of the text encoder -> float32 [n, dim], unit rows."""
        ...

    def save(self, folder: Path) -> None:
        """Write what ``AlignmentMethod.load`` needs into an existing folder."""
        ...


class AlignmentMethod(Protocol):
    """A way to get an alignment: from the models alone, or taught on the shop's own pairs."""

    def fit(
        self, pairs: Pairs, image: ImageEncoder, text: TextEncoder, *, seed: int, progress: Progress
    ) -> Alignment:
        """Learn. Deterministic in ``seed``."""
        ...

    def load(self, folder: Path) -> Alignment:
        """What ``Alignment.save`` wrote; needs numpy only."""
        ...


ROLE: Role[AlignmentMethod] = Role(__name__)
