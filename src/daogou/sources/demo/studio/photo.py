"""The finished picture: studio background, shadow, product."""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.sources.demo.studio.drawing import Drawing
from daogou.sources.demo.studio.image import Image
from daogou.sources.demo.studio.painter import GRID, HEIGHT, WIDTH, Sheet, paint

# warm white, cool white, sand, blush, mist, sage, oat: light enough for dark goods, dark enough for white
BACKDROPS = (
    (238, 235, 230),
    (232, 234, 237),
    (235, 228, 218),
    (238, 228, 226),
    (226, 232, 236),
    (228, 233, 226),
    (233, 229, 224),
)


@dataclass(frozen=True, slots=True)
class Photo:
    """``picture`` uint8 [h, w, 3] RGB; ``mask`` uint8 [h, w], 255 on the product; landmarks in pixels."""

    picture: NDArray[np.uint8]
    mask: NDArray[np.uint8]
    landmarks: dict[str, tuple[float, float]]


def photograph(drawing: Drawing, backdrop: int) -> Photo:
    """Paint the drawing and put it before one of the backdrops."""
    sheet = paint(drawing)
    ground = _backdrop(BACKDROPS[backdrop % len(BACKDROPS)], drawing.stands)
    ground *= (1 - _shadow(sheet, drawing.stands))[..., None]
    ground *= (1 - sheet.cover)[..., None]
    ground += sheet.colour
    marks = {name: _pixel(sheet, point) for name, point in drawing.landmarks.items()}
    return Photo(
        picture=np.asarray(cv2.convertScaleAbs(np.maximum(ground, 0), alpha=255), np.uint8),
        mask=np.asarray(cv2.convertScaleAbs(sheet.cover, alpha=255), np.uint8),
        landmarks=marks,
    )


def _pixel(sheet: Sheet, point: tuple[float, float]) -> tuple[float, float]:
    x, y = sheet.pixels(np.array([point]))[0]
    return round(float(x), 1), round(float(y), 1)


def _backdrop(rgb: tuple[int, int, int], stands: bool) -> Image:
    """A paper roll lit from the left: brighter behind the product, darker in the corners."""
    return np.clip(np.array(rgb, np.float32) / 255 * _lamp(stands)[..., None], 0, 1)


@cache
def _lamp(stands: bool) -> Image:
    y, x = GRID
    glow = np.exp(-(((x / WIDTH - 0.42) ** 2) * 2.2 + ((y / HEIGHT - 0.4) ** 2) * 1.6))
    light = 0.93 + 0.085 * glow
    if stands:
        # the roll bends from wall to floor behind the product
        light = light + 0.022 * np.tanh((y / HEIGHT - 0.64) * 9)
    return np.asarray(light, np.float32)


def _shadow(sheet: Sheet, stands: bool) -> Image:
    """Soft and to the lower right; for what stands also dark and narrow where it meets the floor."""
    far = _moved(sheet.cover, 12, 18, 16.0) * 0.16
    near = _moved(sheet.cover, 3, 5, 4.0) * 0.15
    if not stands:
        return far + near
    rows = np.flatnonzero(sheet.cover.max(axis=1) > 0.5)
    floor = int(rows[-1]) if len(rows) else HEIGHT - 1
    foot = sheet.cover[max(0, floor - 60) : floor + 1].max(axis=0)
    flat = np.zeros((HEIGHT, WIDTH), np.float32)
    flat[max(0, floor - 7) : min(HEIGHT, floor + 7)] = foot
    small = cv2.resize(flat, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    contact = cv2.GaussianBlur(small, (0, 0), sigmaX=3.5, sigmaY=1.5) * 0.5
    pool = cv2.GaussianBlur(small, (0, 0), sigmaX=11, sigmaY=5) * 0.45
    floor_shadow = cv2.resize(contact + pool, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)
    return np.minimum(floor_shadow + 0.4 * far, 0.75)


def _moved(cover: Image, dx: float, dy: float, blur: float) -> Image:
    """The cover, shifted and blurred, done at a quarter of the size."""
    small = cv2.resize(cover, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    shift = np.array([[1, 0, dx / 4], [0, 1, dy / 4]], np.float32)
    soft = cv2.GaussianBlur(cv2.warpAffine(small, shift, small.shape[::-1]), (0, 0), blur / 4)
    return cv2.resize(soft, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)
