"""Fine shares of a product's colours: enough to learn a shop's own colour names from, navy from black.

Soft shares of about 300 cells of OKLab, finer than those of the colour descriptor where names crowd: near
grey and in the dark. Chroma counts twice as much as lightness, because a fold's shadow has the cloth's hue.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from daogou.vision.oklab import oklab

CHROMA = 2.0  # times lightness, in distances
LIGHTS = tuple(np.linspace(0.08, 1.0, 10))
# (distance from grey, hues in that ring, turn of the ring in hues: neighbours stand in each other's gaps)
RINGS = (
    (0.0, 1, 0.0),
    (0.02, 6, 0.0),
    (0.05, 10, 0.5),
    (0.09, 12, 0.0),
    (0.14, 14, 0.5),
    (0.20, 14, 0.0),
    (0.26, 10, 0.0),
)
WIDTH = 0.03  # of the soft assignment: a colour between two cells is shared, any other is not
REACHABLE = 0.04  # of a cell from the nearest colour that a screen can show, or it is left out
SCREEN_STEP = 15  # of 255, at which the colours of a screen are sampled for that
BITS = 6  # per channel: equal coarse colours are measured once


@cache
def cells() -> NDArray[np.float32]:
    """float32 [SHADES, 3]: the centres, OKLab with its chroma doubled."""
    around = [
        (light, radius * np.cos(angle), radius * np.sin(angle))
        for light in LIGHTS
        for radius, hues, turn in RINGS
        for angle in 2 * np.pi * (np.arange(hues) + turn) / hues
    ]
    centres = _stretched(np.array(around, dtype=np.float32))
    levels = np.arange(0, 256, SCREEN_STEP, dtype=np.uint8)
    screen = np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(-1, 3)
    nearest = _squared_distances(centres, _stretched(oklab(screen))).min(axis=1)
    reachable: NDArray[np.float32] = centres[nearest < REACHABLE**2]
    return reachable


def shades_of(pixels: NDArray[np.uint8], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """uint8 [n, 3] sRGB and float32 [n] -> float32 [SHADES]: square roots of the shares, which sum to 1.

    Roots, so that a cosine is Bhattacharyya's coefficient of two products' shares.
    """
    coarse = (pixels >> (8 - BITS)).astype(np.int32)
    code = (coarse[:, 0] << 2 * BITS) | (coarse[:, 1] << BITS) | coarse[:, 2]
    present, place = np.unique(code, return_inverse=True)
    share = np.bincount(place, weights, minlength=len(present)).astype(np.float32)
    levels = np.stack([present >> 2 * BITS, (present >> BITS) % 2**BITS, present % 2**BITS], axis=1)
    # stretched so that true black and white, which products often are, stay what they are
    rgb = np.round(levels * 255 / (2**BITS - 1)).astype(np.uint8)
    squares = _squared_distances(_stretched(oklab(rgb)), cells())
    closeness = np.exp((squares.min(axis=1, keepdims=True) - squares) / (2 * WIDTH**2))
    closeness /= closeness.sum(axis=1, keepdims=True)
    total = max(float(share.sum()), 1e-9)
    roots: NDArray[np.float32] = np.sqrt(share @ closeness / total).astype(np.float32)
    return roots


def _stretched(lab: NDArray[np.float32]) -> NDArray[np.float32]:
    return lab * np.array([1, CHROMA, CHROMA], dtype=np.float32)


def _squared_distances(points: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.float32]:
    """float32 [n, 3] and [m, 3] -> [n, m]."""
    squares = (points**2).sum(axis=1)[:, None] + (centres**2).sum(axis=1)[None, :]
    distances: NDArray[np.float32] = np.maximum(squares - 2 * points @ centres.T, 0)
    return distances


SHADES = 322  # cells; tests hold it to ``len(cells())``, so that an import computes nothing
