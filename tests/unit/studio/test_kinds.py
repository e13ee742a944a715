import pytest

from daogou.language.concepts import concepts
from daogou.studio.kinds import COVERS, WORN_AS, excludes, kind_of
from daogou.studio.try_on import KINDS


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        (("Clothing", "Tops", "T-Shirts"), "top"),
        (("服装", "上衣", "衬衫"), "top"),
        (("Clothing", "Dresses"), "dress"),
        (("Clothing", "Outerwear", "Trench coats"), "coat"),
        (("Clothing", "Jeans"), "trousers"),
        (("Clothing", "Shorts"), "shorts"),
        (("Clothing", "Skirts"), "skirt"),
        (("Women", "Summer sale", "Leggings"), "trousers"),
        (("Clothing", "Dresses", "Nothing anybody knows"), "dress"),
        (("Accessories", "Bags", "Handbags"), None),
        (("Clothing", "Tops", "Bodysuits"), None),
        (("Clothing", "Pyjamas"), None),
        ((), None),
    ],
)
def test_a_category_says_how_a_product_is_worn(category, kind):
    assert kind_of(concepts(), category) == kind


def test_every_kind_is_one_the_fitting_room_knows_and_every_concept_exists():
    assert set(WORN_AS.values()) == set(KINDS)
    assert all(concepts().get("category", one) for one in WORN_AS)


@pytest.mark.parametrize(
    ("kind", "other", "clash"),
    [
        ("top", "top", True),
        ("dress", "skirt", True),
        ("dress", "top", True),
        ("trousers", "shorts", True),
        ("top", "skirt", False),
        ("coat", "dress", False),
        ("coat", "coat", True),
        ("top", None, False),
    ],
)
def test_what_covers_the_same_takes_each_others_place(kind, other, clash):
    assert excludes(kind, other) is clash


def test_every_kind_covers_something():
    assert set(COVERS) == set(KINDS)
