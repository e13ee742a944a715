"""Colour, texture and shape of drawn things whose description is known."""

import cv2
import numpy as np
import pytest

from daogou.vision.descriptors import describe
from daogou.vision.silhouette import NOTHING, measure_silhouette
from daogou.vision.texture import (
    PATCH,
    directions,
    largest_square,
    measure_texture,
    scale,
    wavelength,
    word,
)

SIDE = 256
WHOLE = np.ones((SIDE, SIDE), np.float32)
NAVY, WHITE = np.array((26, 35, 90)), np.array((250, 250, 250))


def cloth(marked: np.ndarray) -> np.ndarray:
    return np.where(marked[..., None], NAVY, WHITE).astype(np.uint8)


def stripes(period: int, upright: bool = False) -> np.ndarray:
    line = np.arange(SIDE) % period < period / 2
    marked = np.broadcast_to(line[:, None], (SIDE, SIDE))
    return cloth(marked.T if upright else marked)


def dots(period: int = 32, radius: int = 9) -> np.ndarray:
    down, across = np.ogrid[:SIDE, :SIDE]
    return cloth((down % period - period / 2) ** 2 + (across % period - period / 2) ** 2 < radius**2)


def blotches() -> np.ndarray:
    noise = cv2.GaussianBlur(np.random.default_rng(0).normal(size=(SIDE, SIDE, 3)), (0, 0), 6)
    return np.clip(128 + 60 * noise / noise.std(), 0, 255).astype(np.uint8)


def gingham(period: int = 32) -> np.ndarray:
    line = (np.arange(SIDE) % period < period / 2).astype(float)
    share = (line[:, None] + line[None, :])[..., None] / 2
    return (share * NAVY + (1 - share) * WHITE).astype(np.uint8)


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (np.full((SIDE, SIDE, 3), 90, np.uint8), "plain"),
        (stripes(32), "stripes"),
        (stripes(16, upright=True), "stripes"),
        (dots(), "dots"),
        (gingham(), "checks"),
        (blotches(), "print"),
    ],
)
def test_textures_have_their_names(picture, expected):
    assert measure_texture(picture, WHOLE).word == expected


def test_a_folded_plain_cloth_is_plain():
    light = 1 + 0.08 * np.sin(np.arange(SIDE) / 30)[None, :, None]
    picture = np.clip(np.full((SIDE, SIDE, 3), 140) * light, 0, 255).astype(np.uint8)
    assert measure_texture(picture, WHOLE).word == "plain"


def test_lines_turn_as_they_are_drawn():
    assert measure_texture(stripes(32), WHOLE).turn == pytest.approx(0, abs=5)
    assert measure_texture(stripes(32, upright=True), WHOLE).turn == pytest.approx(90, abs=5)


def test_a_period_is_a_share_of_the_products_width():
    # 256 pixels wide; the inscribed square too, so 32 pixels are an eighth
    assert measure_texture(stripes(32), WHOLE).period == pytest.approx(1 / 8, rel=0.05)


def test_finer_stripes_are_called_so():
    assert [scale(period) for period in (0.02, 0.08, 0.3)] == ["fine", "medium", "coarse"]


def test_dots_are_counted():
    assert measure_texture(dots(), WHOLE).spots >= 36  # 8 x 8, those at the rim left out


def test_a_thing_too_small_for_a_square_is_called_plain():
    matte = np.zeros((SIDE, SIDE), np.float32)
    matte[:, 100:104] = 1
    assert measure_texture(stripes(32), matte).word == "plain"
    assert measure_texture(stripes(32), matte * 0).word == "plain"


def test_the_largest_square_lies_within():
    inside = np.zeros((40, 60), bool)
    inside[5:36, 10:41] = True  # 31 x 31
    inside[10:15, 41:60] = True
    (row, column), side = largest_square(inside)
    assert inside[row : row + side, column : column + side].all()
    assert side >= 29


def test_directions_of_nothing_are_nothing():
    assert directions(np.zeros((4, 4), np.float32), np.zeros((4, 4), np.float32)) == (0, 0, 0)


def test_a_waves_length_is_told_in_pixels():
    wave = np.sin(2 * np.pi * np.arange(PATCH) / 16).astype(np.float32)
    flat = np.broadcast_to(wave[None, :, None], (PATCH, PATCH, 3))
    assert wavelength(np.ascontiguousarray(flat)) == 16


def test_what_runs_both_ways_is_a_check_unless_it_is_a_dot():
    assert word(0.95, 0.01, 0) == "stripes"
    assert word(0.4, 0.35, 0) == "checks"
    assert word(0.22, 0.19, 9) == "dots"
    assert word(0.22, 0.19, 2) == "print"


def matte_of(points: list[tuple[int, int]]) -> np.ndarray:
    matte = np.zeros((200, 200), np.float32)
    cv2.fillPoly(matte, [np.array(points, np.int32)], 1.0)
    return matte


def test_a_box_is_boxy_and_symmetric():
    shape = measure_silhouette(matte_of([(50, 20), (149, 20), (149, 179), (50, 179)]))
    assert shape.aspect == pytest.approx(1.6)
    assert shape.filled == shape.solid == shape.symmetric == 1
    assert shape.words == ("tall", "boxy", "symmetric")


def test_a_skirt_widens_below():
    shape = measure_silhouette(matte_of([(80, 20), (120, 20), (160, 120), (40, 120)]))
    assert shape.words == ("even", "wider below", "symmetric")
    upper, middle, lower = shape.widths
    assert upper < middle < lower


def test_legs_leave_a_shape_open():
    trousers = matte_of([(60, 20), (140, 20), (150, 180), (120, 180), (100, 70), (80, 180), (50, 180)])
    trousers[:, 90:110] *= np.arange(200)[:, None] < 60
    assert measure_silhouette(trousers).solid < 0.85


def test_a_hook_is_asymmetric_and_open():
    hook = np.zeros((200, 200), np.float32)
    hook[20:180, 40:60] = 1
    hook[160:180, 40:160] = 1
    words = measure_silhouette(hook).words
    assert "asymmetric" in words
    assert "open" in words


def test_an_empty_matte_has_no_shape():
    assert measure_silhouette(np.zeros((5, 5), np.float32)) == NOTHING


def test_a_look_is_told_in_words():
    picture = np.full((300, 300, 3), 240, np.uint8)
    matte = np.zeros((300, 300), np.float32)
    matte[22:278, 22:278] = 1
    picture[22:278, 22:278] = np.where(stripes(16) == 250, 180, stripes(16))
    look = describe(picture, matte)
    assert look.words[1:] == ("medium stripes", "even", "boxy", "symmetric")
    assert look.colour in look.colours
    assert describe(picture).texture.word == "stripes"


def test_a_look_of_an_empty_picture_is_told_without_failing():
    look = describe(np.full((60, 60, 3), 255, np.uint8))
    assert look.texture.word == "plain"
    assert look.silhouette == NOTHING
