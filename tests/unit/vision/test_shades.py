import numpy as np
import pytest

from daogou.vision.colour import measure_colour
from daogou.vision.shades import SHADES, cells, shades_of


def shades(*colours, weights=None):
    pixels = np.array(colours, np.uint8)
    return shades_of(pixels, np.ones(len(pixels), np.float32) if weights is None else weights)


def test_there_are_as_many_cells_as_the_constant_says():
    assert cells().shape == (SHADES, 3)


def test_squares_of_shades_are_shares():
    assert (shades((200, 10, 20), (0, 0, 80), (255, 255, 255)) ** 2).sum() == pytest.approx(1, abs=1e-5)


def test_navy_is_told_from_black_and_alike_reds_are_alike():
    navy, black = shades((20, 33, 61)), shades((10, 10, 10))
    red, other_red = shades((208, 2, 27)), shades((204, 6, 30))
    assert navy @ black < 0.2
    assert red @ other_red > 0.95


def test_half_red_half_white_lies_between():
    both, red, white = shades((208, 2, 27), (255, 255, 255)), shades((208, 2, 27)), shades((255, 255, 255))
    np.testing.assert_allclose(both**2, (red**2 + white**2) / 2, atol=1e-5)


def test_a_pixel_without_weight_does_not_count():
    weights = np.array([1, 0], np.float32)
    np.testing.assert_allclose(
        shades((208, 2, 27), (0, 0, 0), weights=weights), shades((208, 2, 27)), atol=1e-4
    )


def test_nothing_weighed_is_no_colour():
    assert not shades((1, 2, 3), weights=np.zeros(1, np.float32)).any()


def test_shades_are_the_products_and_not_its_grounds():
    picture = np.full((48, 48, 3), 255, np.uint8)
    picture[12:36, 12:36] = (208, 2, 27)
    assert measure_colour(picture).shades @ shades((208, 2, 27)) > 0.95
