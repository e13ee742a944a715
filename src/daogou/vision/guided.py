"""The guided filter of He, Sun and Tang (2010): an area's edge drawn along that of a picture in colour."""

import cv2
import numpy as np
from numpy.typing import NDArray


def guided(
    picture: NDArray[np.float32], area: NDArray[np.float32], radius: int, smooth: float
) -> NDArray[np.float32]:
    """float32 [h, w, 3] in 0..1 and [h, w] -> [h, w]: in each window a linear function of the colour.

    Equations 19 to 21 of the paper; ``smooth`` is its epsilon.
    """

    def mean(values: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(cv2.blur(values, (2 * radius + 1, 2 * radius + 1)), np.float32)

    colour, level = mean(picture), mean(area)
    spread = np.stack([mean(picture * picture[..., k : k + 1]) for k in range(3)], axis=-1)
    spread -= colour[..., :, None] * colour[..., None, :]
    spread += smooth * np.eye(3, dtype=np.float32)
    joint = mean(picture * area[..., None]) - colour * level[..., None]
    slope = np.linalg.solve(spread, joint[..., None])[..., 0].astype(np.float32)
    offset = level - (slope * colour).sum(axis=-1)
    return np.asarray((mean(slope) * picture).sum(axis=-1) + mean(offset), np.float32)
