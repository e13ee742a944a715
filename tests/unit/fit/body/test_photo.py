from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ellipe
from tests.unit.fit.body.drawn_person import TALL, drawn_person

from daogou.core.errors import UnfitPhoto
from daogou.fit.body.estimating import estimated
from daogou.fit.body.photo import measured, perimeter
from daogou.vision.poses import LANDMARKS

TALL_CM = 168.0
CM = TALL_CM / TALL


def moved(pose, **places):
    points = pose.points.copy()
    for name, (x, y) in places.items():
        points[LANDMARKS.index(name), :2] = x, y
    return replace(pose, points=points)


def test_an_ellipse_is_as_long_as_its_elliptic_integral():
    width, depth = 30.0, 21.0
    exact = 2 * width * ellipe(1 - (depth / width) ** 2)
    assert perimeter(width, depth) == pytest.approx(exact, rel=1e-6)
    assert perimeter(10, 10) == pytest.approx(10 * np.pi)


def test_lengths_are_distances_of_joints_at_the_scale_of_the_height():
    lengths = measured(drawn_person(), TALL_CM).lengths
    assert lengths["leg"].value == pytest.approx(1.2 * (0.53 - 0.039) * TALL_CM, rel=0.01)
    assert lengths["shoulder"].value == pytest.approx(1.275 * 0.258 * TALL_CM, rel=0.01)
    low, high = lengths["torso"].interval
    assert low < (0.818 - 0.53) * TALL_CM < high


def test_girths_in_close_clothes_hold_the_drawn_ones_in_their_interval():
    waist = measured(drawn_person(waist=100.0), TALL_CM, "women", "close").body.measures["waist"]
    low, high = waist.interval
    assert low < perimeter(100 * CM, 72 * CM) < high
    assert waist.source == "photo"
    assert waist.sd > 3  # a photo is no tape


def test_ordinary_clothes_are_taken_off_and_leave_more_doubt():
    close, ordinary = (
        measured(drawn_person(), TALL_CM, "women", clothes).body.measures["hip"]
        for clothes in ("close", "ordinary")
    )
    assert ordinary.value == pytest.approx(close.value * 1.03 / 1.23)
    assert ordinary.sd > 1.5 * close.sd


def test_a_wider_outline_gives_a_larger_girth():
    narrow, wide = (measured(drawn_person(hip=px), TALL_CM).body.measures["hip"].value for px in (100, 130))
    assert wide / narrow == pytest.approx(1.3, rel=0.05)


def joined(*, both):
    """The arms' air filled in at the waist, on the person's left or on both sides."""
    pose = drawn_person()
    pose.person[200:450, 300:520] = 1
    if both:
        pose.person[200:450, 80:300] = 1
    return pose


def test_a_side_that_an_arm_hides_is_taken_from_the_other():
    clear = measured(drawn_person(), TALL_CM).body.measures["waist"].value
    assert measured(joined(both=False), TALL_CM).body.measures["waist"].value == pytest.approx(
        clear, rel=0.03
    )


def test_a_girth_that_arms_hide_on_both_sides_is_left_to_estimation():
    body = measured(joined(both=True), TALL_CM, "women").body
    assert "waist" not in body.measures
    assert estimated(body)["waist"].source == "estimated"


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        (lambda pose: replace(pose, person=None), "background"),
        (lambda pose: replace(pose, score=0.2), "No person"),
        (lambda pose: replace(pose, person=np.ones((800, 600), dtype=np.float32)), "cut off"),
        (lambda pose: replace(pose, visible=np.zeros(33, dtype=np.float32)), "joints"),
        (lambda pose: moved(pose, left_shoulder=(320, 177), right_shoulder=(280, 177)), "side"),
        (lambda pose: moved(pose, left_shoulder=(210, 177), right_shoulder=(390, 177)), "side"),
        (lambda pose: moved(pose, left_shoulder=(390, 230), right_shoulder=(210, 130)), "tilted"),
        (lambda pose: moved(pose, left_knee=(450, 500)), "bent"),
    ],
)
def test_what_cannot_be_measured_is_refused_with_advice(spoilt, says):
    with pytest.raises(UnfitPhoto, match=says) as caught:
        measured(spoilt(drawn_person()), TALL_CM)
    assert "Stand upright" in caught.value.hint


def test_a_person_that_is_too_small_in_the_picture_is_refused():
    pose = drawn_person()
    small = replace(pose, points=pose.points / 3, person=pose.person[::3, ::3])
    with pytest.raises(UnfitPhoto, match="small"):
        measured(small, TALL_CM)
