"""Picture in, vector out: one file per model."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import Role
from daogou.features.places import Places


class ImageEncoder(Protocol):
    """Turns pictures into feature vectors and, with a classifier, into class probabilities."""

    space: str  # vectors may be compared only within one space
    dim: int
    classes: tuple[str, ...]  # English names of the classes it was trained on; () if it has no classifier

    def encode(self, images: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Encode pictures, each uint8 [height, width, 3] RGB of any size; float32 [n, dim], not unit."""
        ...

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Class probabilities of encoded pictures: float32 [n, len(classes)], rows sum to 1."""
        ...


@runtime_checkable
class PlacesEncoder(ImageEncoder, Protocol):
    """An encoder that also tells what it saw where, for comparing pictures place by place."""

    def places(self, images: Sequence[NDArray[np.uint8]], side: int) -> Places:
        """Encode pictures fitted into a square of ``side`` pixels."""
        ...


ROLE: Role[ImageEncoder] = Role(__name__)
