"""Smooth outlines through few points. Points are float64 [n, 2] as (x, y), y downwards, in centimetres."""

from collections.abc import Callable, Iterable
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Point = tuple[float, float]

# samples between two given points: enough that no corner shows at 8 pixels per centimetre
SAMPLES = 14


def points(*given: Point) -> Points:
    """The corners as they are."""
    return np.asarray(given, dtype=np.float64)


def smooth(*given: Point, closed: bool = False) -> Points:
    """A Catmull-Rom curve through the points (uniform, tension 0.5); straight lines if there are two."""
    anchors = np.asarray(given, dtype=np.float64)
    if len(anchors) < 3:
        return anchors
    if closed:
        padded = np.vstack([anchors[-1:], anchors, anchors[:2]])
    else:
        padded = np.vstack([2 * anchors[0] - anchors[1], anchors, 2 * anchors[-1] - anchors[-2]])
    t = np.linspace(0.0, 1.0, SAMPLES, endpoint=False)[:, None]
    pieces = [_piece(padded[i : i + 4], t) for i in range(len(padded) - 3)]
    return np.vstack(pieces if closed else [*pieces, anchors[-1:]])


def _piece(p: Points, t: NDArray[np.float64]) -> Points:
    """One cubic between the second and the third of four points."""
    a, b = 2 * p[1], p[2] - p[0]
    c, d = 2 * p[0] - 5 * p[1] + 4 * p[2] - p[3], -p[0] + 3 * p[1] - 3 * p[2] + p[3]
    curve: Points = 0.5 * (a + b * t + c * t**2 + d * t**3)
    return curve


def join(*pieces: Points) -> Points:
    """Pieces end to end: where two meet, a corner may be."""
    return np.vstack(pieces)


def mirror(curve: Points) -> Points:
    """The other side of x = 0, in the same order."""
    return curve * (-1.0, 1.0)


def symmetric(half: Points) -> Points:
    """A closed outline from its right half, given from the top of the middle to its bottom."""
    return np.vstack([half, mirror(half)[::-1]])


def ellipse(centre: Point, width: float, height: float, *, turn: float = 0.0) -> Points:
    """An ellipse by its two half axes, turned clockwise by ``turn`` radians."""
    angles = np.linspace(0, 2 * pi, 48, endpoint=False)
    ring = np.column_stack([width * np.cos(angles), height * np.sin(angles)])
    return turned(ring, turn) + centre


def shifted(curve: Points, right: float, down: float) -> Points:
    """Moved by so many centimetres."""
    return np.asarray(curve + np.array([right, down]))


def turned(curve: Points, angle: float, about: Point = (0.0, 0.0)) -> Points:
    """Turned clockwise (as seen, y down) by that many radians about a point."""
    matrix = np.array([[cos(angle), sin(angle)], [-sin(angle), cos(angle)]])
    result: Points = (curve - about) @ matrix + about
    return result


def ribbon(path: Points, width: float | Callable[[NDArray[np.float64]], NDArray[np.float64]]) -> Points:
    """The outline of a band along a path; ``width`` in cm, or as a function of the way along it, 0..1."""
    steps = np.gradient(path, axis=0)
    normal = np.column_stack([-steps[:, 1], steps[:, 0]])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    t = np.linspace(0.0, 1.0, len(path))
    half = (width(t) if callable(width) else np.full(len(path), width))[:, None] / 2
    return np.vstack([path + normal * half, (path - normal * half)[::-1]])


def taper(width: float) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    """A width that grows from nothing and falls to nothing, for folds."""

    def wide(t: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(width * np.sin(pi * np.clip(t, 0.02, 0.98)) ** 0.7)

    return wide


def at(path: Points, t: float) -> Point:
    """The point a share ``t`` (0..1) along the samples of a path."""
    place = t * (len(path) - 1)
    low = min(int(place), len(path) - 2)
    x, y = path[low] + (path[low + 1] - path[low]) * (place - low)
    return float(x), float(y)


def part(path: Points, start: float, end: float) -> Points:
    """The piece of a path between two shares of its samples."""
    return np.array([at(path, t) for t in np.linspace(start, end, 24)])


def bounds(curves: Iterable[Points]) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) of all."""
    every = np.vstack(list(curves))
    (left, top), (right, bottom) = every.min(axis=0), every.max(axis=0)
    return float(left), float(top), float(right), float(bottom)
