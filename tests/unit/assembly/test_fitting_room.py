"""The fitting room with the drawn people and the drawn shop's products: nothing has to be fetched."""

import json

import numpy as np
import pytest
from PIL import Image

from daogou.assembly.drawn_people import drawn_figure, drawn_person
from daogou.assembly.fitting_room import FittingRoom
from daogou.core.errors import BadInput, NotFound, UnfitPhoto
from daogou.core.product import Picture, Product
from daogou.core.settings import settings_from
from daogou.language.concepts import concepts
from daogou.sources.demo.design import designs
from daogou.sources.demo.picture import picture_of
from daogou.studio.try_on import KINDS

PATHS = {"dress": ("Dresses",), "shirt": ("Tops", "Shirts"), "boots": ("Shoes", "Boots")}


@pytest.fixture(scope="module")
def drawn():
    """One design of each."""
    wanted = dict.fromkeys(PATHS)
    for design in designs(200, 3):
        if design.category in wanted and wanted[design.category] is None:
            wanted[design.category] = design
    return wanted


@pytest.fixture
def room(tmp_path, drawn):
    (tmp_path / "feed" / "garments").mkdir(parents=True)
    lines = []
    for name, design in drawn.items():
        photo = picture_of(design)
        Image.fromarray(photo.picture).save(tmp_path / f"{name}.png")
        Image.fromarray(photo.mask).save(tmp_path / "feed" / "garments" / f"{name}.png")
        lines.append(json.dumps({"product_id": name, "points": photo.landmarks}))
    (tmp_path / "feed" / "landmarks.jsonl").write_text("\n".join(lines), encoding="utf-8")
    settings = settings_from({"feed": {"path": "feed/products.jsonl"}})
    return FittingRoom(tmp_path, settings, concepts(), lambda product_id: tmp_path / f"{product_id}.png")


def product(name, *, pictures=True):
    there = (Picture(f"{name}.png"),) if pictures else ()
    return Product(name, {"en": name}, category=("Clothing", *PATHS[name]), pictures=there)


def test_what_is_worn_and_shown_can_be_tried_on(room):
    assert room.kind(product("dress")) == "dress"
    assert room.kind(product("shirt")) in KINDS
    assert room.kind(product("boots")) is None
    assert room.kind(product("dress", pictures=False)) is None


def test_a_garment_that_the_feed_knows_need_not_be_found(room):
    garment = room.garment(product("dress"))
    assert garment.kind == "dress"
    assert garment.mask.shape == garment.picture.shape[:2]
    assert {"shoulder_left", "hem_right"} <= set(garment.landmarks)
    assert room.garment(product("dress")) is garment


@pytest.mark.slow
def test_a_drawn_person_wears_two_garments(room):
    worn = room.wear(drawn_person("jun"), [product("shirt")])
    assert worn.picture.shape == drawn_person("jun").picture.shape
    assert 0.03 < worn.changed.mean() < 0.6
    outside = ~worn.changed
    assert np.array_equal(worn.picture[outside], drawn_person("jun").picture[outside])


def test_what_cannot_be_worn_is_refused_with_what_can(room):
    with pytest.raises(BadInput) as refused:
        room.wear(drawn_person("mei"), [product("boots")])
    assert "dress" in refused.value.hint


def test_unknown_drawn_people_are_named(room):
    with pytest.raises(NotFound) as missed:
        drawn_person("nobody")
    assert drawn_figure("mei").id in missed.value.hint


class Crowd:
    """A pose finder that sees some people of one size, or nobody."""

    def __init__(self, count):
        self.count = count

    def find(self, picture):
        return (drawn_person("mei").pose,) * self.count


@pytest.mark.parametrize(("count", "why"), [(0, "Nobody"), (2, "Several people")])
def test_a_photo_of_nobody_or_of_several_is_refused(room, count, why):
    room.__dict__["_poses"] = Crowd(count)
    with pytest.raises(UnfitPhoto, match=why) as refused:
        room.person(np.full((200, 100, 3), 128, np.uint8))
    assert refused.value.hint
