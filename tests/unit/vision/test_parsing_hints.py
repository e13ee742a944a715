"""What the parser is told of a pose."""

import numpy as np
import pytest

from daogou.vision.parsing_hints import COUNT, JOINTS, hints, mirrored
from daogou.vision.parsing_region import Region
from daogou.vision.poses import LANDMARKS, Pose

REGION = Region(0, 0, 512)


def upright(mask: np.ndarray | None = None) -> Pose:
    points = np.zeros((33, 3), np.float32)
    for name, place in {
        "left_shoulder": (160, 100),
        "right_shoulder": (96, 100),
        "left_hip": (150, 220),
        "right_hip": (106, 220),
        "nose": (128, 60),
    }.items():
        points[LANDMARKS.index(name), :2] = place
    return Pose(points, np.full(33, 0.8, np.float32), 1.0, mask)


def test_places_run_from_the_left_and_the_top():
    told = hints(None, REGION)
    assert told.shape == (COUNT, 64, 32)
    assert told[0, 0, 0] == pytest.approx(-31 / 32)
    assert told[1, 63, 5] == pytest.approx(63 / 64)


def test_without_a_pose_only_places_are_told():
    assert not hints(None, REGION)[2:].any()


def test_a_bump_is_highest_at_its_joint_and_as_high_as_the_joint_is_seen():
    nose = hints(upright(), REGION)[3 + JOINTS.index(("nose",))]
    row, column = np.unravel_index(nose.argmax(), nose.shape)
    assert abs(row * 8 + 4 - 60) <= 4
    assert abs(column * 8 + 4 - 128) <= 4
    assert 0.7 < nose.max() <= 0.8


def test_the_persons_share_of_a_cell_is_told():
    mask = np.zeros((512, 256), np.float32)
    mask[:, :100] = 1
    person = hints(upright(mask), REGION)[2]
    assert person[:, :12] == pytest.approx(1)
    assert person[:, 12] == pytest.approx(0.5)
    assert not person[:, 13:].any()


def test_the_mirror_images_hints_are_those_of_the_mirrored_pose():
    told = hints(upright(), REGION)
    assert np.array_equal(mirrored(mirrored(told)), told)
    assert np.array_equal(mirrored(told)[0], told[0])  # x runs from the left again
    turned = upright()
    turned.points[:, 0] = 256 - turned.points[:, 0]
    swapped = [LANDMARKS.index(_other_side(name)) for name in LANDMARKS]
    other = Pose(turned.points[swapped], turned.visible, 1.0)
    assert mirrored(told) == pytest.approx(hints(other, REGION), abs=1e-5)


def _other_side(name: str) -> str:
    for one, other in (("left", "right"), ("right", "left")):
        if one in name:
            return name.replace(one, other)
    return name
