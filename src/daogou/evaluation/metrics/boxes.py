"""How well boxes are found: average precision at an overlap (Everingham et al. 2010)."""

from collections.abc import Sequence

import numpy as np

Box = tuple[float, float, float, float]  # left, top, right, bottom
ENOUGH = 0.5  # overlap from which a box counts as found


def overlap(one: Box, other: Box) -> float:
    """Intersection over union, 0..1."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    shared = max(0.0, width) * max(0.0, height)
    return shared / (_area(one) + _area(other) - shared) if shared else 0.0


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def average_precision(
    true: Sequence[Sequence[Box]], found: Sequence[Sequence[tuple[float, Box]]], *, enough: float = ENOUGH
) -> float:
    """Per picture the true boxes and the found ones with scores -> the area under precision over recall,
    precision made falling first. nan without a true box; a true box is found once."""
    ranked = sorted(
        ((score, picture, box) for picture, boxes in enumerate(found) for score, box in boxes),
        key=lambda one: -one[0],
    )
    free = [list(boxes) for boxes in true]
    total = sum(len(boxes) for boxes in true)
    right = np.array([_takes(free[picture], box, enough) for _, picture, box in ranked], float)
    if not total:
        return float("nan")
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    falling = np.maximum.accumulate(precision[::-1])[::-1]
    return float((falling * right).sum() / total)


def _takes(free: list[Box], box: Box, enough: float) -> bool:
    """Whether this box finds one that is still free: the nearest, which then no longer is."""
    if not free:
        return False
    nearest = max(range(len(free)), key=lambda i: overlap(free[i], box))
    if overlap(free[nearest], box) < enough:
        return False
    free.pop(nearest)
    return True
