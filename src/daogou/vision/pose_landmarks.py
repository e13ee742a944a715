"""What BlazePose's landmark model says of a person's square, decoded.

As MediaPipe (Apache-2.0) does it: ``tensors_to_pose_landmarks_and_segmentation.pbtxt`` and
``refine_landmarks_from_heatmap_calculator.cc``.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.vision.logits import sigmoid

SIDE = 256
ALL = 39  # the landmarks, then six that place the body in the next frame of a film
JOINTS = 33  # those of the contract of poses, in its order
REACH = 3  # cells of the heat map to each side of a landmark that may move it
HOT = 0.5  # a heat map that is nowhere so sure moves nothing


@dataclass(frozen=True)
class Landmarks:
    """In shares of the square, 0..1; ``presence``: how surely there is a person."""

    points: NDArray[np.float32]  # [33, 3]
    visible: NDArray[np.float32]  # [33] 0..1
    presence: float
    person: NDArray[np.float32]  # [256, 256] 0..1


def decode(outputs: list[NDArray[np.float32]]) -> Landmarks:
    """From the model's outputs: landmarks [195], presence [1], mask logits [256, 256, 1], heat maps
    [64, 64, 39]; the fifth, landmarks in metres, is not used."""
    raw, presence, mask, heat = outputs[:4]
    rows = raw.reshape(ALL, 5)[:JOINTS]  # x, y, z in pixels, then logits of being visible and of being there
    points = rows[:, :3] / np.float32(SIDE)
    points[:, :2] = refined(points[:, :2], heat[:, :, :JOINTS])
    visible = sigmoid(rows[:, 3:]).min(axis=1)
    return Landmarks(points, visible, float(presence[0]), sigmoid(mask[:, :, 0]))


def refined(points: NDArray[np.float32], heat: NDArray[np.float32]) -> NDArray[np.float32]:
    """float32 [n, 2] in 0..1 and logits [cells, cells, n] -> the points, moved to the middle of the heat
    near them."""
    cells = heat.shape[0]
    at = (points * cells).astype(np.intp)  # column, row
    inside = ((at >= 0) & (at < cells)).all(axis=1)
    steps = np.arange(-REACH, REACH + 1)
    columns = at[:, 0, None, None] + steps[None, None, :]  # [n, 1, 7]
    rows = at[:, 1, None, None] + steps[None, :, None]  # [n, 7, 1]
    known = (columns >= 0) & (columns < cells) & (rows >= 0) & (rows < cells)
    which = np.arange(len(points))[:, None, None]
    near = heat[np.clip(rows, 0, cells - 1), np.clip(columns, 0, cells - 1), which]
    warm = sigmoid(near) * known
    total = np.maximum(warm.sum(axis=(1, 2)), 1e-9)
    middle = np.stack([(warm * columns).sum(axis=(1, 2)), (warm * rows).sum(axis=(1, 2))], axis=1)
    moves = inside & (warm.max(axis=(1, 2)) >= HOT)
    moved: NDArray[np.float32] = np.where(moves[:, None], middle / total[:, None] / cells, points)
    return moved.astype(np.float32)
