"""Where the product is on its picture: an outline from colours alone, in a millisecond."""

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.graph.annotation.labels import Region
from daogou.vision.foreground import SMALLEST_SHARE, centre_prior, plain_background
from daogou.vision.oklab import oklab
from daogou.vision.resize import shrunk

SIDE = 96  # pixels of the longer side: edges to a percent
CRUMB = 0.2  # of the largest part's area: a smaller part is a strap or a buckle cut off by a bright place
MIDDLE = 0.5  # of the centre prior: what counts as the middle where the ground is not plain


def region_of(picture: NDArray[np.uint8]) -> Region:
    """The product's region, uint8 [h, w, 3] RGB of any size."""
    small = shrunk(picture, SIDE)
    background = plain_background(oklab(small))
    is_plain = bool(background.any()) and float((~background).mean()) >= SMALLEST_SHARE
    mask = ~background if is_plain else centre_prior(*small.shape[:2]) >= MIDDLE
    pieces = _pieces(mask) if is_plain else 0
    return Region(_box(mask), round(float(mask.mean()), 4), mask, is_plain, pieces)


def _pieces(mask: NDArray[np.bool_]) -> int:
    """Parts that do not touch, without crumbs."""
    _, _, found, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    areas = found[1:, cv2.CC_STAT_AREA]  # the first is the ground
    return int((areas >= CRUMB * areas.max()).sum())


def _box(mask: NDArray[np.bool_]) -> tuple[float, float, float, float]:
    """The smallest box around all true pixels."""
    height, width = mask.shape
    down, across = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    edges = (across[0] / width, down[0] / height, (across[-1] + 1) / width, (down[-1] + 1) / height)
    left, top, right, bottom = (round(float(edge), 4) for edge in edges)
    return left, top, right, bottom
