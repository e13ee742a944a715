"""Boxes around areas."""

import cv2
import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels


def without_specks(mask: NDArray[np.bool_], speck: float) -> NDArray[np.bool_]:
    """bool [h, w] -> those of its connected areas that are at least this share of the largest."""
    if not mask.any():
        return mask
    _, areas, figures, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    sizes = figures[:, cv2.CC_STAT_AREA].copy()
    sizes[0] = 0  # what is outside
    large = sizes >= max(1.0, speck * sizes.max())
    kept: NDArray[np.bool_] = large[areas]
    return kept


def box_of(mask: NDArray[np.bool_]) -> Box:
    """bool [h, w], not empty -> the smallest box around what is in it, its right and bottom outside."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)
