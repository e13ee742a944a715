"""Picture in, labelled boxes out: one file per method."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import Role

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels


@dataclass(frozen=True)
class Detection:
    """One thing in a picture."""

    label: str
    score: float  # 0..1, higher is surer
    box: Box


class Detector(Protocol):
    """Finds things and says where they are."""

    labels: tuple[str, ...]

    def detect(self, picture: NDArray[np.uint8]) -> tuple[Detection, ...]:
        """uint8 [h, w, 3] RGB of any size -> what is in it, the surest first; boxes within the picture."""
        ...


ROLE: Role[Detector] = Role(__name__)
