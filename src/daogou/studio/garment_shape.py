"""A garment's outline as a fixed number of values, and landmarks as places in its box: what the finder of
landmarks reads and says. numpy only."""

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE = 40  # cells of the square that the outline is put into
FAMILIES = {"top": 0, "dress": 0, "coat": 0, "skirt": 1, "trousers": 2, "shorts": 2}
# what is looked for, by family: the viewer's left is the wearer's right
UPPER = (
    "neck_right", "neck_left", "neck_front", "shoulder_right", "shoulder_left", "armpit_right", "armpit_left",
    "sleeve_outer_right", "sleeve_outer_left", "sleeve_inner_right", "sleeve_inner_left",
    "waist_right", "waist_left", "hem_right", "hem_left",
)  # fmt: skip
SKIRT = ("waist_right", "waist_left", "hip_right", "hip_left", "hem_right", "hem_left")
LEGS = (
    "waist_right", "waist_left", "hip_right", "hip_left", "hem_outer_right", "hem_outer_left",
    "hem_inner_right", "hem_inner_left", "crotch",
)  # fmt: skip
NAMES = (UPPER, SKIRT, LEGS)


def box_of(mask: NDArray[np.float32]) -> tuple[float, float, float]:
    """The square round the garment: left, top, side in pixels."""
    rows, columns = np.flatnonzero((mask > 0.5).any(axis=1)), np.flatnonzero((mask > 0.5).any(axis=0))
    width, height = columns[-1] + 1 - columns[0], rows[-1] + 1 - rows[0]
    side = float(max(width, height))
    return float(columns[0] - (side - width) / 2), float(rows[0] - (side - height) / 2), side


def shape_of(mask: NDArray[np.float32]) -> NDArray[np.float32]:
    """float32 [h, w] 0..1 -> float32 [SIDE * SIDE]: the outline in its square."""
    left, top, side = box_of(mask)
    # twice as fine as needed, then averaged: an outline's place between two cells is kept
    scale = 2 * SIDE / side
    move = np.array([[scale, 0, -left * scale], [0, scale, -top * scale]], np.float32)
    area = scale < 0.5
    source = cv2.blur(mask, (max(1, round(0.5 / scale)),) * 2) if area else mask
    fine = cv2.warpAffine(source.astype(np.float32), move, (2 * SIDE, 2 * SIDE), flags=cv2.INTER_LINEAR)
    cells = cv2.resize(fine, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(cells, np.float32).reshape(-1)
