"""Whether a photo shows a person so that they can be measured; if not, what to do."""

import numpy as np

from daogou.core.errors import UnfitPhoto
from daogou.fit.body.outline import ADVICE, Outline
from daogou.vision.poses import Pose

SURE = 0.5  # of a person, and of each joint
JOINTS = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
LEAST_PIXELS = 300  # of the person's height: below, an edge of one pixel is over 1 % of a waist
# Shoulder joints lie .26, shoulders and hips .29 of the height apart (Drillis and Contini 1966): seen from
# the
# front the ratio is about .8; turned by 45 degrees it falls below .6
FRONTAL_RATIO = 0.6
TILT_DEGREES = 12  # of the trunk from the vertical, and of shoulders from the horizontal
STRAIGHT_DEGREES = 160  # at the knee; 180 is a straight leg


def check_view(pose: Pose, outline: Outline) -> None:
    """Nothing, if the person can be measured.

    Raises:
        UnfitPhoto: says what is wrong with the photo; the hint says how to take it.
    """
    for wrong, why in (
        (pose.score < SURE, "No person is seen clearly."),
        (outline.top == 0 or outline.bottom == len(outline.mask) - 1, "Head or feet are cut off."),
        (_hidden(pose), "Not all joints are seen."),
        (outline.height < LEAST_PIXELS, "The person is too small in the picture."),
        (_turned(pose), "The person is turned to the side."),
        (_leaning(pose), "The person or the camera is tilted."),
        (_bent(pose), "The legs are bent or the person sits."),
    ):
        if wrong:
            raise UnfitPhoto(why, hint=ADVICE)


def distance(pose: Pose, one: str, other: str) -> float:
    """Of two landmarks, in pixels."""
    return float(np.hypot(*(np.array(pose.at(one)) - np.array(pose.at(other)))))


def _hidden(pose: Pose) -> bool:
    names = ["nose", *(f"{side}_{joint}" for side in ("left", "right") for joint in JOINTS)]
    return any(pose.sees(name) < SURE for name in names)


def _turned(pose: Pose) -> bool:
    """Too narrow in the shoulders for their height, or seen from behind: left and right are exchanged."""
    left, right = pose.at("left_shoulder"), pose.at("right_shoulder")
    torso = (distance(pose, "left_shoulder", "left_hip") + distance(pose, "right_shoulder", "right_hip")) / 2
    return left[0] <= right[0] or distance(pose, "left_shoulder", "right_shoulder") < FRONTAL_RATIO * torso


def _leaning(pose: Pose) -> bool:
    points = {
        name: np.array(pose.at(name)) for name in ("left_shoulder", "right_shoulder", "left_hip", "right_hip")
    }
    down = points["left_hip"] + points["right_hip"] - points["left_shoulder"] - points["right_shoulder"]
    across = points["left_shoulder"] - points["right_shoulder"]
    lean = np.degrees(np.arctan2(abs(down[0]), down[1]))
    slope = np.degrees(np.arctan2(abs(across[1]), abs(across[0])))
    return bool(lean > TILT_DEGREES or slope > TILT_DEGREES)


def _bent(pose: Pose) -> bool:
    return any(_angle(pose, side) < STRAIGHT_DEGREES for side in ("left", "right"))


def _angle(pose: Pose, side: str) -> float:
    """At the knee, in degrees; small where the thigh is foreshortened, as when sitting."""
    hip, knee, ankle = (np.array(pose.at(f"{side}_{joint}")) for joint in ("hip", "knee", "ankle"))
    up, down = hip - knee, ankle - knee
    thigh, shin = float(np.hypot(*up)), float(np.hypot(*down))
    if thigh < 0.6 * shin:  # a thigh is about as long as a shin: it points at the camera
        return 90.0
    return float(np.degrees(np.arccos(np.clip(up @ down / (thigh * shin), -1, 1))))
