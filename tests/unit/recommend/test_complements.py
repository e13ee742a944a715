"""What goes with a product fits in kind and in colour, is for the same people, and no second of its kind."""

import numpy as np
import pytest

from daogou.core.triple import Triple
from daogou.index.columns import Columns, column_of
from daogou.recommend.complements import complements

PRODUCTS = {
    "skirt": (["skirt", "clothing"], ["navy"], ["women"]),
    "blouse": (["blouse", "clothing"], ["white"], ["women"]),
    "his shirt": (["blouse", "clothing"], ["white"], ["men"]),
    "green blouse": (["blouse", "clothing"], ["green"], ["women"]),
    "white skirt": (["skirt", "clothing"], ["white"], ["women"]),
    "lamp": (["lamp"], ["white"], []),
}
NAMES = list(PRODUCTS)
KNOWN = [
    ("category:skirt", "category:blouse"),
    ("colour:navy", "colour:white"),
    ("category:lamp", "category:bulb"),
]


def triples():
    both_ways = KNOWN + [(other, one) for one, other in KNOWN]
    return [Triple(one, "complements", other, 1.0, "rule:complements") for one, other in both_ways]


@pytest.fixture
def goes_with():
    fields = {
        name: column_of([values[place] for values in PRODUCTS.values()])
        for place, name in enumerate(("category", "colour", "audience"))
    }
    n = len(PRODUCTS)
    columns = Columns(fields, price=np.ones(n), in_stock=np.ones(n, bool), released=np.zeros(n))
    return complements(columns, triples())


@pytest.mark.parametrize(
    ("product", "fits"),
    [
        ("skirt", {"blouse"}),
        ("blouse", {"skirt"}),
        ("his shirt", set()),
        ("green blouse", set()),
        ("lamp", set()),
    ],
)
def test_fits_in_category_and_colour_for_the_same_people(goes_with, product, fits):
    assert {NAMES[row] for row in np.flatnonzero(goes_with.of(NAMES.index(product)))} == fits


def test_a_catalogue_without_colours_or_kinds_fits_nothing():
    columns = Columns({}, price=np.ones(2), in_stock=np.ones(2, bool), released=np.zeros(2))
    assert not complements(columns, triples()).of(0).any()


def test_other_relations_say_nothing_of_what_goes_together():
    fields = {"category": column_of([["skirt"], ["blouse"]]), "colour": column_of([["navy"], ["white"]])}
    columns = Columns(fields, price=np.ones(2), in_stock=np.ones(2, bool), released=np.zeros(2))
    broader = [Triple("category:skirt", "broader", "category:blouse", 1.0, "ontology")]
    assert not complements(columns, broader).of(0).any()
