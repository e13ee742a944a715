"""A product's shape in numbers that people can read, from its matte."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

ZONES = 3  # upper, middle, lower part
WIDER = 1.2  # times as wide: what people call wider


@dataclass(frozen=True)
class Silhouette:
    """``aspect``: height by width of its box; ``filled``: its share of the box; ``solid``: of its convex
    hull; ``symmetric``: 0..1, overlap with its mirror image; ``widths``: mean width of the upper, middle and
    lower third, as shares of the box; ``words``: tall, wide or even; then what else stands out."""

    aspect: float
    filled: float
    solid: float
    symmetric: float
    widths: tuple[float, float, float]
    words: tuple[str, ...]


NOTHING = Silhouette(0.0, 0.0, 0.0, 0.0, (0.0, 0.0, 0.0), ())


def measure_silhouette(matte: NDArray[np.float32]) -> Silhouette:
    """float32 [h, w] -> its shape; all 0 and no words where the matte is empty."""
    inside = matte > 0.5
    if not inside.any():
        return NOTHING
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    box = inside[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = box.shape
    upper, middle, lower = (float(zone.mean()) if zone.size else 0.0 for zone in np.array_split(box, ZONES))
    mirrored = box[:, ::-1]
    symmetric = float((box & mirrored).sum() / (box | mirrored).sum())
    solid = float(box.sum() / max(_hull_area(box), 1))
    measured = (height / width, float(box.mean()), min(1.0, solid), symmetric, (upper, middle, lower))
    return Silhouette(*measured, _words(*measured))


def _hull_area(box: NDArray[np.bool_]) -> int:
    """Pixels of the convex hull."""
    points = np.argwhere(box)[:, ::-1].astype(np.int32)
    hull = np.zeros(box.shape, np.uint8)
    cv2.fillConvexPoly(hull, cv2.convexHull(points), 1)
    return int(hull.sum())


def _words(
    aspect: float, filled: float, solid: float, symmetric: float, widths: tuple[float, float, float]
) -> tuple[str, ...]:
    upper, middle, lower = widths
    words = ["tall" if aspect > WIDER else "wide" if aspect < 1 / WIDER else "even"]
    if lower > WIDER * max(upper, middle):
        words.append("wider below")
    if upper > WIDER * max(middle, lower):
        words.append("wider above")
    if middle * WIDER < min(upper, lower):
        words.append("waisted")
    if filled > 0.9:  # a disc fills .79 of its box
        words.append("boxy")
    if solid < 0.75:  # legs, sleeves, handles
        words.append("open")
    words.append("symmetric" if symmetric > 0.9 else "asymmetric")
    return tuple(words)
