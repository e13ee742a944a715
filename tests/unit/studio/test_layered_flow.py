"""The packaged generator: what it draws is what was asked for, as far as pixels can tell."""

import numpy as np
import pytest

from daogou.core.errors import BadOption, BadQuery, MissingAsset
from daogou.studio.generators import ROLE
from daogou.vision.colour import measure_colour
from daogou.vision.matte import product_matte


@pytest.fixture(scope="module")
def generator():
    return ROLE.open("layered_flow")


@pytest.mark.parametrize(
    ("text", "name"),
    [("a red dress", "red"), ("绿色连帽卫衣", "green"), ("navy trousers", "navy"), ("黑色手提包", "black")],
)
def test_the_colour_asked_for_is_the_colour_seen(generator, text, name):
    assert measure_colour(generator.generate([text], seed=1)[0]).main == name


def test_a_text_that_stands_twice_gives_two_pictures(generator):
    first, second = generator.generate(["white sneakers", "white sneakers"])
    assert (first != second).any()


def test_a_product_stands_whole_before_a_light_backdrop(generator):
    picture = generator.generate(["black boots"], seed=2)[0]
    rim = np.concatenate([picture[:4].reshape(-1, 3), picture[:, :4].reshape(-1, 3)])
    assert rim.min() > 150
    assert 0.03 < product_matte(picture).mean() < 0.7


def test_long_and_short_trousers_differ_in_length(generator):
    heights = [
        np.ptp(np.flatnonzero((product_matte(generator.generate([text], seed=3)[0]) > 0.5).any(axis=1)))
        / np.ptp(np.flatnonzero((product_matte(generator.generate([text], seed=3)[0]) > 0.5).any(axis=0)))
        for text in ("black trousers", "black shorts")
    ]
    assert heights[0] > 1.5 * heights[1]


def test_a_print_has_both_its_colours(generator):
    picture = generator.generate(["a red t-shirt with white stripes"], seed=1)[0]
    middle = picture[150:230, 160:220].reshape(-1, 3).astype(int)
    red = (middle[:, 0] > 120) & (middle[:, 1] < 90)
    white = middle.min(axis=1) > 170
    assert red.mean() > 0.2
    assert white.mean() > 0.1


@pytest.mark.parametrize("text", ["a green elephant", "hello", "红色"])
def test_what_names_no_product_is_refused(generator, text):
    with pytest.raises(BadQuery):
        generator.generate([text])


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({}, BadOption),
        ({"model": "x", "numbers": "int4"}, BadOption),
        ({"model": "x", "side": 100}, BadOption),
        ({"model": "x", "steps": 0}, BadOption),
        ({"model": "x", "frame": "no place"}, BadOption),
        ({"model": "no such folder"}, MissingAsset),
    ],
)
def test_a_diffusion_pipeline_says_what_is_wrong_before_anything_is_loaded(options, error):
    with pytest.raises(error):
        ROLE.open("diffusers", options)
