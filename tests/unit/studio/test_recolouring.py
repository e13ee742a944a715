"""Dyeing in OKLab: what must stay, and what must come out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from daogou.studio.dyes import DYES
from daogou.studio.recolouring import dyed, lab_of, srgb
from daogou.vision.oklab import oklab


@given(arrays(np.uint8, (4, 4, 3), elements=st.integers(0, 255)))
def test_srgb_undoes_oklab(picture: np.ndarray) -> None:
    assert np.abs(srgb(oklab(picture)).astype(int) - picture).max() <= 1


@pytest.mark.parametrize("old", ["black", "white", "red", "tan"])
@pytest.mark.parametrize("new", ["black", "white", "green", "navy"])
def test_even_cloth_takes_exactly_the_new_colour(old: str, new: str) -> None:
    cloth = np.full((2, 2, 3), DYES[old], np.uint8)
    result = srgb(dyed(oklab(cloth), lab_of(DYES[old]), lab_of(DYES[new])))
    assert np.abs(result.astype(int) - DYES[new]).max() <= 2


@pytest.mark.parametrize("new", list(DYES))
def test_darker_folds_stay_darker_and_lights_lighter(new: str) -> None:
    ramp = np.linspace(0.35, 1.0, 20)[None, :, None] * np.array(DYES["red"])
    light = oklab(srgb(dyed(oklab(ramp.astype(np.uint8)), lab_of(DYES["red"]), lab_of(DYES[new]))))[0, :, 0]
    assert (np.diff(light) >= -0.004).all()
    assert light[-1] - light[0] > 0.04


def test_no_highlight_of_black_cloth_leaves_what_a_screen_shows() -> None:
    bright = oklab(np.full((1, 1, 3), 250, np.uint8))
    result = dyed(bright, lab_of(DYES["black"]), lab_of(DYES["white"]))
    assert result[0, 0, 0] <= 1.0
