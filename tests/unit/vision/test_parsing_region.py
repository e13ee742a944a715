"""Cutting a person out of a picture and putting areas back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.vision.parsing_region import EMPTY, HEIGHT, WIDTH, Region, around, fitted
from daogou.vision.poses import Pose


def person(top: int, bottom: int, left: int, right: int, size: tuple[int, int] = (400, 300)) -> Pose:
    mask = np.zeros(size, np.float32)
    mask[top:bottom, left:right] = 1
    return Pose(np.zeros((33, 3), np.float32), np.zeros(33, np.float32), 1.0, mask)


@given(st.floats(0, 200), st.floats(0, 200), st.floats(1, 300), st.floats(1, 300))
def test_a_region_holds_its_box_in_the_middle_and_is_no_larger_than_it_must(left, top, width, height):
    region = fitted(left, top, left + width, top + height)
    wide = region.height * WIDTH / HEIGHT
    assert region.left + wide / 2 == pytest.approx(left + width / 2)
    assert region.top + region.height / 2 == pytest.approx(top + height / 2)
    assert region.height == pytest.approx(max(height, width * 2))


def test_a_person_is_in_the_region_with_room_around():
    region = around(person(100, 300, 120, 180), 400, 300)
    assert region.top < 100 - 15
    assert region.top + region.height > 300 + 15
    assert region.left < 120 - 15
    assert region.left + region.height / 2 > 180 + 15


def test_without_a_person_all_of_the_picture_is_in_it():
    region = around(None, 100, 200)
    assert (region.left, region.top, region.height) == (0, -150, 400)


def test_a_cut_at_its_own_size_is_the_picture_itself():
    picture = np.random.default_rng(0).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    assert np.array_equal(Region(0, 0, HEIGHT).cut(picture), picture)


def test_a_cut_is_moved_by_whole_pixels_and_empty_beyond_the_rim():
    picture = np.random.default_rng(0).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    cut = Region(-10, 20, HEIGHT).cut(picture)
    assert np.array_equal(cut[:-20, 10:], picture[20:, :-10])
    assert (cut[:, :10] == EMPTY).all()
    assert (cut[-20:] == EMPTY).all()


@pytest.mark.parametrize("factor", [1, 3])
def test_large_pictures_give_the_cut_that_small_ones_give(factor):
    rows, columns = np.mgrid[0 : 480 * factor, 0 : 320 * factor] / factor
    picture = np.stack([rows / 2, columns / 2, rows / 4 + columns / 4], axis=2).astype(np.uint8)
    cut = Region(40 * factor, 30 * factor, 400 * factor).cut(picture).astype(float)
    assert cut[256, 128] == pytest.approx([(30 + 200) / 2, (40 + 100) / 2, 92.5], abs=1.5)


def test_what_is_put_back_lies_where_it_was_cut():
    region = Region(40, 30, 256)
    small = np.zeros((128, 64), np.float32)  # one for 2 x 2 pixels of the picture
    small[10:20, 5:15] = 1
    back = region.back(small, 300, 200, outside=0.25)
    assert back[30 + 22 : 30 + 38, 40 + 12 : 40 + 28].min() == 1
    assert back[30 + 44 :, 40:168].max() <= 0.25
    assert back[0, 0] == back[299, 199] == 0.25
    rows, columns = np.nonzero(back > 0.5)
    assert (rows.min(), rows.max() + 1, columns.min(), columns.max() + 1) == (50, 70, 50, 70)


def test_labels_are_cut_without_being_mixed():
    mask = np.zeros((200, 100), np.uint8)
    mask[50:150, 30:60] = 40
    areas = Region(0, 0, 200).areas(mask)
    assert set(np.unique(areas)) == {0, 40}
    assert (areas == 40).mean() == pytest.approx(100 * 30 / 20_000, abs=0.01)


def test_places_and_pixels_agree():
    assert Region(10, 20, 100).place(10, 20, 50) == (0, 0)
    assert Region(10, 20, 100).place(60, 120, 50) == (25, 50)


def test_a_closer_region_has_the_same_middle():
    assert Region(10, 20, 100).zoomed(0.5) == Region(22.5, 45, 50)
