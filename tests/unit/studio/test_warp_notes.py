from dataclasses import replace

import numpy as np
import pytest

from daogou.assembly.drawn_people import drawn_person
from daogou.studio.try_on.warp import notes_of
from daogou.vision.segmenters import PARTS


def wearing(part, share=0.2):
    person = drawn_person("mei")
    areas = np.zeros_like(person.parts.areas)
    areas[: round(len(areas) * share)] = PARTS.index(part)
    return replace(person, parts=replace(person.parts, areas=areas))


@pytest.mark.parametrize(
    ("part", "kinds", "notes"),
    [
        ("trousers", {"dress"}, ("trousers_stay",)),
        ("trousers", {"top"}, ()),
        ("dress", {"top"}, ("dress_stays",)),
        ("dress", {"top", "skirt"}, ()),
        ("dress", {"dress"}, ()),
        ("skirt", {"dress"}, ()),
    ],
)
def test_own_clothes_that_stay_are_said(part, kinds, notes):
    assert notes_of(wearing(part), kinds) == notes


def test_a_few_pixels_are_no_garment():
    assert notes_of(wearing("trousers", 0.005), {"dress"}) == ()
