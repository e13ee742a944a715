"""OKLab: a colour space in which distance is what the eye sees (Björn Ottosson, 2020)."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

# linear sRGB -> cone responses, and their cube roots -> L, a, b; the published constants
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    dtype=np.float32,
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    dtype=np.float32,
)


@cache
def _linear_of_byte() -> NDArray[np.float32]:
    """sRGB's transfer function for each of the 256 byte values."""
    value = np.arange(256) / 255.0
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return linear.astype(np.float32)


def linear_of(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """uint8 sRGB of any shape -> float32 linear light, 0..1."""
    linear: NDArray[np.float32] = _linear_of_byte()[rgb]
    return linear


def srgb_of(linear: NDArray[np.float32]) -> NDArray[np.uint8]:
    """float32 linear light of any shape -> uint8 sRGB; beyond 0..1 it is cut off."""
    value = np.clip(linear, 0, 1)
    curved = np.where(value <= 0.0031308, 12.92 * value, 1.055 * value ** (1 / 2.4) - 0.055)
    encoded: NDArray[np.uint8] = np.rint(255 * curved).astype(np.uint8)
    return encoded


def oklab(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """uint8 [..., 3] sRGB -> float32 [..., 3]: lightness 0..1, then green-red and blue-yellow, about ±.4."""
    linear = linear_of(rgb)
    lab: NDArray[np.float32] = np.cbrt(linear @ TO_CONES.T) @ TO_LAB.T
    return lab


def hex_to_rgb(code: str) -> tuple[int, int, int]:
    """``"1f77b4"`` -> ``(31, 119, 180)``."""
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return red, green, blue
