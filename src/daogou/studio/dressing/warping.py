"""Warps as maps: for every pixel of the person's picture the place in the garment's picture that it shows.

A map is float32 [h, w, 2] (x, y), NaN where the piece is not.
"""

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RBFInterpolator

Map = NDArray[np.float32]
Points = NDArray[np.float64]  # [n, 2]: x, y in pixels

STEP = 8  # pixels between places where a thin plate is computed; between them it is almost straight
DENSE = 1.5  # samples of a strip per pixel and direction: with fewer, holes open where it is stretched


def thin_plate(sites: Points, values: Points, size: tuple[int, int], stiffness: float = 0.0) -> Map:
    """The thin-plate spline (Bookstein 1989) that takes ``sites`` to ``values``, for a picture of (h, w).

    ``stiffness`` 0 meets every site exactly; more bends less.
    """
    height, width = size
    across, down = np.arange(0, width + STEP, STEP), np.arange(0, height + STEP, STEP)
    grid = np.stack(np.meshgrid(across, down), axis=-1)  # (rows, columns, 2)
    spline = RBFInterpolator(sites, values, kernel="thin_plate_spline", smoothing=stiffness)
    coarse = spline(grid.reshape(-1, 2)).reshape(grid.shape).astype(np.float32)
    # the coarse grid's nodes are at multiples of STEP: an affine enlargement keeps them there
    enlarge = np.array([[STEP, 0, 0], [0, STEP, 0]], np.float32)
    fine = cv2.warpAffine(
        coarse, enlarge, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(fine, np.float32)


def strip(source: NDArray[np.float64], target: NDArray[np.float64], size: tuple[int, int]) -> Map:
    """A net of places in the garment laid onto a net on the person, both [rows, columns, 2].

    Between the nodes both are bilinear; where the net folds over itself the later rows are on top.
    """
    height, width = size
    places: Map = np.full((height, width, 2), np.nan, np.float32)
    # every mesh gets as many samples as the longest one needs
    rows, columns = (
        max(2, int(DENSE * np.linalg.norm(np.diff(target, axis=axis), axis=-1).max() + 1)) * (nodes - 1) + 1
        for axis, nodes in enumerate(target.shape[:2])
    )
    x, y = np.round(_refined(target, rows, columns)).astype(int).transpose(2, 0, 1)
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    places[y[inside], x[inside]] = _refined(source, rows, columns)[inside]
    return places


def _refined(net: NDArray[np.float64], rows: int, columns: int) -> NDArray[np.float64]:
    """[r, c, 2] -> [rows, columns, 2]: as many places in each mesh."""
    down = np.linspace(0, net.shape[0] - 1, rows)
    low = np.minimum(down.astype(int), net.shape[0] - 2)
    share = (down - low)[:, None, None]
    tall = net[low] * (1 - share) + net[low + 1] * share
    across = np.linspace(0, net.shape[1] - 1, columns)
    left = np.minimum(across.astype(int), net.shape[1] - 2)
    part = (across - left)[None, :, None]
    fine: NDArray[np.float64] = tall[:, left] * (1 - part) + tall[:, left + 1] * part
    return fine


def shown(picture: NDArray[np.float32], places: Map) -> NDArray[np.float32]:
    """What the map shows of a picture float32 [h, w(, 3)]; zero where it is nowhere."""
    nowhere = np.nan_to_num(places, nan=-1e4)
    result = cv2.remap(
        picture, nowhere[..., 0], nowhere[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
    )
    return np.asarray(result, np.float32)
