"""Picture in, people's poses out: one file per model."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import Role

# BlazePose's landmarks (Bazarevsky et al. 2020), in its order; left and right are the person's own
LANDMARKS = (
    "nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye",
    "right_eye_outer", "left_ear", "right_ear", "mouth_left", "mouth_right", "left_shoulder",
    "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_pinky",
    "right_pinky", "left_index", "right_index", "left_thumb", "right_thumb", "left_hip", "right_hip",
    "left_knee", "right_knee", "left_ankle", "right_ankle", "left_heel", "right_heel",
    "left_foot_index", "right_foot_index",
)  # fmt: skip


@dataclass(frozen=True)
class Pose:
    """One person: where the joints are, and which pixels are theirs."""

    points: NDArray[
        np.float32
    ]  # [33, 3]: x and y in pixels of the picture, z in pixels, towards the camera < 0
    visible: NDArray[np.float32]  # [33] 0..1: how surely the joint is in the picture and not hidden
    score: float  # 0..1: how surely this is a person
    person: NDArray[np.float32] | None = None  # [h, w] 0..1: theirs; None where the model tells no mask

    def at(self, name: str) -> tuple[float, float]:
        """A landmark's place in pixels; ValueError for an unknown name."""
        x, y, _ = self.points[LANDMARKS.index(name)]
        return float(x), float(y)

    def sees(self, name: str) -> float:
        """How surely a landmark is seen, 0..1; 0 for one that the model does not know."""
        return float(self.visible[LANDMARKS.index(name)])


class PoseFinder(Protocol):
    """Finds people. Landmarks that a model does not know are visible with 0."""

    def find(self, picture: NDArray[np.uint8]) -> tuple[Pose, ...]:
        """uint8 [h, w, 3] RGB of any size -> the people in it, the surest first; empty if there is nobody."""
        ...


ROLE: Role[PoseFinder] = Role(__name__)
