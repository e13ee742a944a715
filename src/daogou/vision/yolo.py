"""What detectors of the YOLO family take and give: pictures fitted in, rows of numbers turned into boxes.

Three layouts, told apart by the shape of the output. With c classes and n cells (one for each 8 x 8, 16 x 16
and 32 x 32 pixels of the input):

=======  ============  ====================================================================
yolox    [n, 5 + c]    centre as an offset from the cell, sizes as logarithms of strides,
                       objectness, classes (Ge et al. 2021, arXiv 2107.08430);
                       takes blue first, 0..255
yolov5   [3n, 5 + c]   centre and size in pixels, objectness, classes; takes red first, 0..1
yolov8   [4 + c, n]    centre and size in pixels, classes, one column a cell; takes red first, 0..1
=======  ============  ====================================================================
"""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

Layout = Literal["yolox", "yolov5", "yolov8"]
STRIDES = (8, 16, 32)
GREY = 114  # what all of them were trained to see around a picture


@dataclass(frozen=True)
class Fitted:
    """A picture fitted into the input: ``pixels`` float32 [1, 3, h, w]; a point of the picture lies at
    ``scale * point + (left, top)``."""

    pixels: NDArray[np.float32]
    scale: float
    left: int
    top: int


def fitted(picture: NDArray[np.uint8], height: int, width: int, layout: Layout) -> Fitted:
    """Scaled with its proportions: for YOLOX into the upper left corner, else into the middle."""
    scale = min(height / picture.shape[0], width / picture.shape[1])
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR if scale > 1 else cv2.INTER_AREA)
    corner = layout == "yolox"
    left, top = (0, 0) if corner else ((width - size[0]) // 2, (height - size[1]) // 2)
    canvas = np.full((height, width, 3), GREY, np.float32)
    canvas[top : top + size[1], left : left + size[0]] = small
    turned = canvas[:, :, ::-1] if corner else canvas / np.float32(255)
    return Fitted(np.ascontiguousarray(turned.transpose(2, 0, 1)[None]), scale, left, top)


def cells(height: int, width: int) -> int:
    """How many cells an input has."""
    return sum((height // stride) * (width // stride) for stride in STRIDES)


def layout_of(shape: tuple[int, ...], height: int, width: int) -> Layout | None:
    """The layout of an output [rows, columns] without the axis of the batch; None for any other."""
    count = cells(height, width)
    if len(shape) != 2:
        return None
    if shape[0] == count and shape[1] > 5:
        return "yolox"
    if shape[0] == 3 * count and shape[1] > 5:
        return "yolov5"
    return "yolov8" if shape[1] == count and shape[0] > 4 else None


def boxes_and_scores(
    output: NDArray[np.float32], layout: Layout, height: int, width: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """float32 [m, 4]: left, top, right, bottom in pixels of the input; float32 [m, classes] 0..1."""
    if layout == "yolov8":
        rows = output.T
        return _corners(rows[:, :2], rows[:, 2:4]), rows[:, 4:]
    scores = output[:, 4:5] * output[:, 5:]
    centres, sizes = output[:, :2], output[:, 2:4]
    if layout == "yolox":
        corners, strides = _grid(height, width)
        centres, sizes = (centres + corners) * strides, np.exp(sizes) * strides
    return _corners(centres, sizes), scores


def _corners(centres: NDArray[np.float32], sizes: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.concatenate([centres - sizes / 2, centres + sizes / 2], axis=1)


def _grid(height: int, width: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Column and row of every cell, float32 [n, 2], and its stride, float32 [n, 1]."""
    corners, strides = [], []
    for stride in STRIDES:
        columns, rows = np.meshgrid(np.arange(width // stride), np.arange(height // stride))
        corners.append(np.stack([columns, rows], axis=-1).reshape(-1, 2))
        strides.append(np.full((columns.size, 1), stride))
    return np.concatenate(corners).astype(np.float32), np.concatenate(strides).astype(np.float32)
