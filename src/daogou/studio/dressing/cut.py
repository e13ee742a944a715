"""A garment's picture taken apart: trunk and sleeves, without what only shows while nobody wears it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

Point = NDArray[np.float64]

SIDES = ("right", "left")
# by how far they rise, in widths of the neck: drawn collars do so up to .24, those that stand round the
# neck .25 to .75, hoods .9
TUBE, HOOD = 0.25, 0.82
COLLAR = 0.12  # what is left of a hood
SEAM = 0.02  # of the chest's width: how far sleeves and trunk overlap


@dataclass(frozen=True)
class Cut:
    """What a warp needs to know of a garment laid out flat; ``marks`` in pixels of its picture."""

    picture: NDArray[np.uint8]  # [h, w, 3] RGB
    mask: NDArray[np.float32]  # [h, w] 0..1
    marks: Mapping[str, tuple[float, float]]
    kind: str

    def mark(self, name: str) -> Point:
        """A landmark, float64 [2]; KeyError where the garment has none of that name."""
        return np.array(self.marks[name], dtype=np.float64)

    def width(self, name: str) -> float:
        """Pixels between a landmark on the right and its like on the left."""
        return float(np.linalg.norm(self.mark(f"{name}_left") - self.mark(f"{name}_right")))

    def middle(self, name: str) -> Point:
        """Half way between a landmark on the right and its like on the left."""
        return np.asarray((self.mark(f"{name}_left") + self.mark(f"{name}_right")) / 2)

    @cached_property
    def has_sleeves(self) -> bool:
        """Whether arms get covered."""
        return "sleeve_outer_left" in self.marks

    def side_line(self, side: str) -> list[Point]:
        """Down the side seam: armpit, waist, hip, hem, as far as they are known and in this order."""
        named = [f"{name}_{side}" for name in ("armpit", "waist", "hip", "hem")]
        line = [self.mark(name) for name in named if name in self.marks]
        return [line[0], *(one for one in line[1:-1] if line[0][1] + 2 < one[1] < line[-1][1] - 2), line[-1]]

    @cached_property
    def inner_picture(self) -> NDArray[np.float32]:
        """The picture with the cloth's own colours in place of its rim, which the background has tinged."""
        inside = cv2.erode((self.mask > 0.9).astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
        if not inside.any():
            return self.picture.astype(np.float32)
        rows, columns = distance_transform_edt(~inside, return_distances=False, return_indices=True)
        return np.asarray(self.picture[rows, columns], np.float32)

    @cached_property
    def rise(self) -> float:
        """How far the garment goes up between the neck's sides, in widths of the neck: a collar, a hood."""
        (left, y), width = self.mark("neck_right"), self.width("neck")
        columns = self.mask[:, int(left + width / 4) : int(left + 3 * width / 4) + 1]
        rows = np.flatnonzero((columns > 0.5).any(axis=1))
        return float((y - rows[0]) / max(width, 1.0)) if len(rows) else 0.0

    @cached_property
    def trunk(self) -> NDArray[np.float32]:
        """The mask without sleeves, hood and the inside of the back."""
        mask = self.mask * self._above_cut()
        if self.has_sleeves:
            mask = mask * (1 - self._beside())
        return np.asarray(mask, np.float32)

    @cached_property
    def sleeves(self) -> NDArray[np.float32]:
        """What of the mask lies beyond the armholes and the side seams."""
        if not self.has_sleeves:
            return np.zeros_like(self.mask)
        # a little of the trunk comes along, or a gap would open between the two
        seam = np.ones((2 * round(SEAM * self.width("armpit")) + 1,) * 2, np.uint8)
        return np.asarray(self.mask * cv2.dilate(self._beside(), seam), np.float32)

    def _beside(self) -> NDArray[np.float32]:
        """1 beyond the line shoulder, armpit, hem on both sides."""
        far = np.array([0.0, 10 * self._unit])
        right, left = (
            [
                self.mark(f"shoulder_{side}") - far,
                self.mark(f"shoulder_{side}") - far / 10,
                *self.side_line(side),
                self.mark(f"hem_{side}") + far,
            ]
            for side in SIDES
        )
        return 1 - filled(np.array([*right, *reversed(left)]), self.mask.shape[:2])

    @cached_property
    def _unit(self) -> float:
        return self.width("armpit") / 10

    def _above_cut(self) -> NDArray[np.float32]:
        """0 in the neck's hole and in the hood, 1 elsewhere."""
        right, left = self.mark("neck_right"), self.mark("neck_left")
        if self.rise > HOOD:
            wide = 3 * (left - right)
            below = np.array([right - wide, left + wide]) - (0, COLLAR * self.width("neck"))
            return 1 - filled(np.vstack([below, below[::-1] - (0, 1e3)]), self.mask.shape[:2])
        if self.rise > TUBE:
            return np.ones_like(self.mask)
        high = np.array([left - (0, 1e3), right - (0, 1e3)])
        return 1 - filled(
            np.vstack([neckline(right, self.mark("neck_front"), left), high]), self.mask.shape[:2]
        )


def neckline(right: Point, front: Point, left: Point) -> NDArray[np.float64]:
    """The curve through three places, [25, 2]: between a V and a U, which errs by a few pixels for either."""
    t = np.linspace(-1, 1, 25)[:, None]
    middle, half = (right + left) / 2, (left - right) / 2
    return np.asarray(middle + half * t + (front - middle) * (1 - (0.5 * np.abs(t) + 0.5 * t**2)))


def filled(outline: NDArray[np.float64], size: tuple[int, ...]) -> NDArray[np.float32]:
    """float32 [h, w] 0..1: inside of a polygon, its edge smooth."""
    canvas = np.zeros(size[:2], np.uint8)
    cv2.fillPoly(canvas, [np.round(outline * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return np.asarray(canvas / np.float32(255), np.float32)
