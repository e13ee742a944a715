"""Where the face can be."""

import numpy as np

from daogou.vision.parsing_face import face
from daogou.vision.poses import LANDMARKS, Pose


def standing(mouth_below_eyes: float = 10.0, seen: float = 1.0) -> Pose:
    points = np.zeros((33, 3), np.float32)
    for name, place in {
        "left_eye": (55, 30),
        "right_eye": (45, 30),
        "mouth_left": (53, 30 + mouth_below_eyes),
        "mouth_right": (47, 30 + mouth_below_eyes),
        "nose": (50, 35),
    }.items():
        points[LANDMARKS.index(name), :2] = place
    return Pose(points, np.full(33, seen, np.float32), 1.0)


def test_the_face_reaches_from_the_crown_to_the_chin():
    inside = face(standing(), 100, 100)
    assert inside[30, 50]
    assert inside[47, 50]  # 1.7 lengths below the eyes
    assert not inside[50, 50]  # the neck
    assert inside[10, 50]
    assert not inside[5, 50]
    assert inside[30, 35]
    assert not inside[30, 30]


def test_a_face_that_is_not_seen_is_nowhere():
    assert not face(standing(seen=0.1), 100, 100).any()
    assert not face(standing(mouth_below_eyes=0.5), 100, 100).any()
