"""A person and garments in, the person wearing them out: one file per method."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import Role
from daogou.vision.poses import Pose
from daogou.vision.segmenters import Segmentation

# How garments are worn, the innermost first: who asks says which, by the product's category
KINDS = ("trousers", "shorts", "skirt", "top", "dress", "coat")


@dataclass(frozen=True)
class Person:
    """Somebody in a photo, or one of the drawn models. Held in memory only; never logged."""

    picture: NDArray[np.uint8]  # [h, w, 3] RGB
    pose: Pose
    parts: Segmentation  # labels of ``segmenters.PARTS``


@dataclass(frozen=True)
class Garment:
    """A product's picture, laid out or hanging, seen from the front."""

    picture: NDArray[np.uint8]  # [h, w, 3] RGB
    mask: NDArray[np.float32]  # [h, w] 0..1: the garment's pixels
    landmarks: Mapping[str, tuple[float, float]]  # x, y in pixels, named as the drawn shop names them
    kind: str  # one of KINDS


@dataclass(frozen=True)
class Worn:
    """The picture made, where it was changed, and what could not be done as well as one would wish."""

    picture: NDArray[np.uint8]  # [h, w, 3] RGB, as large as the person's
    changed: NDArray[np.bool_]  # [h, w]
    garments: tuple[NDArray[np.bool_], ...]  # [h, w] each, in the order given: where it is seen
    notes: tuple[str, ...] = field(default=())  # "trousers_stay", "dress_stays": own clothes


class TryOn(Protocol):
    """Dresses people."""

    def wear(self, person: Person, garments: Sequence[Garment]) -> Worn:
        """Put garments on, the innermost first.

        Raises:
            UnfitPhoto: the person or the garment cannot be seen well enough; the hint says what to do.
        """
        ...


ROLE: Role[TryOn] = Role(__name__)
