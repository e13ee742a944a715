import numpy as np
import pytest

from daogou.studio.dressing.filling import limb, mirrored, skin_colour


def test_a_strip_is_filled_with_the_mirror_image_of_what_is_beside_it():
    picture = np.zeros((20, 40, 3), np.float32)
    picture[:, :20] = np.arange(20)[None, :, None] * 10  # a slope up to the hole
    known = np.zeros((20, 40), bool)
    known[:, :20] = True
    hole = np.zeros((20, 40), bool)
    hole[:, 20:26] = True
    filled = mirrored(picture, known, hole)
    middle = filled[10, 20:26, 0]
    assert (np.diff(middle) < 0).all()  # mirrored: it goes down again
    assert middle[0] > 140


def test_only_the_hole_changes():
    random = np.random.default_rng(0)
    picture = random.uniform(0, 255, (30, 30, 3)).astype(np.float32)
    hole = np.zeros((30, 30), bool)
    hole[10:15, 10:15] = True
    filled = mirrored(picture, ~hole, hole)
    assert np.array_equal(filled[~hole], picture[~hole])


def test_a_hole_in_one_colour_gets_that_colour():
    picture = np.full((60, 60, 3), 90, np.float32)
    hole = np.zeros((60, 60), bool)
    hole[5:55, 5:55] = True  # deep inside the smooth filling takes over
    picture[hole] = 255
    assert mirrored(picture, ~hole, hole)[hole] == pytest.approx(90, abs=1)


def test_without_anything_known_the_picture_stays():
    picture = np.full((9, 9, 3), 7, np.float32)
    nothing = np.zeros((9, 9), bool)
    assert mirrored(picture, nothing, ~nothing) is picture


def test_skin_is_the_colour_of_its_middle_light():
    picture = np.full((20, 20, 3), (200, 150, 120), np.float32)
    picture[:3] = 255  # glare
    picture[17:] = 20  # shadow
    assert skin_colour(picture, np.ones((20, 20), bool)) == pytest.approx((200, 150, 120))


def test_too_little_skin_tells_no_colour():
    assert skin_colour(np.zeros((5, 5, 3), np.float32), np.ones((5, 5), bool)) is None


def test_a_limb_is_darkest_at_its_edges_and_about_its_colour_in_the_middle():
    colour = np.array([200, 150, 120], np.float32)
    painted = limb(colour, np.linspace(-1, 1, 21))
    light = painted.sum(axis=-1)
    assert light.argmax() == 10
    assert light[0] == light[-1] == light.min()
    assert painted[10] == pytest.approx(colour, rel=0.05)
