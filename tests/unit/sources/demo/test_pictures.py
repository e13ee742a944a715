"""The drawn pictures: what the words say is what the picture shows."""

from functools import cache

import numpy as np
import pytest

from daogou.sources.demo.design import Design, designs
from daogou.sources.demo.picture import picture_of
from daogou.sources.demo.studio.painter import HEIGHT, WIDTH
from daogou.sources.demo.studio.photo import Photo
from daogou.sources.demo.vocabulary import rgb, table

# lenses, dials, soles and insoles are no part of a product's named colour
OTHER_PARTS = {"Sunglasses", "Watches", "Sneakers", "Boots", "Heels", "Sandals", "Loafers", "Ballet Flats"}


def _first_of_each_category() -> list[Design]:
    first: dict[str, Design] = {}
    for design in designs(400, seed=11):
        first.setdefault(design.category, design)
    return list(first.values())


CHOSEN = _first_of_each_category()


@cache  # drawing takes longer than what is asked of the drawing
def _drawn(place: int) -> Photo:
    return picture_of(CHOSEN[place])


def test_every_category_is_drawn() -> None:
    assert {design.category for design in CHOSEN} == set(table("categories"))


@pytest.mark.parametrize("place", range(len(CHOSEN)), ids=lambda place: CHOSEN[place].id)
def test_the_mask_and_landmarks_lie_inside_the_picture(place: int) -> None:
    photo = _drawn(place)
    assert photo.picture.shape == (HEIGHT, WIDTH, 3)
    assert photo.mask.shape == (HEIGHT, WIDTH)
    # a product fills a fair part of its picture and leaves air around it
    assert 0.04 < (photo.mask > 127).mean() < 0.75
    border = np.concatenate([photo.mask[:8].ravel(), photo.mask[-8:].ravel()])
    assert border.max() == 0
    assert len(photo.landmarks) >= 3
    for x, y in photo.landmarks.values():
        assert 0 <= x < WIDTH
        assert 0 <= y < HEIGHT


@pytest.mark.parametrize(
    "design",
    [d for d in designs(150, seed=11) if d.pattern == "plain" and d.leaf not in OTHER_PARTS][:30],
    ids=lambda design: design.id,
)
def test_a_plain_product_has_the_colour_of_its_name(design: Design) -> None:
    photo = picture_of(design)
    mean = photo.picture[photo.mask > 250].mean(axis=0)
    assert np.linalg.norm(mean - np.array(rgb(design.colour))) < 45


@pytest.mark.parametrize(
    "design",
    [d for d in designs(200, seed=5) if d.second and d.leaf not in OTHER_PARTS][:20],
    ids=lambda design: design.id,
)
def test_a_patterned_product_shows_more_of_its_main_colour_than_of_its_second(design: Design) -> None:
    photo = picture_of(design)
    pixels = photo.picture[photo.mask > 250].astype(float)
    main, second = (np.linalg.norm(pixels - np.array(rgb(c)), axis=1) for c in (design.colour, design.second))
    assert (main < second).mean() > 0.5


def test_the_same_design_is_drawn_the_same_twice() -> None:
    one, two = _drawn(0), picture_of(CHOSEN[0])
    assert np.array_equal(one.picture, two.picture)
    assert one.landmarks == two.landmarks


def test_garments_that_can_be_tried_on_name_the_points_a_warp_needs() -> None:
    needed = {
        "top": {"shoulder_left", "shoulder_right", "armpit_left", "hem_left", "neck_front"},
        "dress": {"shoulder_left", "armpit_left", "waist_left", "hip_left", "hem_left"},
        "coat": {"shoulder_left", "armpit_left", "waist_left", "hem_left"},
        "trousers": {"waist_left", "hip_left", "crotch", "hem_outer_left", "hem_inner_left"},
        "skirt": {"waist_left", "hip_left", "hem_left"},
    }
    for place, design in enumerate(CHOSEN):
        if points := needed.get(design.kind["builder"]):
            assert points <= set(_drawn(place).landmarks)
