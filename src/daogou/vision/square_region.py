"""A turned square of a picture: cut out for a model, and what the model says of it brought back."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class SquareRegion:
    """``centre`` and ``side`` in pixels of the picture; ``turn``: radians, clockwise on the screen."""

    centre: tuple[float, float]
    side: float
    turn: float = 0.0

    def cut(self, picture: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
        """uint8 [h, w, 3] -> uint8 [size, size, 3]; black outside of the picture."""
        shrink = max(1, int(self.side / size))  # or fine lines would be sampled between
        seen, place = picture, self.to_picture(size)
        if shrink > 1:
            seen, place = _shrunk(picture, shrink), _scaled(place, 1 / shrink)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(seen, place, (size, size), flags=flags), np.uint8)

    def to_picture(self, size: int) -> NDArray[np.float64]:
        """float64 [2, 3]: takes (x, y, 1) of the cut square to the picture; a pixel's centre is whole."""
        step = self.side / size
        cos, sin = step * np.cos(self.turn), step * np.sin(self.turn)
        middle = (size - 1) / 2
        linear = np.array([[cos, -sin], [sin, cos]])
        shift = np.array(self.centre) - 0.5 - linear @ (middle, middle)
        return np.column_stack([linear, shift])

    def points(self, inside: NDArray[np.float32]) -> NDArray[np.float32]:
        """float32 [n, 2] in shares of the square (0..1) -> float32 [n, 2] in pixels of the picture."""
        cos, sin = np.cos(self.turn), np.sin(self.turn)
        turned = (inside - 0.5) * self.side @ np.array([[cos, sin], [-sin, cos]])
        placed: NDArray[np.float32] = (turned + np.array(self.centre)).astype(np.float32)
        return placed

    def spread(self, inside: NDArray[np.float32], height: int, width: int) -> NDArray[np.float32]:
        """float32 [size, size] of the square -> float32 [height, width] of the picture, 0 outside of it."""
        size = inside.shape[0]
        flags = cv2.INTER_LINEAR
        spread = cv2.warpAffine(inside, self.to_picture(size), (width, height), flags=flags)
        return np.asarray(spread, np.float32)


def whole(height: int, width: int) -> SquareRegion:
    """The smallest upright square around a picture."""
    return SquareRegion((width / 2, height / 2), float(max(height, width)))


def _shrunk(picture: NDArray[np.uint8], shrink: int) -> NDArray[np.uint8]:
    """Each pixel the mean of ``shrink`` x ``shrink``; the last rows and columns that fill none are left out,
    so that a whole factor remains, which OpenCV shrinks ten times as fast."""
    height, width = picture.shape[0] // shrink, picture.shape[1] // shrink
    if not height or not width:
        return picture[:1, :1]
    even = picture[: height * shrink, : width * shrink]
    return np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _scaled(place: NDArray[np.float64], factor: float) -> NDArray[np.float64]:
    """The same map to a shrunk picture: a pixel's centre stays a pixel's centre."""
    scaled = place * factor
    scaled[:, 2] += (factor - 1) / 2
    return np.asarray(scaled)
