"""Each feature by hand, and for many pairs at once as for one."""

from itertools import pairwise

import numpy as np
import pytest

from daogou.fit.outfits.families import Wish
from daogou.fit.outfits.features import Evidence, Features, alone_names, families_of, pair_names
from daogou.fit.outfits.knowledge import knowledge
from daogou.fit.outfits.looks import looks
from daogou.fit.outfits.pieces import Piece
from daogou.fit.outfits.together import together
from daogou.graph.rules.book import rule_book

KNOWN = knowledge(rule_book().known)
FAMILIES = families_of(KNOWN)


def thing(slot="top", id="", level=-1, **facts):
    return Piece(id, {}, slot, level=level, **{name: tuple(said.split()) for name, said in facts.items()})


def pair(one, other, evidence=None):
    features = Features(FAMILIES, [one, other], evidence or Evidence())
    values = features.of_pairs(np.array(0), np.array(1))
    assert values.tolist() == features.of_pairs(np.array(1), np.array(0)).tolist()
    return dict(zip(pair_names(FAMILIES), values.tolist(), strict=True))


def alone(one, wish):
    values = Features(FAMILIES, [one], Evidence()).alone(wish)[0]
    return dict(zip(alone_names(FAMILIES), values.tolist(), strict=True))


@pytest.mark.parametrize(
    ("name", "one", "other", "expected"),
    [
        ("kind.complements", {"kinds": "jeans trousers"}, {"kinds": "t_shirt tops"}, 1),
        ("kind.complements", {"kinds": "jeans trousers"}, {"kinds": "evening_dress"}, 0),
        ("kind.formality", {"kinds": "suit"}, {"kinds": "hoodie sweatshirt"}, 1 - 2 * 0.9),
        ("style.same", {"styles": "elegant"}, {"styles": "elegant cute"}, 1),
        ("style.related", {"styles": "elegant"}, {"styles": "classic"}, 1),
        ("style.related", {"styles": "elegant"}, {"styles": "elegant"}, 0),
        ("style.formality", {"styles": "business"}, {"styles": "sporty"}, 1 - 2 * 0.8),
        ("occasion.shared", {"occasions": "party date"}, {"occasions": "party"}, 0.5),
        ("occasion.shared", {"occasions": "party"}, {"occasions": "sports"}, -1),
        ("season.shared", {"seasons": "summer spring"}, {"seasons": "spring summer"}, 1),
        ("audience.same", {"audience": "women"}, {"audience": "men"}, -1),
        ("audience.same", {"audience": "women"}, {"audience": "unisex"}, 1),
        ("material.weight", {"materials": "chiffon"}, {"materials": "down"}, -1),
        ("colour.harmony", {"colours": "red"}, {"colours": "white"}, 0.6),
        ("colour.complements", {"colours": "navy"}, {"colours": "tan"}, 1),
        ("colour.repeated", {"colours": "red navy"}, {"colours": "navy"}, 1),
        ("pattern.lone", {"patterns": "floral"}, {"patterns": "solid"}, 0.8),
        ("pattern.lone", {"patterns": "floral"}, {"patterns": "cable_knit"}, 0.8),
        ("pattern.clash", {"patterns": "floral"}, {"patterns": "polka_dot"}, -0.7),
        ("pattern.clash", {"patterns": "floral"}, {"patterns": "striped"}, -0.2),
        ("style.same", {"styles": "elegant"}, {}, 0),
        ("audience.same", {"audience": "women"}, {}, 0),
    ],
)
def test_features_of_pairs(name, one, other, expected):
    assert pair(thing(**one), thing(**other))[name] == pytest.approx(expected)


def test_shoes_and_bags_match_in_colour_and_other_things_need_not():
    shoes, bag = thing("shoes", colours="brown"), thing("bag", colours="brown beige")
    assert pair(shoes, bag)["colour.leathers"] == 1
    assert pair(shoes, thing("waist", colours="black"))["colour.leathers"] == -0.5
    assert pair(shoes, thing("top", colours="brown"))["colour.leathers"] == 0


def test_what_shoes_are_made_of_has_no_weight():
    assert pair(thing("shoes", materials="leather"), thing(materials="wool"))["material.weight"] == 0


def test_price_levels_are_compared():
    assert pair(thing(level=0), thing(level=4))["price.level"] == -1
    assert pair(thing(level=2), thing(level=2))["price.level"] == 1
    assert pair(thing(level=2), thing())["price.level"] == 0


