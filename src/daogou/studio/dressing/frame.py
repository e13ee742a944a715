"""The part of a photo in which somebody stands: nothing else needs computing."""

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from daogou.vision.poses import Pose

AROUND = 0.55  # torsos beyond the outermost joint: skirts flare, background is needed to go on
Pixel = TypeVar("Pixel", bound=np.generic)


@dataclass(frozen=True)
class Frame:
    """A cut-out rectangle and the pose in it."""

    pose: Pose
    rows: slice
    columns: slice

    @property
    def size(self) -> tuple[int, int]:
        """Height and width."""
        return self.rows.stop - self.rows.start, self.columns.stop - self.columns.start

    def cut(self, whole: NDArray[Pixel]) -> NDArray[Pixel]:
        """The part of an array [h, w, …]."""
        return whole[self.rows, self.columns]

    def laid_back(self, part: NDArray[Pixel], whole: NDArray[Pixel]) -> NDArray[Pixel]:
        """A copy of the whole with the part in its place."""
        result = whole.copy()
        result[self.rows, self.columns] = part
        return result


def framed(pose: Pose, size: tuple[int, ...]) -> Frame:
    """Around all joints of a pose in a picture of (height, width)."""
    height, width = size[:2]
    shoulders = np.array(pose.at("left_shoulder")) + pose.at("right_shoulder")
    hips = np.array(pose.at("left_hip")) + pose.at("right_hip")
    margin = AROUND * float(np.linalg.norm(hips - shoulders)) / 2
    low = pose.points[:, :2].min(axis=0) - margin
    high = pose.points[:, :2].max(axis=0) + margin
    left, top = (int(np.clip(low[axis], 0, side - 1)) for axis, side in ((0, width), (1, height)))
    right, bottom = (int(np.clip(high[axis] + 1, 1, side)) for axis, side in ((0, width), (1, height)))
    moved = pose.points - np.array([left, top, 0], np.float32)
    return Frame(replace(pose, points=moved), slice(top, bottom), slice(left, right))
