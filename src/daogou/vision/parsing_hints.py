"""What the garment parser is told besides the picture: where a pixel lies, and how the person stands."""

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.vision.poses import Pose

# each is one map of both sides: a picture and its mirror image are told the same
JOINTS = (
    ("nose",),
    ("left_ear", "right_ear"),
    ("left_shoulder", "right_shoulder"),
    ("left_elbow", "right_elbow"),
    ("left_wrist", "right_wrist"),
    ("left_hip", "right_hip"),
    ("left_knee", "right_knee"),
    ("left_ankle", "right_ankle"),
    ("left_foot_index", "right_foot_index"),
)
COUNT = 3 + len(JOINTS)
STRIDE = 8
SPREAD = 0.3  # of the length from shoulders to hips: a joint's map covers about the limb's width around it


def hints(pose: Pose | None, height: int, width: int) -> NDArray[np.float32]:
    """For a picture of these sides, divisible by 8: float32 [12, h/8, w/8]: x and y in -1..1, the chance of
    the person, then for each joint a bump of height 1. Without a pose all but x and y are 0."""
    rows, columns = height // STRIDE, width // STRIDE
    told = np.zeros((COUNT, rows, columns), np.float32)
    told[0] = ((2 * np.arange(columns) + 1) / columns - 1)[None, :]
    told[1] = ((2 * np.arange(rows) + 1) / rows - 1)[:, None]
    if pose is not None:
        if pose.person is not None:
            told[2] = cv2.resize(pose.person, (columns, rows), interpolation=cv2.INTER_AREA)
        told[3:] = _bumps(pose, height, width)
    return told


def _bumps(pose: Pose, height: int, width: int) -> NDArray[np.float32]:
    """The pose's picture may have other sides: its person's mask tells them."""
    across = np.arange(width // STRIDE) * STRIDE + STRIDE / 2
    down = np.arange(height // STRIDE) * STRIDE + STRIDE / 2
    spread = max(SPREAD * torso(pose), STRIDE)
    bumps = np.zeros((len(JOINTS), len(down), len(across)), np.float32)
    for row, names in enumerate(JOINTS):
        for name in names:
            x, y = pose.at(name)
            near = np.exp(-((across - x)[None, :] ** 2 + (down - y)[:, None] ** 2) / (2 * spread**2))
            bumps[row] = np.maximum(bumps[row], near * pose.sees(name))
    return bumps


def torso(pose: Pose) -> float:
    """Pixels from the middle of the shoulders to that of the hips."""
    shoulders = np.add(pose.at("left_shoulder"), pose.at("right_shoulder")) / 2
    hips = np.add(pose.at("left_hip"), pose.at("right_hip")) / 2
    return float(np.hypot(*(shoulders - hips)))
