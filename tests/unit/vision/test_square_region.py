"""Turned squares of pictures, and back."""

import numpy as np
import pytest

from daogou.vision.square_region import SquareRegion, whole


def test_the_whole_picture_lies_in_the_middle_of_its_square():
    square = whole(100, 200)
    assert square == SquareRegion((100.0, 50.0), 200.0)
    cut = square.cut(np.full((100, 200, 3), 255, np.uint8), 200)
    assert (cut[50:150] == 255).all()
    assert not cut[:50].any()
    assert not cut[150:].any()


def test_an_upright_cut_is_the_pictures_own_pixels():
    picture = np.random.default_rng(0).integers(0, 256, (60, 80, 3), dtype=np.uint8)
    assert (SquareRegion((40, 30), 20).cut(picture, 20) == picture[20:40, 30:50]).all()


def test_a_quarter_turn_shows_the_picture_turned():
    picture = np.random.default_rng(1).integers(0, 256, (20, 20, 3), dtype=np.uint8)
    cut = SquareRegion((10, 10), 20, np.pi / 2).cut(picture, 20)
    # turned clockwise on the screen, the square's upper edge lies along the picture's right side
    assert (cut == np.rot90(picture)).all()


def test_a_much_smaller_cut_averages_instead_of_skipping():
    lines = np.zeros((400, 400, 3), np.uint8)
    lines[::2] = 200
    cut = whole(400, 400).cut(lines, 50)
    assert np.abs(cut.astype(int) - 100).max() <= 1


def test_sides_that_the_factor_does_not_divide_move_no_place():
    ramp = np.zeros((317, 251, 3), np.uint8)
    ramp[:] = np.arange(251)[None, :, None]
    cut = SquareRegion((120, 150), 160).cut(ramp, 50)  # by thirds: 251 columns leave two over
    middles = 40 + (np.arange(50) + 0.5) * 160 / 50 - 0.5
    assert np.abs(cut[25, :, 0] - middles).max() <= 1


@pytest.mark.parametrize("turn", [0.0, 0.4, -2.0])
def test_places_in_the_square_are_where_its_pixels_come_from(turn):
    square = SquareRegion((70, 55), 40, turn)
    corner = square.points(np.array([[0.25, 0.75]], np.float32))[0]
    # pixel 10 of 40 begins at .25; its centre is half a pixel further
    by_matrix = square.to_picture(40) @ (9.5, 29.5, 1)
    assert corner == pytest.approx(by_matrix + 0.5, abs=1e-4)


def test_what_is_told_of_a_square_comes_to_lie_in_the_picture():
    told = np.zeros((32, 32), np.float32)
    told[:, 16:] = 1  # the right half
    spread = SquareRegion((50, 40), 32).spread(told, 80, 100)
    assert spread.shape == (80, 100)
    assert (spread[24:56, 50:66] == 1).all()
    assert not spread[:, :50].any()
    assert not spread[:20].any()


def test_a_turned_square_comes_to_lie_turned():
    told = np.zeros((32, 32), np.float32)
    told[:8] = 1  # the square's upper quarter
    spread = SquareRegion((50, 40), 32, np.pi / 2).spread(told, 80, 100)
    assert (spread[26:54, 59:65] == 1).all()  # at the right
    assert not spread[:, :57].any()
