import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.fit.colour_harmony import Shade, harmony, hue_distance, relation, shade_of, shades
from daogou.language.concepts import concepts

SHADES = st.builds(Shade, st.floats(0, 1), st.floats(0, 0.33), st.floats(0, 359.99))
NO_COLOUR = {"transparent", "multicolour"}


def test_every_colour_of_the_concepts_has_a_look():
    assert set(shades()) == set(concepts().all["colour"]) - NO_COLOUR


@given(SHADES, SHADES)
def test_harmony_is_the_same_from_both_sides_and_bounded(one, other):
    assert relation(one, other) == relation(other, one)
    assert harmony(one, other) == harmony(other, one)
    assert -1 <= harmony(one, other) <= 1


@given(SHADES, st.floats(-360, 360))
def test_turning_both_hues_keeps_their_distance(one, turn):
    turned = Shade(one.lightness, one.chroma, (one.hue + 40) % 360)
    both = [Shade(each.lightness, each.chroma, (each.hue + turn) % 360) for each in (one, turned)]
    assert hue_distance(*both) == pytest.approx(40, abs=1e-6)


@pytest.mark.parametrize(
    "colour", ["black", "white", "grey", "navy", "beige", "brown", "tan", "khaki", "cream", "charcoal"]
)
def test_neutrals_of_dress(colour):
    assert shades()[colour].is_neutral


@pytest.mark.parametrize(
    "colour", ["red", "pink", "yellow", "green", "blue", "purple", "mustard", "burgundy"]
)
def test_colours_that_are_no_neutrals(colour):
    assert not shades()[colour].is_neutral


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("navy", "red", "neutral"),
        ("white", "black", "neutral"),
        ("white", "off_white", "matching"),
        ("light_blue", "blue", "tonal"),
        ("pink", "burgundy", "tonal"),
        ("yellow", "orange", "analogous"),
        ("purple", "yellow", "triadic"),
        ("orange", "blue", "complementary"),
        ("red", "yellow", "discord"),
    ],
)
def test_what_people_call_these_pairs(one, other, name):
    assert relation(shades()[one], shades()[other]) == name


def test_hues_that_disagree_do_so_less_when_they_are_pale():
    vivid = harmony(Shade(0.6, 0.2, 140), Shade(0.6, 0.2, 220))
    pale = harmony(Shade(0.6, 0.06, 140), Shade(0.6, 0.06, 220))
    assert vivid == -0.7
    assert pale == pytest.approx(-0.7 * 0.06 / 0.12)


def test_a_shade_is_the_polar_form_of_oklab():
    shade = shade_of(np.array([0.5, 0.0, -0.1]))
    assert (shade.lightness, shade.chroma, shade.hue) == (0.5, pytest.approx(0.1), pytest.approx(270))
