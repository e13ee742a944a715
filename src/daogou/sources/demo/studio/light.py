"""The surface of a panel and the lamp on it: upper left, a little in front."""

from functools import cache
from typing import Protocol

import cv2
import numpy as np

from daogou.sources.demo.studio.curves import Points, ribbon, taper
from daogou.sources.demo.studio.drawing import Fold, Panel
from daogou.sources.demo.studio.finish import Finish
from daogou.sources.demo.studio.image import Image
from daogou.sources.demo.studio.tiles import SIDE, noise

LAMP = np.array([-0.46, -0.52, 0.72], np.float32)
LAMP /= np.linalg.norm(LAMP)
# halfway between lamp and viewer, for highlights
HALF = LAMP + np.array([0, 0, 1], np.float32)
HALF /= np.linalg.norm(HALF)
# relief is made at half size: it is soft anyway
COARSE = 2


class Frame(Protocol):
    """Centimetres to pixels."""

    scale: float

    def pixels(self, curve: Points) -> Points:
        """Centimetres to pixels."""
        ...


def relief(mask: Image, panel: Panel, finish: Finish, frame: Frame, window: tuple[slice, slice]) -> Image:
    """Height of the surface towards the viewer in pixels, float32 [h, w]."""
    small = cv2.resize(mask, None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
    # a rounded edge, then a belly: together the cross-section of a filled sleeve or body
    height: Image = panel.volume * (7.0 * _blur(small, 4.0) + 15.0 * _blur(small, 13.0))
    if panel.folds:
        height = height + _folds(panel.folds, small.shape, frame, window) * finish.depth
    # enlarging leaves facets, and slopes show them: a little blur takes them out
    height = cv2.GaussianBlur(
        cv2.resize(height, mask.shape[::-1], interpolation=cv2.INTER_LINEAR), (7, 7), 1.6
    )
    if finish.crumple:
        height = height + finish.crumple * _ripples(panel, window)
    return height


def _blur(image: Image, sigma: float) -> Image:
    """A wide blur, done at a quarter of the size."""
    if sigma <= 4:
        return cv2.GaussianBlur(image, (19, 19), sigma, borderType=cv2.BORDER_CONSTANT)
    quarter = cv2.resize(image, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(quarter, (0, 0), sigma / 4, borderType=cv2.BORDER_CONSTANT)
    return cv2.blur(cv2.resize(soft, image.shape[::-1], interpolation=cv2.INTER_LINEAR), (5, 5))


def _folds(
    folds: tuple[Fold, ...], shape: tuple[int, int], frame: Frame, window: tuple[slice, slice]
) -> Image:
    """Ridges and valleys, each tapering to its ends, softened to about half their width."""
    rows, columns = window
    total = np.zeros(shape, np.float32)
    groups: dict[int, Image] = {}
    for fold in folds:
        width = max(fold.width * frame.scale / COARSE, 1.2)
        key = max(1, round(np.log2(width) * 1.5))
        layer = groups.setdefault(key, np.zeros(shape, np.float32))
        band = ribbon((frame.pixels(fold.path) - (columns.start, rows.start)) / COARSE, taper(width))
        piece = np.zeros(shape, np.uint8)
        cv2.fillPoly(piece, [np.round(band * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        layer += piece.astype(np.float32) * (fold.depth / 255)
    for key, layer in groups.items():
        total += cv2.GaussianBlur(layer, (0, 0), max(0.8, 2 ** (key / 1.5) * 0.36))
    return total


def _ripples(panel: Panel, window: tuple[slice, slice]) -> Image:
    """Small unevenness, another part of one noise for each panel."""
    rows, columns = window
    start = int(abs(panel.outline[0, 0]) * 97 + abs(panel.outline[len(panel.outline) // 2, 1]) * 131)
    y, x = (rows.start + start) % SIDE, (columns.start + start * 3) % SIDE
    return _rippled()[y : y + rows.stop - rows.start, x : x + columns.stop - columns.start]


@cache
def _rippled() -> Image:
    """Broad and fine unevenness, three repeats each way, so that any window is one slice of it."""
    return np.tile(4.4 * noise(17.0, 51, 3.0) + 0.7 * noise(7.0, 52, 2.2), (3, 3))


def lit(slope_x: Image, slope_y: Image, mask: Image, finish: Finish) -> Image:
    """Brightness of the surface, about 1 on average so that the cloth keeps its named colour."""
    length = np.sqrt(1 + slope_x * slope_x + slope_y * slope_y)
    facing = (-slope_x * LAMP[0] - slope_y * LAMP[1] + LAMP[2]) / (length * LAMP[2])
    shade = 1 + 0.62 * (facing - 1)
    shade += finish.sheen * (1 - 1 / length) * 1.6
    # less light reaches the edge of a panel from the room
    edge = 1 - cv2.GaussianBlur(mask, (9, 9), 2.0)
    shade *= 1 - 0.3 * edge
    mean = float((shade * mask).sum() / max(float(mask.sum()), 1.0))
    result: Image = np.clip(shade + (1.0 - mean) * 0.85, 0.42, 1.34).astype(np.float32)
    return result


def highlight(slope_x: Image, slope_y: Image, finish: Finish) -> Image:
    """The lamp's reflection, 0..1: what makes satin, nylon and leather."""
    if not finish.gloss:
        return np.zeros_like(slope_x)
    length = np.sqrt(1 + slope_x * slope_x + slope_y * slope_y)
    facing = np.clip((-slope_x * HALF[0] - slope_y * HALF[1] + HALF[2]) / length, 0, 1)
    flat = float(HALF[2]) ** finish.sharp
    result: Image = finish.gloss * np.clip(facing**finish.sharp - flat, 0, 1)
    return result
