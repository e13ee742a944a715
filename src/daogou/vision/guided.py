"""The guided filter of He, Sun and Tang (2010): an area's edge drawn along that of a picture in colour."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]  # [h, w]


@dataclass(frozen=True)
class Guide:
    """A picture, float32 [h, w, 3] in 0..1, that areas follow; ``smooth`` is the paper's epsilon. What is
    told from the picture alone is reckoned once for all areas."""

    picture: NDArray[np.float32]
    radius: int
    smooth: float

    def along(self, area: Plane) -> Plane:
        """[h, w] -> [h, w]: in each window a linear function of the colour; equations 19 to 21."""
        level = self._mean(area)
        joint = self._mean(self.picture * area[..., None]) - self._colour * level[..., None]
        first, second, third = cv2.split(joint)
        slope = cv2.merge([row[0] * first + row[1] * second + row[2] * third for row in self._precision])
        offset = level - _dot(slope, self._colour)
        return _dot(self._mean(slope), self.picture) + self._mean(offset)

    def _mean(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        side = 2 * self.radius + 1
        return np.asarray(cv2.blur(values, (side, side)), np.float32)

    @cached_property
    def _colour(self) -> NDArray[np.float32]:
        return self._mean(self.picture)

    @cached_property
    def _precision(self) -> tuple[tuple[Plane, Plane, Plane], ...]:
        """The inverse of each window's covariance of colours, as nine planes: by cofactors, which is ten
        times as fast as solving for every pixel; in float64, since even windows are all but singular."""
        (rr, rg, rb), (_, gg, gb), (_, _, bb) = self._covariance()
        cofactors = (
            (gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - rb * gg),
            (rb * gb - rg * bb, rr * bb - rb * rb, rb * rg - rr * gb),
            (rg * gb - rb * gg, rb * rg - rr * gb, rr * gg - rg * rg),
        )
        whole = rr * cofactors[0][0] + rg * cofactors[0][1] + rb * cofactors[0][2]
        first, second, third = (
            (
                (row[0] / whole).astype(np.float32),
                (row[1] / whole).astype(np.float32),
                (row[2] / whole).astype(np.float32),
            )
            for row in cofactors
        )
        return first, second, third

    def _covariance(self) -> list[list[NDArray[np.float64]]]:
        middle = self._colour.astype(np.float64)
        return [
            [
                self._mean(self.picture[..., a] * self.picture[..., b]).astype(np.float64)
                - middle[..., a] * middle[..., b]
                + self.smooth * (a == b)
                for b in range(3)
            ]
            for a in range(3)
        ]


def guided(picture: NDArray[np.float32], area: Plane, radius: int, smooth: float) -> Plane:
    """One area drawn along one picture."""
    return Guide(picture, radius, smooth).along(area)


def _dot(first: NDArray[np.float32], second: NDArray[np.float32]) -> Plane:
    """[h, w, 3] twice -> [h, w]."""
    return np.asarray(cv2.transform(first * second, np.ones((1, 3), np.float32)), np.float32)
