"""What the garment parser is told besides the picture: where a pixel lies, and how the person stands."""

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.vision.parsing_region import HEIGHT, WIDTH, Region
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
ROWS, COLUMNS = HEIGHT // STRIDE, WIDTH // STRIDE
SPREAD = 0.3  # of the length from shoulders to hips: a joint's map covers about the limb's width around it


def hints(pose: Pose | None, region: Region) -> NDArray[np.float32]:
    """What is told of a region of the picture: float32 [12, 64, 32]: x and y in -1..1, the chance of the
    person, then for each joint a bump of height 1. Without a pose all but x and y are 0."""
    told = np.zeros((COUNT, ROWS, COLUMNS), np.float32)
    told[0] = ((2 * np.arange(COLUMNS) + 1) / COLUMNS - 1)[None, :]
    told[1] = ((2 * np.arange(ROWS) + 1) / ROWS - 1)[:, None]
    if pose is not None:
        if pose.person is not None:
            full = region.warped(pose.person, pose.person.shape, HEIGHT, 0)
            told[2] = cv2.resize(full, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA)
        told[3:] = _bumps(pose, region)
    return told


def mirrored(told: NDArray[np.float32]) -> NDArray[np.float32]:
    """Hints of the mirror image: the first, x, changes its sign."""
    turned = told[:, :, ::-1].copy()
    turned[0] *= -1
    return turned


def _bumps(pose: Pose, region: Region) -> NDArray[np.float32]:
    across, down = np.arange(COLUMNS) + 0.5, np.arange(ROWS) + 0.5
    spread = max(SPREAD * torso(pose) * ROWS / region.height, 1.0)
    bumps = np.zeros((len(JOINTS), ROWS, COLUMNS), np.float32)
    for row, names in enumerate(JOINTS):
        for name in names:
            x, y = region.place(*pose.at(name), ROWS)
            near = np.exp(-((across - x)[None, :] ** 2 + (down - y)[:, None] ** 2) / (2 * spread**2))
            bumps[row] = np.maximum(bumps[row], near * pose.sees(name))
    return bumps


def torso(pose: Pose) -> float:
    """Pixels from the middle of the shoulders to that of the hips."""
    shoulders = np.add(pose.at("left_shoulder"), pose.at("right_shoulder")) / 2
    hips = np.add(pose.at("left_hip"), pose.at("right_hip")) / 2
    return float(np.hypot(*(shoulders - hips)))
