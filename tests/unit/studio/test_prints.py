"""Prints laid over pictures."""

import numpy as np
import pytest

from daogou.studio.cloth_surface import surface_of
from daogou.studio.dyes import CONTRAST, DYES, distance, second_beside
from daogou.studio.prints import PRINTS, laid

EVEN = np.full((90, 70), 0.6, np.float32)


@pytest.mark.parametrize("name", PRINTS)
def test_every_print_has_its_ground_and_something_on_it(name: str) -> None:
    colours = laid(name, DYES["red"], DYES["white"], EVEN, px_per_cm=6.0)
    assert colours.shape == (90, 70, 3)
    assert 0 <= colours.min() <= colours.max() <= 1.01
    assert colours.std(axis=(0, 1)).max() > 0.03


def test_stripes_run_across_and_come_in_the_scale_asked_for() -> None:
    small, large = (laid("striped", DYES["navy"], DYES["white"], EVEN, scale) for scale in (3.0, 9.0))
    assert np.allclose(small.std(axis=1), 0, atol=1e-4)
    changes = [int((np.diff(c[:, 0, 0] > 0.5)).sum()) for c in (small, large)]
    assert changes[0] > 1.5 * changes[1]


def test_a_fold_bends_a_print() -> None:
    folded = EVEN + 0.3 * np.exp(-(((np.arange(70) - 35) / 3) ** 2)).astype(np.float32)
    assert (
        laid("pinstriped", DYES["navy"], DYES["white"], folded, 6.0)
        != laid("pinstriped", DYES["navy"], DYES["white"], EVEN, 6.0)
    ).any()


@pytest.mark.parametrize("name", DYES)
def test_every_dye_has_a_second_that_shows_beside_it(name: str) -> None:
    assert distance(DYES[second_beside(DYES[name])], DYES[name]) >= CONTRAST


@pytest.mark.parametrize("name", ["plain weave", "patent", "metal"])
def test_a_surface_keeps_the_named_colour_on_average(name: str) -> None:
    surface = surface_of(name, 128, chance=77)
    assert surface.shade.shape == (128, 128)
    assert abs(float(surface.shade.mean()) - 1) < 0.12
    assert abs(float(surface.weave.mean())) < 0.03
    assert surface.gleam.min() >= 0
