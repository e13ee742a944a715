"""The studio's paper behind a product: found at the rim, continued behind the product."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.vision.foreground import connected

RIM = 0.03  # of the shorter side
SAME = 0.03  # in OKLab: what noise, compression and the paper's grain make of one surface at most
PLAIN_SHARE = 0.6  # of the rim: legs, sleeves and shadows may cross the rest
ROUNDS = 4  # of fitting the surface without what did not lie on it
NOISE, LEAST_NOISE = 4.0, 0.008  # times the rim's median deviation; a smooth drawing's is nearly nothing
SHADE = 0.25  # of lightness that a shadow takes at most
LIGHT = 0.08  # and in an opening: the thing around it lets light in
SHADE_HUE = 0.012  # by which a shadow's hue differs from the paper's at most
STEEP = 0.02  # change from pixel to pixel: a shadow is softer, a product's outline steeper
EVEN = 0.004  # and paper is softer still


@dataclass(frozen=True)
class Backdrop:
    """``distance`` float32 [h, w]: how unlike the paper a pixel is, in OKLab; ``brighter``: in light.

    bool [h, w]: ``shade``: darker and of the paper's hue; ``shadow``: that and without an edge; ``even``:
    nearly the paper and without an edge, where its light bends more than a quadratic surface does.
    ``same``: the distance that paper stays below; ``plain``: the paper's share of the rim.
    """

    distance: NDArray[np.float32]
    brighter: NDArray[np.float32]
    shadow: NDArray[np.bool_]
    shade: NDArray[np.bool_]
    even: NDArray[np.bool_]
    same: float
    plain: float

    @property
    def through(self) -> NDArray[np.bool_]:
        """bool [h, w]: what may be the paper, seen through an opening, where it lies in a light shadow."""
        return np.asarray((self.distance < self.same) | self.even | (self.shadow & (self.brighter > -LIGHT)))

    def behind(self) -> NDArray[np.bool_]:
        """bool [h, w]: paper and shadow that reach to the rim."""
        rim = np.ones(self.shadow.shape, bool)
        rim[1:-1, 1:-1] = False
        return connected((self.distance < self.same) | self.shadow | self.even, rim)


def find_backdrop(lab: NDArray[np.float32]) -> Backdrop | None:
    """float32 [h, w, 3] OKLab -> the paper; None where the rim lies on no smooth surface."""
    height, width = lab.shape[:2]
    thick = max(1, round(min(height, width) * RIM))
    rim = np.ones((height, width), bool)
    rim[thick:-thick, thick:-thick] = False
    paper = _surface(lab, rim)
    if paper is None:
        return None
    difference = lab - paper
    distance = np.sqrt((difference**2).sum(axis=-1)).astype(np.float32)
    of_rim = distance[rim]
    noise = float(np.median(of_rim[of_rim < SAME]))
    same = float(np.clip(NOISE * noise, LEAST_NOISE, SAME))
    steep, shade = _steepness(lab), _shade(difference)
    even = (distance < SAME) & (steep < EVEN)
    return Backdrop(
        distance,
        difference[..., 0],
        shade & (steep < STEEP),
        shade,
        even,
        same,
        float((of_rim < SAME).mean()),
    )


def _steepness(lab: NDArray[np.float32]) -> NDArray[np.float32]:
    """float32 [h, w]: change of colour from pixel to pixel, noise averaged out."""
    calm = cv2.GaussianBlur(lab, (0, 0), 1.0)
    down, across = np.gradient(calm, axis=(0, 1)) if min(lab.shape[:2]) > 1 else (calm * 0, calm * 0)
    return np.asarray(np.sqrt((down**2 + across**2).sum(axis=-1)), np.float32)


def _shade(difference: NDArray[np.float32]) -> NDArray[np.bool_]:
    darker = -difference[..., 0]
    hue = np.hypot(difference[..., 1], difference[..., 2])
    return np.asarray((darker > 0) & (darker < SHADE) & (hue < SHADE_HUE))


def _surface(lab: NDArray[np.float32], rim: NDArray[np.bool_]) -> NDArray[np.float32] | None:
    """The paper's colour everywhere: a quadratic surface through the rim; None if the rim lies on none."""
    terms = _terms(*lab.shape[:2])
    at, seen = terms[rim], lab[rim]
    kept = _distance(seen, np.median(seen, axis=0)) < 3 * SAME
    for _ in range(ROUNDS):
        if kept.mean() < PLAIN_SHARE:
            return None
        weights, *_ = np.linalg.lstsq(at[kept], seen[kept], rcond=None)
        kept = _distance(seen, at @ weights) < SAME
    return np.asarray(terms @ weights, np.float32) if kept.mean() >= PLAIN_SHARE else None


def _distance(seen: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(np.sqrt(((seen - other) ** 2).sum(axis=-1)), np.float32)


def _terms(height: int, width: int) -> NDArray[np.float32]:
    """float32 [h, w, 6]: 1, x, y, xx, xy, yy from -1 to 1."""
    down, across = np.meshgrid(np.linspace(-1, 1, height), np.linspace(-1, 1, width), indexing="ij")
    rows = [np.ones_like(down), across, down, across**2, across * down, down**2]
    return np.stack(rows, axis=-1).astype(np.float32)
