import numpy as np
import pytest

from daogou.core.errors import UnfitPhoto
from daogou.studio.dressing.fitness import person_is_fit, several_alike
from daogou.vision.poses import LANDMARKS, Pose
from daogou.vision.segmenters import PARTS, Segmentation

SIZE = (480, 320)
STANDING = {
    "left_shoulder": (198, 112), "right_shoulder": (122, 112),
    "left_hip": (182, 232), "right_hip": (138, 232),
    "left_wrist": (230, 228), "right_wrist": (90, 228), "left_knee": (186, 326), "right_knee": (134, 326),
    "left_ankle": (188, 420), "right_ankle": (132, 420),
}  # fmt: skip
NOTHING = Segmentation(PARTS, np.zeros(SIZE, np.uint8), np.ones(SIZE, np.float32))


def pose(scale: float = 1.0, **moved: tuple[float, float]) -> Pose:
    """Joints outside of the picture are not seen."""
    points, visible = np.zeros((len(LANDMARKS), 3), np.float32), np.zeros(len(LANDMARKS), np.float32)
    for name, (x, y) in {**STANDING, **moved}.items():
        points[LANDMARKS.index(name), :2] = x * scale, y * scale
        visible[LANDMARKS.index(name)] = y * scale < SIZE[0]
    return Pose(points, visible, 0.9)


@pytest.mark.parametrize("kind", ["top", "dress", "coat", "skirt", "trousers", "shorts"])
def test_somebody_who_stands_before_the_camera_will_do(kind):
    person_is_fit(pose(), NOTHING, SIZE, [kind])


@pytest.mark.parametrize(
    ("moved", "kind", "said"),
    [
        ({"left_shoulder": (122, 112), "right_shoulder": (198, 112)}, "top", "back"),
        ({"left_shoulder": (168, 112), "right_shoulder": (152, 112)}, "top", "side"),
        ({"left_wrist": (130, 170), "right_wrist": (190, 170)}, "top", "crossed"),
        ({"left_ankle": (188, 600), "right_ankle": (132, 600)}, "trousers", "ankles"),
        ({"left_knee": (210, 260), "right_knee": (110, 260)}, "skirt", "sits"),
    ],
)
def test_what_will_not_do_is_said(moved, kind, said):
    with pytest.raises(UnfitPhoto, match=said) as refusal:
        person_is_fit(pose(**moved), NOTHING, SIZE, [kind])
    assert refusal.value.hint


def test_legs_that_are_cut_off_do_not_matter_for_a_top():
    person_is_fit(pose(left_ankle=(188, 600), right_ankle=(132, 600)), NOTHING, SIZE, ["top"])


def test_one_arm_before_the_body_is_allowed():
    person_is_fit(pose(left_wrist=(130, 170)), NOTHING, SIZE, ["top"])


def test_somebody_far_away_is_too_small():
    with pytest.raises(UnfitPhoto, match="small"):
        person_is_fit(pose(scale=0.3), NOTHING, SIZE, ["top"])


def test_parts_of_another_photo_are_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="parts"):
        person_is_fit(pose(), NOTHING, (100, 100), ["top"])


def test_two_people_of_one_size_are_told_from_one_with_somebody_behind():
    assert several_alike([pose(), pose(0.9)])
    assert not several_alike([pose(), pose(0.5)])
    assert not several_alike([pose()])