def test_counts_and_vectors_of_products():
    worn = together([["a", "b"]] * 3 + [["c"]] * 9)
    evidence = Evidence(worn, vectors={"a": np.array([2.0, 0.0]), "b": np.array([1.0, 1.0])})
    found = pair(thing(id="a"), thing(id="b"), evidence)
    # 3 seen, 3 * 3 / 12 expected, one added to each
    assert found["together.lift"] == pytest.approx(np.log(4 / 1.75) / 2)
    assert found["likeness.vectors"] == pytest.approx(np.sqrt(0.5))
    assert pair(thing(id="a"), thing(id="x"), evidence)["likeness.vectors"] == 0


def test_learnt_lifts_are_averaged_over_values():
    table = {"red": {"blue": 0.5, "navy": 0.1}, "blue": {"red": 0.5}, "navy": {"red": 0.1}}
    evidence = Evidence(tables={"colour": table})
    found = pair(thing(colours="red"), thing(colours="blue navy"), evidence)
    assert found["colour.affinity"] == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("name", "facts", "wish", "expected"),
    [
        ("occasion.asked", {"occasions": "business"}, Wish(("business", "formal")), 1),
        ("occasion.asked", {"occasions": "formal"}, Wish(("business", "formal")), 0.5),
        ("occasion.asked", {"occasions": "beach"}, Wish(("business", "formal")), -1),
        ("occasion.asked", {"occasions": "beach"}, Wish(), 0),
        ("season.asked", {"seasons": "summer"}, Wish(season="winter"), -1),
        ("kind.formality_asked", {"kinds": "heels"}, Wish(("sports",)), 1 - 2 * 0.8),
        ("kind.formality_asked", {"kinds": "heels"}, Wish(("commute", "business")), 1 - 2 * 0.15),
        ("material.weight_asked", {"materials": "down"}, Wish(season="summer"), 1 - 2 * 0.8),
        ("colour.sober_asked", {"colours": "red"}, Wish(("formal",)), -1),
        ("colour.sober_asked", {"colours": "red"}, Wish(("sports",)), 0.9),
    ],
)
def test_features_of_one_piece(name, facts, wish, expected):
    assert alone(thing(**facts), wish)[name] == pytest.approx(expected)


def test_many_pairs_at_once_are_as_each_alone():
    things = [
        thing("top", "a", 1, colours="red", styles="elegant", patterns="floral", seasons="summer"),
        thing("shoes", "b", 3, colours="brown", kinds="heels shoes", materials="leather"),
        thing("bag", "c", 2, colours="brown", occasions="party", audience="women"),
        thing("bottom", "d"),
    ]
    evidence = Evidence(together([["a", "b"], ["b", "c"], ["a", "d"]]))
    places = np.arange(len(things))
    every = Features(FAMILIES, things, evidence).of_pairs(places[:, None], places[None, :])
    for one, other in pairwise(places):
        assert every[one, other].tolist() == list(pair(things[one], things[other], evidence).values())


def slots(worn, **wish):
    """What the looks fill: needed, and optional in brackets."""
    found = looks([thing(slot) for slot in worn], Wish(**wish), KNOWN)
    return {(*look.required, *(f"({slot})" for slot in look.optional)) for look in found}


def test_a_top_wants_trousers_or_a_suit_and_shoes():
    assert slots(["top"]) == {
        ("bottom", "shoes", "(layer)", "(bag)", "(accessory)"),
        ("suit", "shoes", "(bag)", "(accessory)"),
    }


def test_a_dress_is_a_top_and_a_bottom():
    assert slots(["dress"], season="summer") == {("shoes", "(bag)", "(accessory)")}


def test_a_blazer_leaves_no_room_for_a_suit():
    assert slots(["layer", "shoes", "bag", "head"]) == {("dress",), ("set",), ("top", "bottom")}


def test_who_runs_wants_a_layer_in_winter_only():
    assert slots(["top", "bottom"], occasion=("sports",)) == {("shoes", "(accessory)")}
    assert slots(["top", "bottom"], occasion=("sports",), season="winter") == {
        ("shoes", "layer", "(accessory)")
    }


def test_accessories_are_of_the_season_and_the_occasion():
    (winter,) = looks([thing("dress")], Wish(season="winter"), KNOWN)
    (summer,) = looks([thing("dress"), thing("head")], Wish(season="summer"), KNOWN)
    (wedding,) = looks([thing("dress")], Wish(("wedding",)), KNOWN)
    assert {"neck", "hands"} <= set(winter.accessories)
    assert "hands" not in summer.accessories
    assert "head" not in summer.accessories
    assert set(wedding.accessories) == {"jewellery", "wrist", "tie", "waist"}
