"""Hiding facts, and judging what is proposed for them."""

import pytest

from daogou.core.product import Product
from daogou.core.triple import Triple
from daogou.evaluation.hidden_facts import (
    Hidden,
    commonest_accuracy,
    commonest_guesses,
    hide,
    judged,
    with_brand,
)
from daogou.graph.link_prediction import Proposal

SEASON = "for_season"


def shirt(number, title="Acme Men Blue Shirt", season="summer", colour="blue"):
    return Product(
        id=str(number),
        titles={"en": title},
        category=("shirt",),
        attributes={"season": (season,), "colour": (colour,)},
    )


def proposal(head, tail, confidence):
    return Proposal(head, SEASON, tail, confidence, ())


@pytest.mark.parametrize(
    ("title", "brand"),
    [
        ("Acme Men Blue Shirt", "Acme"),
        ("United Colors Women's Skirt", "United Colors"),
        ("Men Blue Shirt", ""),
        ("Acme Mentor Watch", ""),
    ],
)
def test_the_brand_stands_before_whom_it_is_for(title, brand):
    assert with_brand(shirt(1, title)).brand == brand


def test_a_tenth_is_hidden_and_no_longer_known():
    products = [shirt(n, colour=("blue", "red")[n % 2]) for n in range(50)]
    hidden = hide(products, ("for_season", "has_colour"), seed=1)
    assert len(hidden.missing) == 10
    known = {triple.fact for triple in hidden.known}
    assert not any((head, relation, tail) in known for (head, relation), tail in hidden.missing.items())
    assert {relation for _, relation in hidden.missing} <= {"for_season", "has_colour"}
    everything = {t.fact for t in hide(products, (), seed=1).known}
    assert everything - known == {(h, r, t) for (h, r), t in hidden.missing.items()}


def test_another_seed_hides_others():
    products = [shirt(n) for n in range(50)]
    assert hide(products, (SEASON,), 1).missing.keys() != hide(products, (SEASON,), 2).missing.keys()


def test_the_commonest_of_the_category_is_guessed():
    known = [
        Triple("product:a", "has_category", "category:shirt"),
        Triple("product:b", "has_category", "category:shirt"),
        Triple("product:c", "has_category", "category:coat"),
        Triple("product:d", "has_category", "category:coat"),
        Triple("product:b", SEASON, "season:summer"),
        Triple("product:d", SEASON, "season:winter"),
    ]
    hidden = Hidden(known, {("product:a", SEASON): "season:summer", ("product:c", SEASON): "season:winter"})
    assert commonest_guesses(hidden) == hidden.missing
    wrong = {**hidden.missing, ("product:a", SEASON): "season:winter"}
    accuracy = commonest_accuracy(Hidden(known, wrong))
    assert accuracy == {"commonest_accuracy": 0.5, "for_season_commonest_accuracy": 0.5}


def test_proposals_are_judged_by_band_and_a_silent_one_is_wrong():
    hidden = Hidden([], {(f"product:{n}", SEASON): "season:summer" for n in range(4)})
    made = [
        proposal("product:0", "season:summer", 0.95),
        proposal("product:1", "season:winter", 0.92),
        proposal("product:2", "season:summer", 0.4),
    ]
    metrics = judged({(one.head, one.relation): one for one in made}, hidden)
    assert metrics["hidden"] == 4
    assert metrics["accuracy"] == 0.5
    assert (metrics["from_0.9"], metrics["from_0.9_precision"]) == (2, 0.5)
    assert (metrics["from_0.3"], metrics["from_0.3_precision"]) == (1, 1)
    assert metrics["from_0.5"] == 0
    assert (metrics["proposed"], metrics["precision"]) == (0.75, pytest.approx(2 / 3))
    # bins: .92 and .95 (gap |1.87 - 1|), .4 (gap .6), none (gap 0)
    assert metrics["calibration_error"] == pytest.approx((0.87 + 0.6) / 4)
