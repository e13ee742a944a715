import numpy as np
import pytest

from daogou.graph.annotation.region import region_of


def on_white(*boxes):
    picture = np.full((100, 100, 3), 255, np.uint8)
    for left, top, right, bottom in boxes:
        picture[top:bottom, left:right] = (20, 40, 160)
    return picture


def test_the_box_and_the_area_are_those_of_the_thing():
    region = region_of(on_white((20, 30, 60, 80)))
    assert region.is_plain
    assert region.box == pytest.approx((0.2, 0.3, 0.6, 0.8), abs=0.02)
    assert region.area == pytest.approx(0.2, abs=0.02)
    assert region.pieces == 1


def test_two_things_are_two_pieces_and_a_crumb_is_none():
    assert region_of(on_white((10, 30, 40, 70), (60, 30, 90, 70))).pieces == 2
    assert region_of(on_white((10, 30, 60, 80), (80, 80, 84, 84))).pieces == 1


def test_without_a_plain_ground_the_middle_is_taken_and_nothing_is_counted():
    noise = np.random.default_rng(0).integers(0, 256, (60, 90, 3)).astype(np.uint8)
    region = region_of(noise)
    assert not region.is_plain
    assert region.pieces == 0
    left, top, right, bottom = region.box
    assert left == pytest.approx(1 - right, abs=0.02)
    assert top == pytest.approx(1 - bottom, abs=0.02)


def test_a_white_picture_has_a_region_too():
    region = region_of(np.full((50, 50, 3), 255, np.uint8))
    assert not region.is_plain
    assert 0 < region.area < 1
