"""A person's outline in a photo: its height, and the torso's width between the arms."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import UnfitPhoto
from daogou.vision.poses import Pose

ADVICE = (
    "Stand upright facing the camera at hip height, the whole body in the picture, arms a little away "
    "from the body, in close-fitting clothes before a plain background."
)


@dataclass(frozen=True)
class Outline:
    """``mask`` bool [h, w]; ``top`` and ``bottom``: the first and last row of it."""

    mask: NDArray[np.bool_]
    top: int
    bottom: int

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top + 1

    def torso_widths(self, pose: Pose, start: float, end: float) -> NDArray[np.float64]:
        """Widths in pixels of rows from ``start`` to ``end`` of the way from shoulders to hips, float64
        [rows].

        A row counts where at least one edge is the torso's own, with air between it and the arm.
        """
        shoulders, hips = _middle(pose, "shoulder"), _middle(pose, "hip")
        rows = np.arange(
            round(shoulders[1] + start * (hips[1] - shoulders[1])),
            round(shoulders[1] + end * (hips[1] - shoulders[1])) + 1,
        )
        widths = [
            width
            for row in rows[(rows >= self.top) & (rows <= self.bottom)]
            if (width := self._width(pose, int(row), shoulders, hips)) > 0
        ]
        return np.array(widths, dtype=np.float64)

    def _width(
        self, pose: Pose, row: int, shoulders: NDArray[np.float64], hips: NDArray[np.float64]
    ) -> float:
        """Of the run of the mask round the middle of the body; 0 where there is none."""
        share = (row - shoulders[1]) / (hips[1] - shoulders[1])
        middle = round(float(shoulders[0] + share * (hips[0] - shoulders[0])))
        line = self.mask[row]
        if not 0 <= middle < len(line) or not line[middle]:
            return 0.0
        gaps = np.flatnonzero(~line)
        edges = {
            -1: middle - (gaps[gaps < middle].max(initial=-1) + 1),
            1: gaps[gaps > middle].min(initial=len(line)) - 1 - middle,
        }
        arms = [at for side in ("left", "right") if (at := _arm_at(pose, side, row)) is not None]
        # an arm that lies in the same run hides the torso's edge on its side: the other side is doubled
        free = [
            edge for sign, edge in edges.items() if not any(0 < sign * (at - middle) <= edge for at in arms)
        ]
        return 2 * float(np.mean(free)) + 1 if free else 0.0


def outline_of(pose: Pose) -> Outline:
    """The person's outline.

    Raises:
        UnfitPhoto: the pose has no mask, or an empty one.
    """
    mask = None if pose.person is None else pose.person >= 0.5
    if mask is None or not mask.any():
        raise UnfitPhoto("The person cannot be told from the background.", hint=ADVICE)
    rows = np.flatnonzero(mask.any(axis=1))
    return Outline(mask, int(rows[0]), int(rows[-1]))


def _middle(pose: Pose, joint: str) -> NDArray[np.float64]:
    """Between left and right, (x, y) in pixels."""
    sides = [pose.at(f"{side}_{joint}") for side in ("left", "right")]
    return np.asarray(np.mean(sides, axis=0))


def _arm_at(pose: Pose, side: str, row: int) -> float | None:
    """Where the arm's middle crosses a row; None above the shoulder's and below the wrist's."""
    joints = [pose.at(f"{side}_{joint}") for joint in ("shoulder", "elbow", "wrist")]
    for (x1, y1), (x2, y2) in pairwise(joints):
        if min(y1, y2) <= row <= max(y1, y2) and y1 != y2:
            return float(x1 + (row - y1) / (y2 - y1) * (x2 - x1))
    return None
