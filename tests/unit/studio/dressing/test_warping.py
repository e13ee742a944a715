import numpy as np
import pytest

from daogou.studio.dressing.warping import shown, strip, thin_plate


def grid(width: int, height: int) -> np.ndarray:
    """A picture whose pixels say where they are."""
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    return np.stack([columns, rows], axis=-1)


SITES = np.array([(10.0, 10.0), (90.0, 15.0), (50.0, 60.0), (12.0, 95.0), (88.0, 90.0)])


def test_a_thin_plate_meets_its_sites():
    values = SITES + np.array([(3, -2), (0, 4), (-5, 1), (2, 2), (1, -3)])
    places = thin_plate(SITES, values, (112, 112))
    for site, value in zip(SITES, values, strict=True):
        x, y = site.astype(int)
        assert places[y, x] == pytest.approx(value, abs=0.5)


def test_a_thin_plate_of_an_affine_map_is_that_map_everywhere():
    values = SITES @ np.array([[0.9, 0.2], [-0.1, 1.1]]) + (4, -7)
    places = thin_plate(SITES, values, (64, 80))
    expected = grid(80, 64) @ np.array([[0.9, 0.2], [-0.1, 1.1]]) + (4, -7)
    assert np.abs(places - expected).max() < 0.02


def net(left: float, top: float, right: float, bottom: float) -> np.ndarray:
    rows = [np.linspace((left, y), (right, y), 4) for y in np.linspace(top, bottom, 5)]
    return np.array(rows)


def test_a_net_laid_on_itself_shows_each_pixel_where_it_is():
    places = strip(net(5, 5, 30, 40), net(5, 5, 30, 40), (50, 50))
    inside = np.isfinite(places[..., 0])
    assert inside[5:41, 5:31].all()
    assert not inside[:4].any()
    assert not inside[:, 32:].any()
    assert np.abs(places[inside] - grid(50, 50)[inside]).max() < 0.51  # half a pixel


def test_a_net_twice_as_large_leaves_no_holes():
    places = strip(net(0, 0, 20, 20), net(4, 4, 64, 84), (100, 80))
    assert np.isfinite(places[5:84, 5:64]).all()
    assert places[44, 34] == pytest.approx((10, 10), abs=0.3)


def test_what_lies_outside_of_the_picture_is_left_out():
    places = strip(net(0, 0, 9, 9), net(-20, -20, 10, 10), (12, 12))
    assert np.isfinite(places[3, 3]).all()
    assert places.shape == (12, 12, 2)


def test_nothing_is_shown_where_the_map_is_nowhere():
    places = strip(net(0, 0, 9, 9), net(2, 2, 7, 7), (12, 12))
    picture = np.full((10, 10, 3), 200, np.float32)
    result = shown(picture, places)
    assert (result[3:7, 3:7] == 200).all()
    assert (result[0] == 0).all()


def test_a_net_of_unlike_meshes_leaves_no_holes():
    target = np.array([np.linspace((2, y), (42, y), 3) for y in (2, 60, 62, 64, 66)])
    places = strip(net(0, 0, 20, 20)[:, :3], target, (70, 50))
    assert np.isfinite(places[3:66, 3:42]).all()
