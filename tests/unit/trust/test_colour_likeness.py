"""A shop's own pictures say what its names of colours look like, and which product is named wrongly."""

import numpy as np
import pytest

from daogou.core.product import Product
from daogou.language.concepts import concepts
from daogou.trust.checks import ROLE, Patient
from daogou.trust.colour_likeness import ENOUGH, ColourLikeness
from daogou.vision.colour import NAMES
from daogou.vision.shades import SHADES

COLOURS = ("red", "blue", "green", "black")


def shades(names, seed=0):
    """Unit rows: each colour has shades of its own, among others."""
    random = np.random.default_rng(seed)
    rows = random.uniform(0, 0.05, size=(len(names), SHADES))
    for row, name in enumerate(names):
        if name:
            place = 10 * COLOURS.index(name)
            rows[row, place : place + 10] += random.uniform(0, 1, size=10)
        else:
            rows[row] = 0
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.maximum(lengths, 1e-9)).astype(np.float32)


def truthful(count=ENOUGH + 20):
    return [COLOURS[number % 4] for number in range(count)]


def test_a_wrong_claim_is_doubted_and_the_true_colour_named():
    looks = truthful()
    claims = [(name,) for name in looks]
    claims[7] = ("red",)  # it looks black
    model = ColourLikeness(claims, shades(looks), concepts())
    doubts = [model.doubt(row) for row in range(len(looks))]
    assert doubts[7][1] == "black"
    assert doubts[7][0] > 0.5
    assert max(doubt for row, (doubt, _) in enumerate(doubts) if row != 7) < 0


@pytest.mark.parametrize("claim", [(), ("multicolour",)])
def test_nothing_is_said_of_who_claims_nothing_that_pixels_contradict(claim):
    looks = truthful()
    claims = [(name,) for name in looks]
    claims[3] = claim
    assert ColourLikeness(claims, shades(looks), concepts()).doubt(3) == (-np.inf, "")


def test_who_has_no_picture_is_not_doubted():
    looks = [*truthful(), ""]
    model = ColourLikeness([(name or "red",) for name in looks], shades(looks), concepts())
    assert model.doubt(len(looks) - 1) == (-np.inf, "")


def test_of_two_claimed_colours_either_will_do():
    looks = truthful()
    claims = [(name,) for name in looks]
    claims[0] = ("red", "green")  # it looks red
    assert ColourLikeness(claims, shades(looks), concepts()).doubt(0)[0] < 0


def test_a_small_shop_teaches_nothing():
    looks = truthful(ENOUGH - 1)
    assert not ColourLikeness([(name,) for name in looks], shades(looks), concepts()).is_taught


def test_the_check_reports_it_with_what_was_measured():
    looks = truthful()
    said = list(looks)
    said[7] = "red"
    products = tuple(
        Product(id=str(number), titles={"en": "Dress"}, attributes={"colour": (name,)})
        for number, name in enumerate(said)
    )
    colours = np.array([[float(name == look) for name in NAMES] for look in looks], np.float32)
    patient = Patient(products, colours=colours, shades=shades(looks))
    (finding,) = ROLE.open("colours")(patient)
    assert finding.product_ids == ("7",)
    assert "looks black" in finding.what
    assert "black 100%" in finding.evidence
