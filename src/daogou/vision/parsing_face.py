"""Where in a picture a person's face can be, from their pose."""

import numpy as np
from numpy.typing import NDArray

from daogou.vision.poses import Pose

# in lengths from the eyes' middle to the mouth's: people's chins lie .8 below the mouth, foreheads end 1.6
# above the eyes and ears are 1.4 aside; a little more, since only skin counts in the end
CHIN, CROWN, ASIDE = 1.85, 2.2, 1.8
SEEN = 0.3  # BlazePose guesses faces that are turned away or cut off, with less


def face(pose: Pose, height: int, width: int) -> NDArray[np.bool_]:
    """bool [height, width]: the upright rectangle, turned with the head, that holds the face."""
    if pose.sees("nose") < SEEN:
        return np.zeros((height, width), bool)
    eyes = np.add(pose.at("left_eye"), pose.at("right_eye")) / 2
    mouth = np.add(pose.at("mouth_left"), pose.at("mouth_right")) / 2
    length = float(np.hypot(*(mouth - eyes)))
    if length < 1:  # pixel: a profile's or a tiny head's landmarks fall together
        return np.zeros((height, width), bool)
    down, across = (mouth - eyes) / length, np.array([mouth[1] - eyes[1], eyes[0] - mouth[0]]) / length
    x, y = np.arange(width)[None, :] - eyes[0], np.arange(height)[:, None] - eyes[1]
    along, aside = (x * down[0] + y * down[1]) / length, (x * across[0] + y * across[1]) / length
    inside: NDArray[np.bool_] = (along > -CROWN) & (along < CHIN) & (np.abs(aside) < ASIDE)
    return inside
