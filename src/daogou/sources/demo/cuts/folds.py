"""Where cloth folds: fans from a waist, drag lines from an armpit, rings round an elbow."""

from random import Random

import numpy as np

from daogou.sources.demo.studio.curves import shifted, smooth
from daogou.sources.demo.studio.drawing import Fold


def fan(
    chance: Random,
    top: tuple[float, float, float],
    bottom: tuple[float, float, float],
    count: int,
    depth: float = 5.0,
) -> list[Fold]:
    """Folds that hang from one edge (left x, right x, y) to another, ridge and valley in turn."""
    left, right, y0 = top
    left2, right2, y1 = bottom
    folds = []
    for number in range(count):
        share = (number + 0.5 + chance.uniform(-0.3, 0.3)) / count
        x0, x1 = left + (right - left) * share, left2 + (right2 - left2) * share
        start = y0 + (y1 - y0) * chance.uniform(-0.02, 0.25)
        end = y0 + (y1 - y0) * chance.uniform(0.9, 1.12)
        middle = (x0 + x1) / 2 + chance.uniform(-0.6, 0.6)
        path = smooth((x0, start), (middle, (start + end) / 2), (x1, end))
        width = (right2 - left2) / count * chance.uniform(0.7, 1.2)
        folds.append(Fold(path, width, depth * chance.uniform(0.6, 1.1) * (1 if number % 2 else -0.7)))
    return folds


def drag(
    chance: Random, start: tuple[float, float], end: tuple[float, float], spread: float, count: int
) -> list[Fold]:
    """Soft creases that leave one point in a fan, like those from an armpit."""
    folds = []
    for number in range(count):
        shift = spread * (number - (count - 1) / 2) / max(count - 1, 1)
        x, y = end[0] + shift * chance.uniform(0.6, 1.2), end[1] + abs(shift) * 0.5 + chance.uniform(-1, 1)
        bend = chance.uniform(-1.2, 1.2)
        path = smooth(start, ((start[0] + x) / 2 + bend, (start[1] + y) / 2), (x, y))
        folds.append(Fold(path, chance.uniform(1.4, 2.6), chance.choice((-1, 1)) * chance.uniform(1.6, 3.2)))
    return folds


def rings(
    chance: Random, outer: tuple[float, float], inner: tuple[float, float], spread: float, count: int
) -> list[Fold]:
    """Creases across a sleeve or leg, between a point of its outer and one of its inner edge."""
    folds = []
    along = np.array(inner) - np.array(outer)
    for number in range(count):
        y = spread * (number / max(count - 1, 1) - 0.5) + chance.uniform(-0.8, 0.8)
        a = shifted(np.array(outer) + along * chance.uniform(0.0, 0.25), 0, y)
        b = shifted(np.array(outer) + along * chance.uniform(0.65, 1.0), 0, y + chance.uniform(-2.5, 3.0))
        middle = shifted((a + b) / 2, 0, chance.uniform(0.4, 1.4))
        path = smooth((a[0], a[1]), (middle[0], middle[1]), (b[0], b[1]))
        folds.append(
            Fold(path, chance.uniform(1.0, 2.0), chance.choice((-1, 1, 1)) * chance.uniform(1.2, 2.6))
        )
    return folds
