"""The upright part of a picture that holds a person, always shown to the garment parser at one size."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.vision.poses import Pose

HEIGHT, WIDTH = 512, 256  # pixels: people who stand are about half as wide as high, bags included
ABOVE, BELOW, ASIDE = (
    0.09,
    0.09,
    0.08,
)  # of the person's height: hair and hats, soles (often guessed too high), bags
EVEN = 0.5  # chance from which a pixel is the person's
EMPTY = 127  # the network's zero: what lies beyond the picture's rim
SHARP = 0.75  # of the picture's scale: below it a plain warp would skip pixels


@dataclass(frozen=True)
class Region:
    """In pixels of the picture; may reach beyond its rim. Twice as high as wide."""

    left: float
    top: float
    height: float

    def cut(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """uint8 [h, w, 3] -> uint8 [512, 256, 3]."""
        shown = self.warped(_shrunk(picture, HEIGHT / self.height), picture.shape, HEIGHT, EMPTY)
        return np.asarray(shown, np.uint8)

    def warped(
        self, shown: NDArray[Any], shape: tuple[int, ...], height: int, outside: float
    ) -> NDArray[Any]:
        """What is in the region, so high: of a picture of this shape that is shown at another size."""
        matrix = self._matrix(height, shape[1] / shown.shape[1], shape[0] / shown.shape[0])
        size = (height * WIDTH // HEIGHT, height)
        return np.asarray(cv2.warpAffine(shown, matrix, size, borderValue=(outside,) * 3))

    def areas(self, mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """uint8 [h, w] of labels -> uint8 [512, 256]: those of the nearest pixels, 0 beyond the rim."""
        matrix = self._matrix(HEIGHT, 1, 1)
        return np.asarray(cv2.warpAffine(mask, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_NEAREST), np.uint8)

    def back(
        self, cut: NDArray[np.float32], height: int, width: int, *, outside: float
    ) -> NDArray[np.float32]:
        """The cut, of any size -> float32 [height, width] of the picture."""
        matrix = self._matrix(cut.shape[0], 1, 1)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        shown = cv2.warpAffine(cut, matrix, (width, height), flags=flags, borderValue=outside)
        return np.asarray(shown, np.float32)

    def place(self, x: float, y: float, height: int) -> tuple[float, float]:
        """A place of the picture, in pixels of a cut so high."""
        return (x - self.left) * height / self.height, (y - self.top) * height / self.height

    def zoomed(self, share: float) -> "Region":
        """About the same middle, of this share of the height."""
        lost = self.height * (1 - share)
        return Region(self.left + lost * WIDTH / HEIGHT / 2, self.top + lost / 2, self.height * share)

    def _matrix(self, height: int, across: float, down: float) -> NDArray[np.float64]:
        """float [2, 3]: from pixels of the picture shown smaller, ``across`` x ``down`` of its own each, to
        those of a cut; the middle of the first pixel is 0, 0 in both."""
        scale = height / self.height
        x, y = scale * (across / 2 - self.left) - 0.5, scale * (down / 2 - self.top) - 0.5
        return np.array([[scale * across, 0, x], [0, scale * down, y]])


def network_input(cut: NDArray[np.uint8]) -> NDArray[np.float32]:
    """uint8 of any shape -> float32 in -1..1, as the backbone was taught."""
    return np.asarray((cut.astype(np.float32) - EMPTY) / (EMPTY + 1), np.float32)


def _shrunk(picture: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    if scale > SHARP:
        return picture
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def around(pose: Pose | None, height: int, width: int) -> Region:
    """Around the person; around all of the picture where there is none."""
    if pose is None:
        return fitted(0, 0, width, height)
    left, top, right, bottom = _outline(pose, height, width)
    tall = max(bottom - top, 1.0)
    return fitted(left - ASIDE * tall, top - ABOVE * tall, right + ASIDE * tall, bottom + BELOW * tall)


def fitted(left: float, top: float, right: float, bottom: float) -> Region:
    """The smallest region around a box, in its middle."""
    height = max(bottom - top, (right - left) * HEIGHT / WIDTH)
    return Region((left + right - height * WIDTH / HEIGHT) / 2, (top + bottom - height) / 2, height)


def _outline(pose: Pose, height: int, width: int) -> tuple[float, float, float, float]:
    """The box around the mask and the joints that are seen, within the picture."""
    seen = pose.points[pose.visible > EVEN, :2]
    if pose.person is not None and (pose.person > EVEN).any():
        rows = np.flatnonzero((pose.person > EVEN).any(axis=1))
        columns = np.flatnonzero((pose.person > EVEN).any(axis=0))
        corners = [[columns[0], rows[0]], [columns[-1] + 1, rows[-1] + 1]]
        seen = np.concatenate([seen, np.array(corners, np.float32)])
    if not len(seen):
        return 0.0, 0.0, float(width), float(height)
    (left, top), (right, bottom) = seen.min(axis=0).tolist(), seen.max(axis=0).tolist()
    return max(0.0, left), max(0.0, top), min(float(width), right), min(float(height), bottom)
