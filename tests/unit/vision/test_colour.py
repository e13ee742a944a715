"""The product's own colour, whatever is behind it."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from daogou.vision.colour import DESCRIPTOR_DIM, MULTICOLOUR, NAMES, PALETTE, measure_colour
from daogou.vision.foreground import connected, product_weights, skin
from daogou.vision.oklab import hex_to_rgb, oklab
from daogou.vision.resize import padded, shrunk

SKIN = (224, 172, 138)


def studio(colour: tuple[int, int, int], ground: tuple[int, int, int] = (255, 255, 255)) -> np.ndarray:
    """A thing of one colour in the middle of a plain background."""
    image = Image.new("RGB", (120, 160), ground)
    ImageDraw.Draw(image).ellipse((30, 30, 90, 130), fill=colour)
    return np.asarray(image)


@pytest.mark.parametrize("name", NAMES)
def test_a_thing_of_a_palette_colour_gets_its_name(name):
    ground = (120, 180, 90) if name == "white" else (255, 255, 255)
    first = hex_to_rgb(PALETTE[name][0])
    assert measure_colour(studio(first, ground)).main == name


@pytest.mark.parametrize("ground", [(255, 255, 255), (20, 20, 20), (230, 60, 60), (200, 200, 210)])
def test_the_background_does_not_count(ground):
    measure = measure_colour(studio((30, 102, 208), ground))
    assert measure.main == "blue"
    assert measure.names["blue"] > 0.8


def test_shares_are_sorted_and_at_most_one():
    picture = studio((20, 33, 61)).copy()
    picture[70:90, 40:80] = 255
    shares = list(measure_colour(picture).names.values())
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1.01
    assert list(measure_colour(picture).names)[:2] == ["navy", "white"]


def test_many_equal_colours_are_called_multicolour():
    picture = np.full((160, 120, 3), 255, dtype=np.uint8)
    for row, name in enumerate(("red", "green", "blue", "yellow", "purple", "black")):
        picture[20 + 20 * row : 40 + 20 * row, 20:100] = hex_to_rgb(PALETTE[name][0])
    assert measure_colour(picture).main == MULTICOLOUR


def test_arms_and_face_do_not_colour_a_shirt():
    image = Image.new("RGB", (120, 160), (255, 255, 255))
    pen = ImageDraw.Draw(image)
    pen.ellipse((48, 5, 72, 35), fill=SKIN)
    pen.rectangle((35, 40, 85, 120), fill=(0, 121, 107))
    pen.rectangle((20, 45, 34, 100), fill=SKIN)
    names = measure_colour(np.asarray(image)).names
    assert set(names) == {"teal"}


def test_a_skin_coloured_bag_keeps_its_colour():
    assert measure_colour(studio(SKIN)).names


def test_a_white_thing_on_white_is_still_measured():
    assert measure_colour(studio((255, 255, 255))).main == "white"


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 500, 3), (500, 2, 3), (48, 48, 3)])
def test_any_size_gives_a_finite_descriptor(shape):
    random = np.random.default_rng(0)
    descriptor = measure_colour(random.integers(0, 256, shape, dtype=np.uint8)).descriptor
    assert descriptor.shape == (DESCRIPTOR_DIM,)
    assert descriptor.dtype == np.float32
    assert np.isfinite(descriptor).all()


def test_the_descriptor_tells_top_from_bottom():
    red_over_blue = np.full((160, 120, 3), 255, dtype=np.uint8)
    red_over_blue[20:80, 30:90] = (208, 2, 27)
    red_over_blue[80:140, 30:90] = (30, 102, 208)
    upside_down = red_over_blue[::-1]
    a, b = measure_colour(red_over_blue).descriptor, measure_colour(upside_down).descriptor
    assert np.abs(a - b).max() > 0.3


def test_oklab_of_known_colours():
    # Ottosson's own values: white is (1, 0, 0); red (0.628, 0.225, 0.126)
    lab = oklab(np.array([[255, 255, 255], [255, 0, 0], [0, 0, 0]], dtype=np.uint8))
    np.testing.assert_allclose(lab, [[1, 0, 0], [0.628, 0.225, 0.126], [0, 0, 0]], atol=2e-3)


def test_connected_stops_at_walls():
    allowed = np.array([[1, 1, 0, 1], [0, 1, 0, 1], [1, 0, 0, 1]], dtype=bool)
    seeds = np.zeros_like(allowed)
    seeds[0, 0] = True
    expected = [[1, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]]
    assert connected(allowed, seeds).astype(int).tolist() == expected


def test_a_hole_of_background_colour_inside_the_product_stays_the_product():
    picture = np.full((60, 60, 3), 255, dtype=np.uint8)
    picture[15:45, 15:45] = (10, 10, 10)
    picture[25:35, 25:35] = 255
    assert product_weights(picture)[30, 30] > 0.9


@pytest.mark.parametrize("tone", ["ffdbac", "e0ac69", "c68642", "8d5524"])
def test_skin_of_many_tones_is_skin_and_cloth_is_not(tone):
    assert skin(oklab(np.array(hex_to_rgb(tone), dtype=np.uint8)))
    for name in ("blue", "green", "black", "white", "purple", "grey"):
        assert not skin(oklab(np.array(hex_to_rgb(PALETTE[name][0]), dtype=np.uint8)))


def test_padding_keeps_the_proportions_and_takes_the_colour_of_the_rim():
    picture = np.full((100, 50, 3), (1, 2, 3), dtype=np.uint8)
    picture[40:60, 20:30] = 255
    square = padded(picture, 64)
    assert square.shape == (64, 64, 3)
    assert (square[:, 0] == (1, 2, 3)).all()
    white = (square > 200).all(axis=2)
    assert abs(white.any(axis=1).sum() - 13) <= 2  # 20 of 100 pixels, at 64 / 100
    assert abs(white.any(axis=0).sum() - 6) <= 2


def test_shrinking_never_enlarges():
    picture = np.zeros((10, 20, 3), dtype=np.uint8)
    assert shrunk(picture, 64).shape == (10, 20, 3)
    assert shrunk(picture, 5).shape == (2, 5, 3)
