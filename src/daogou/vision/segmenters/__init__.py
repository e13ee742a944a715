"""Picture in, a label for every pixel out: one file per method."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import Role
from daogou.vision.parts import PARTS as PARTS  # told from here, kept apart since backends' data name them


@dataclass(frozen=True)
class Segmentation:
    """A picture cut into areas."""

    labels: tuple[str, ...]  # the first is the background
    areas: NDArray[np.uint8]  # [h, w]: rows of ``labels``
    sure: NDArray[np.float32]  # [h, w] 0..1: the chance of the pixel's label

    def mask(self, *labels: str) -> NDArray[np.bool_]:
        """bool [h, w]: where one of these is; labels that the segmenter does not know are nowhere."""
        rows = [row for row, label in enumerate(self.labels) if label in labels]
        found: NDArray[np.bool_] = np.isin(self.areas, rows)
        return found

    def box(self, *labels: str) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of where one of these is, as shares of the sides; 0 if nowhere."""
        rows, columns = (np.flatnonzero(self.mask(*labels).any(axis=axis)) for axis in (1, 0))
        if not len(rows):
            return 0.0, 0.0, 0.0, 0.0
        height, width = self.areas.shape
        left, right = columns[0] / width, (columns[-1] + 1) / width
        return float(left), float(rows[0] / height), float(right), float((rows[-1] + 1) / height)

    def shares(self) -> dict[str, float]:
        """The part of the picture that each label covers, the largest first; without absent labels."""
        counts = np.bincount(self.areas.ravel(), minlength=len(self.labels)) / self.areas.size
        found = {label: float(share) for label, share in zip(self.labels, counts, strict=True) if share}
        return dict(sorted(found.items(), key=lambda one: -one[1]))


class Segmenter(Protocol):
    """Cuts pictures into labelled areas."""

    labels: tuple[str, ...]  # the first is the background

    def segment(self, picture: NDArray[np.uint8]) -> Segmentation:
        """uint8 [h, w, 3] RGB of any size -> areas of the same height and width."""
        ...


ROLE: Role[Segmenter] = Role(__name__)
