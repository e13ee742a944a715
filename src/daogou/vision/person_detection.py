"""BlazePose's person detector (Bazarevsky et al. 2020, arXiv 2006.10204), decoded: where people are.

Anchors, scales and thresholds are MediaPipe's own (Apache-2.0): ``pose_detection_cpu.pbtxt`` and
``ssd_anchors_calculator.cc``. The box is the face's; of the four points the first is the middle of the
hips, the second lies on the circle that holds the whole body, above the head.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from daogou.vision.logits import sigmoid
from daogou.vision.square_region import SquareRegion, whole

SIDE = 224
CELLS = ((28, 2), (14, 2), (7, 6))  # cells a side, anchors a cell: strides 8, 16 and thrice 32
SAME = 0.3  # overlap of faces from which they are one person's
MARGIN = 1.25  # of the circle's square: what the landmark model was trained with


@dataclass(frozen=True)
class Found:
    """A person: ``score`` 0..1, ``region``: the square that holds the body, upright in it."""

    score: float
    region: SquareRegion


@cache
def anchors() -> NDArray[np.float32]:
    """float32 [2254, 2]: x and y of the anchors' centres in shares of the square."""
    rows = []
    for cells, each in CELLS:
        middles = (np.arange(cells) + 0.5) / cells
        grid = np.stack(np.meshgrid(middles, middles), axis=-1).reshape(-1, 2)  # x runs fastest
        rows.append(np.repeat(grid, each, axis=0))
    return np.concatenate(rows).astype(np.float32)


def decode(
    boxes: NDArray[np.float32], logits: NDArray[np.float32], height: int, width: int, *, score: float
) -> tuple[Found, ...]:
    """float32 [2254, 12] and [2254, 1] of the detector on the whole picture -> people, the surest first."""
    scores = sigmoid(logits[:, 0])
    kept = np.flatnonzero(scores >= score)
    kept = kept[np.argsort(-scores[kept], kind="stable")]
    values = boxes[kept].reshape(-1, 6, 2) / np.float32(SIDE)  # centre, size, four points
    values[:, [0, 2, 3, 4, 5]] += anchors()[kept][:, None]
    people = _merged(values, scores[kept])
    return tuple(Found(sure, _region(points, height, width)) for points, sure in people)


def _merged(
    values: NDArray[np.float32], scores: NDArray[np.float32]
) -> list[tuple[NDArray[np.float32], float]]:
    """Weighted non-maximum suppression: what overlaps the surest is averaged into it by score."""
    people = []
    while len(values):
        same = _overlaps(values, values[0]) > SAME
        same[0] = True
        people.append((np.average(values[same], axis=0, weights=scores[same]), float(scores[0])))
        values, scores = values[~same], scores[~same]
    return people


def _overlaps(values: NDArray[np.float32], one: NDArray[np.float32]) -> NDArray[np.float32]:
    """Intersection over union of the boxes with one."""
    low, high = values[:, 0] - values[:, 1] / 2, values[:, 0] + values[:, 1] / 2
    first, last = one[0] - one[1] / 2, one[0] + one[1] / 2
    common = np.maximum(np.minimum(high, last) - np.maximum(low, first), 0).prod(axis=1)
    shares: NDArray[np.float32] = common / np.maximum(
        values[:, 1].prod(axis=1) + one[1].prod() - common, 1e-9
    )
    return shares


def _region(values: NDArray[np.float32], height: int, width: int) -> SquareRegion:
    hips, above = whole(height, width).points(values[2:4])
    across, down = above - hips
    radius = float(np.hypot(across, down))
    turn = float(np.pi / 2 - np.arctan2(-down, across))
    return SquareRegion((float(hips[0]), float(hips[1])), 2 * MARGIN * radius, turn)
