"""What a parser says, against the pose and what lies around."""

import numpy as np
import pytest

from daogou.studio.dressing.body import Body
from daogou.studio.dressing.doubts import settled
from daogou.vision.poses import LANDMARKS, Pose
from daogou.vision.segmenters import PARTS

ROW = PARTS.index
SIZE = (400, 200)  # shoulders at 100, hips at 200, hands far away


@pytest.fixture
def body() -> Body:
    points = np.full((33, 3), 390, np.float32)
    for name, x, y in (("shoulder", 30, 100), ("hip", 20, 200)):
        points[LANDMARKS.index(f"left_{name}"), :2] = 100 + x, y
        points[LANDMARKS.index(f"right_{name}"), :2] = 100 - x, y
    return Body(Pose(points, np.ones(33, np.float32), 1.0), SIZE)


def dressed() -> tuple[np.ndarray, np.ndarray]:
    """A coat down to the hips, trousers below."""
    areas = np.zeros(SIZE, np.uint8)
    areas[90:200, 60:140] = ROW("coat")
    areas[200:380, 60:140] = ROW("trousers")
    return areas, np.full(SIZE, 0.9, np.float32)


def test_what_is_sure_and_hangs_right_stays(body):
    areas, sure = dressed()
    np.testing.assert_array_equal(settled(areas, sure, body, {"coat"}), areas)


@pytest.mark.parametrize("part", ["hair", "bag"])
def test_what_is_doubtful_on_the_trunk_is_the_cloth_beside_it(body, part):
    areas, sure = dressed()
    areas[140:150, 95:105], sure[140:150, 95:105] = ROW(part), 0.4
    assert (settled(areas, sure, body, {"coat"})[140:150, 95:105] == ROW("coat")).all()
    sure[140:150, 95:105] = 0.8
    assert (settled(areas, sure, body, {"coat"})[140:150, 95:105] == ROW(part)).all()


def test_a_patch_of_coat_amid_trousers_is_trousers(body):
    areas, sure = dressed()
    areas[260:320, 70:130] = ROW("coat")
    found = settled(areas, sure, body, {"coat"})
    assert (found[260:320, 70:130] == ROW("trousers")).all()
    assert (found[100:190, 70:130] == ROW("coat")).all()


def test_a_patch_of_trousers_amid_shoes_is_the_shaft_of_a_boot(body):
    areas, sure = dressed()
    areas[300:395, 60:140] = ROW("shoes")
    areas[320:360, 100:140] = ROW("trousers")  # background on one side
    found = settled(areas, sure, body, {"shorts"})
    assert (found[300:395, 60:140] == ROW("shoes")).all()
    assert (found[200:300, 60:140] == ROW("trousers")).all()


def test_trousers_between_a_hem_and_boots_stay(body):
    areas, sure = dressed()
    areas[200:300, 60:140] = ROW("dress")
    areas[330:395, 60:140] = ROW("shoes")
    np.testing.assert_array_equal(settled(areas, sure, body, {"shorts"}), areas)


def test_a_coat_over_the_arm_beside_the_legs_stays(body):
    areas, sure = dressed()
    areas[220:330, 140:190] = ROW("coat")
    np.testing.assert_array_equal(settled(areas, sure, body, {"coat"}), areas)


def test_a_bag_is_doubted_as_a_whole(body):
    areas, sure = dressed()
    areas[140:180, 90:110], sure[140:180, 90:110] = ROW("bag"), 0.6
    sure[140:150, 90:110] = 0.7
    assert (settled(areas, sure, body, {"coat"})[140:180, 90:110] == ROW("coat")).all()
    sure[140:150, 90:110] = 0.9
    assert (settled(areas, sure, body, {"coat"})[140:180, 90:110] == ROW("bag")).all()


def test_a_doubtful_bag_far_from_the_clothes_stays(body):
    areas, sure = dressed()
    areas[140:160, 190:199], sure[140:160, 190:199] = ROW("bag"), 0.4
    assert (settled(areas, sure, body, {"coat"})[140:160, 190:199] == ROW("bag")).all()


def test_hair_on_the_middle_of_the_trunk_has_to_be_surer_than_beside_the_neck(body):
    areas, sure = dressed()
    areas[90:180, 95:105], sure[90:180, 95:105] = ROW("hair"), 0.6
    found = settled(areas, sure, body, {"coat"})
    assert (found[140:170, 95:105] == ROW("coat")).all()
    assert (found[90:120, 95:105] == ROW("hair")).all()


def trousered(body_of: Body) -> Body:
    """With legs straight down."""
    points = body_of.pose.points.copy()
    for name, y in (("knee", 290), ("ankle", 375)):
        points[LANDMARKS.index(f"left_{name}"), :2] = 120, y
        points[LANDMARKS.index(f"right_{name}"), :2] = 80, y
    return Body(Pose(points, np.ones(33, np.float32), 1.0), SIZE)


def test_a_doubtful_coat_over_the_legs_is_trousers_for_who_tries_trousers_on(body):
    areas, sure = dressed()
    areas[200:280, 60:140], sure[200:280, 60:140] = ROW("coat"), 0.4
    body = trousered(body)
    assert (settled(areas, sure, body, {"trousers"})[220:280, 78:82] == ROW("trousers")).all()
    assert (settled(areas, sure, body, {"coat"})[220:280, 78:82] == ROW("coat")).all()
    sure[200:280, 60:140] = 0.9
    assert (settled(areas, sure, body, {"trousers"})[220:280, 78:82] == ROW("coat")).all()


def test_a_doubtful_bag_before_the_legs_stays_for_who_tries_trousers_on(body):
    areas, sure = dressed()
    areas[220:260, 90:110], sure[220:260, 90:110] = ROW("bag"), 0.6
    assert (settled(areas, sure, trousered(body), {"trousers"})[220:260, 90:110] == ROW("bag")).all()
