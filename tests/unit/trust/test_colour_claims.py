import numpy as np
import pytest

from daogou.core.product import Product
from daogou.trust.checks import ROLE, Patient
from daogou.trust.colour_claims import NEIGHBOURS, ColourClaims, alike, claimed_colours, prior
from daogou.vision.colour import NAMES


def shares(**names):
    return [names.get(name, 0.0) for name in NAMES]


def dress(number, colour, title="Dress"):
    return Product(id=str(number), titles={"en": title}, attributes={"colour": (colour,)} if colour else {})


def test_attributes_are_believed_before_titles():
    assert claimed_colours(dress(1, "Navy Blue", "Red dress")) == ("navy",)
    assert claimed_colours(dress(1, "", "Red dress")) == ("red",)
    assert claimed_colours(dress(1, "", "Dress")) == ()


def test_every_measured_name_has_neighbours_among_the_measured_names():
    assert set(NEIGHBOURS) == set(NAMES)
    assert {n for near in NEIGHBOURS.values() for n in near.split()} <= set(NAMES)


@pytest.mark.parametrize("claim", ["red", "navy", "maroon", "rose_gold", "coral"])
def test_a_prior_is_a_distribution_with_the_claims_own_name_in_front(claim):
    assert prior(claim).sum() == pytest.approx(1)
    assert alike(claim, NAMES[int(prior(claim).argmax())])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("navy", "black", True),
        ("maroon", "red", True),
        ("red", "red", True),
        ("red", "blue", False),
        ("white", "black", False),
    ],
)
def test_colours_that_people_take_for_one_another_are_alike(first, second, expected):
    assert alike(first, second) is expected
    assert alike(second, first) is expected


def test_a_red_dress_that_looks_blue_is_found_even_in_a_small_shop():
    products = (dress(1, "red"), dress(2, "blue"), dress(3, "red"))
    colours = np.array(
        [shares(blue=0.9), shares(blue=0.8, navy=0.1), shares(red=0.7, burgundy=0.2)], np.float32
    )
    findings = list(ROLE.open("colours")(Patient(products, colours=colours)))
    assert [finding.product_ids for finding in findings] == [("1",)]
    assert "red" in findings[0].what
    assert "blue" in findings[0].fix


def test_navy_that_looks_black_is_no_contradiction():
    products = (dress(1, "navy"), dress(2, "black"), dress(3, "red"))
    colours = np.array([shares(black=1.0), shares(black=1.0), shares(red=1.0)], np.float32)
    assert list(ROLE.open("colours")(Patient(products, colours=colours))) == []


def test_many_colours_and_no_colours_are_not_judged():
    products = (dress(1, "multicolour"), dress(2, ""), dress(3, "blue"))
    colours = np.array([shares(red=1.0)] * 3, np.float32)
    colours[2] = 0
    assert list(ROLE.open("colours")(Patient(products, colours=colours))) == []


def test_the_shop_teaches_what_its_words_mean():
    """Where all that is called khaki looks green, green khaki is no contradiction."""
    claims = [("khaki",)] * 60 + [("green",)] * 60 + [("red",)] * 60
    looks = [shares(green=1.0)] * 120 + [shares(red=1.0)] * 60
    doubt, _ = ColourClaims(claims, np.array(looks, np.float32)).doubt(0)
    fresh, _ = ColourClaims([claims[0], ("red",)], np.array([looks[0], looks[-1]], np.float32)).doubt(0)
    assert doubt < fresh
