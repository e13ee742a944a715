"""A product picture in numbers that tell whether it is a good one: sharpness, light, background, framing."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.vision.backdrop import find_backdrop
from daogou.vision.oklab import oklab
from daogou.vision.resize import shrunk
from daogou.vision.text_reading import Printed

BLUR_SIDE = 1024  # pixels in which blur is looked for: what a product page shows
LIGHT_SIDE = 256  # light and background need no detail
REBLUR = 9  # pixels of the second blur: Crete's own choice
CLIPPED = 252  # of 255, in all three channels: no drawing is left there
BRIGHT = 0.95  # the twentieth part that is brightest shows the colour of the light
EVEN = 0.5  # of the matte


@dataclass(frozen=True)
class Framing:
    """Of the product: shares of the picture's sides; all 0 where none stands out."""

    size: float  # the longer share of its box
    off_centre: float  # its box's middle from the picture's
    cut: float  # the share of the rim that it covers


def resolution(picture: NDArray[np.uint8]) -> float:
    """Pixels of the shorter side."""
    return float(min(picture.shape[:2]))


def blur(picture: NDArray[np.uint8]) -> float:
    """0 (sharp) to 1: how little a further blur changes the picture (Crete et al. 2007), worse axis.

    What a sharp picture loses by it is much; of one that was blurred there is little left to lose.
    """
    grey = shrunk(picture, BLUR_SIDE).astype(np.float32).mean(axis=2)
    if min(grey.shape) < REBLUR:
        return 0.0
    return max(_blur_along(grey), _blur_along(grey.T))


def _blur_along(grey: NDArray[np.float32]) -> float:
    again = cv2.blur(grey, (REBLUR, 1))
    steps, left = np.abs(np.diff(grey, axis=1)), np.abs(np.diff(again, axis=1))
    total = float(steps.sum())
    return 1 - float(np.maximum(steps - left, 0).sum()) / total if total else 0.0


def brightest(picture: NDArray[np.uint8]) -> float:
    """0..1: the lightness that only a hundredth of the picture exceeds."""
    return float(np.quantile(oklab(shrunk(picture, LIGHT_SIDE))[..., 0], 0.99))


def burnt_out(picture: NDArray[np.uint8], matte: NDArray[np.float32]) -> float:
    """0..1: the share of the product in which nothing but white is left."""
    inside = matte > EVEN
    return float((picture[inside].min(axis=1) >= CLIPPED).mean()) if inside.any() else 0.0


def cast(picture: NDArray[np.uint8]) -> float:
    """How far from grey the brightest part is, in OKLab: the colour of the light, or of the paper."""
    lab = oklab(shrunk(picture, LIGHT_SIDE)).reshape(-1, 3)
    bright = lab[lab[:, 0] >= np.quantile(lab[:, 0], BRIGHT)]
    return float(np.hypot(*np.median(bright[:, 1:], axis=0)))


def plain(picture: NDArray[np.uint8]) -> float:
    """0..1: the share of the rim that is one smooth surface."""
    backdrop = find_backdrop(oklab(shrunk(picture, LIGHT_SIDE)))
    return backdrop.plain if backdrop else 0.0


def framing(matte: NDArray[np.float32]) -> Framing:
    """How the product lies in the picture."""
    inside = matte > EVEN
    if not inside.any():
        return Framing(0.0, 0.0, 0.0)
    lines = (np.asarray(inside.any(axis=axis)) for axis in (0, 1))
    middles, sizes = zip(*(_along(line) for line in lines), strict=True)
    rim = np.concatenate([inside[0], inside[-1], inside[:, 0], inside[:, -1]])
    return Framing(max(sizes), float(np.hypot(*middles)), float(rim.mean()))


def _along(line: NDArray[np.bool_]) -> tuple[float, float]:
    """Middle from the picture's middle and size of what is in a line, in shares of its length."""
    places = np.flatnonzero(line)
    first, last = places[0] / len(line), (places[-1] + 1) / len(line)
    return float((first + last) / 2 - 0.5), float(last - first)


def overlay(lines: tuple[Printed, ...], matte: NDArray[np.float32]) -> float:
    """0..1: the share of the picture under lines of print that are not on the product itself."""
    height, width = matte.shape
    inside = matte > EVEN
    total = 0.0
    for line in lines:
        left, top, right, bottom = line.box
        part = inside[
            int(top * height) : int(bottom * height) + 1, int(left * width) : int(right * width) + 1
        ]
        if part.size and part.mean() < EVEN:
            total += (right - left) * (bottom - top)
    return total
