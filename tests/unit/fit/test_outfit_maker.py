from dataclasses import replace

import pytest

from daogou.core.errors import BadInput
from daogou.fit.outfits.families_of_looks import prints_clash
from daogou.fit.outfits.features import Evidence
from daogou.fit.outfits.maker import Demands, OutfitMaker
from daogou.fit.outfits.pieces import piece_of
from daogou.fit.outfits.together import together

from .outfit_shop import WOMEN, product, shop


def ids(outfit):
    return {one.piece.id for one in outfit.new}


def by_slot(outfit):
    return {one.slot: one.piece for one in outfit.pieces}


def test_a_skirt_gets_a_top_shoes_a_bag_and_more():
    first, *_ = shop().complete(["black-skirt"])
    assert {"top", "bottom", "shoes", "bag"} <= set(by_slot(first))
    assert first.pieces[0].piece.id == "black-skirt"
    assert not first.pieces[0].is_new
    assert all(one.is_new for one in first.pieces[1:])
    assert first.missing == ()


def test_an_elegant_skirt_gets_elegant_things():
    first, *_ = shop().complete(["black-skirt"])
    assert {"white-blouse", "black-heels", "black-handbag"} <= ids(first)


def test_a_dress_needs_no_trousers():
    first, *_ = shop().complete(["red-dress"])
    assert not {"top", "bottom"} & set(by_slot(first))
    assert by_slot(first)["dress"].id == "red-dress"


def test_shoes_alone_are_built_up_to_a_whole_outfit():
    first, *_ = shop().complete(["black-heels"])
    assert "dress" in by_slot(first) or {"top", "bottom"} <= set(by_slot(first))


def test_nobody_is_dressed_in_what_is_for_others():
    for outfit in shop().complete(["black-skirt"], k=5):
        assert not {"navy-trousers", "white-shirt"} & ids(outfit)
    for outfit in shop().complete([], audience="men", k=5):
        assert {"navy-trousers", "white-shirt"} <= ids(outfit)


def test_children_are_dressed_only_where_they_are_meant():
    child = product("white-shirt", style="casual", audience="kids")
    maker = shop(replace(child, id="school-shirt"))
    assert all("school-shirt" not in ids(outfit) for outfit in maker.complete(["blue jeans"], k=6))
    assert "school-shirt" in ids(maker.complete(["kids blue jeans"])[0])


@pytest.mark.parametrize("budget", [150, 300, 500, 800, 1200])
def test_what_is_new_stays_within_the_budget(budget):
    for outfit in shop().complete(["black-skirt"], budget=budget, k=4):
        assert outfit.price == sum(one.piece.price for one in outfit.new) <= budget


def test_a_budget_for_nothing_leaves_nothing():
    assert shop().complete(["black-skirt"], budget=10) == ()


def test_what_an_outfit_needs_and_cannot_have_is_named():
    (outfit,) = shop().complete(["black-skirt"], budget=130, k=1)
    assert ids(outfit) == {"green-blouse"}
    assert outfit.missing == ("shoes",)


def test_what_cannot_be_bought_is_not_offered():
    gone = product("black-skirt", stock=0, style="elegant", **WOMEN)
    maker = shop(replace(gone, id="sold-out-skirt"))
    assert all("sold-out-skirt" not in ids(one) for one in maker.complete(["white-blouse"], k=6))


def test_an_unknown_price_cannot_be_promised_to_fit():
    priceless = replace(product("white-blouse", style="elegant", occasion="office", **WOMEN), variants=())
    maker = shop(replace(priceless, id="priceless"))
    must = Demands(must=("priceless",))
    assert maker.complete(["black-skirt"], demands=must)[0].price is None
    with pytest.raises(BadInput, match="cannot stand"):
        maker.complete(["black-skirt"], budget=1000, demands=must)


def test_nobody_wears_a_winter_coat_over_a_summer_dress():
    for outfit in shop().complete(["red-dress"], k=4):
        assert not {"grey-coat", "grey-scarf"} & ids(outfit)


def test_in_winter_there_is_a_coat_and_in_summer_none():
    winter = shop().complete(["black-skirt"], season="winter")[0]
    assert by_slot(winter)["layer"].id == "grey-coat"
    assert all("layer" not in by_slot(one) for one in shop().complete(["black-skirt"], season="夏天", k=4))


def test_the_occasion_decides_between_pieces():
    office = shop().complete(["white-blouse"], occasion="office")[0]
    everyday = shop().complete(["white-blouse"], occasion="日常")[0]
    assert by_slot(office)["shoes"].id == "black-heels"
    assert by_slot(everyday)["shoes"].id == "white-sneakers"


def test_an_outfit_has_one_strong_print():
    printed = [
        replace(product("red-skirt", pattern="leopard", style="elegant", **WOMEN), id="leopard-skirt"),
        replace(product("red-handbag", pattern="floral", style="elegant", **WOMEN), id="floral-bag"),
        replace(product("red-blouse", pattern="camouflage", style="elegant", **WOMEN), id="camouflage-top"),
    ]
    maker = shop(*printed)
    names = {one.id for one in printed}
    for outfit in (*maker.complete([], audience="women", k=8), *maker.complete(["white-blouse"], k=8)):
        assert len(names & {one.piece.id for one in outfit.pieces}) <= 1
    assert all(ids(one).isdisjoint(names) for one in maker.complete(["leopard-skirt"], k=8))


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("leopard", "floral", True),
        ("striped", "checked", True),
        ("striped", "striped", False),
        ("striped", "floral", False),
        ("plain", "leopard", False),
        ("cable knit", "leopard", False),
        ("", "leopard", False),
    ],
)
def test_prints_are_told_apart_by_how_loud_they_are(one, other, clash):
    maker = shop()
    mine, theirs = (
        piece_of(product("red-skirt", pattern=pattern), maker.concepts, maker.knowledge).patterns
        for pattern in (one, other)
    )
    assert prints_clash(mine, theirs, maker.knowledge) == prints_clash(theirs, mine, maker.knowledge) == clash


def test_the_more_formal_the_occasion_the_more_sober_the_colour():
    bags = [
        replace(product(f"{colour}-handbag", occasion="office|sport", **WOMEN)) for colour in ("red", "grey")
    ]
    maker = OutfitMaker(bags)
    bag = Demands(slots=("bag",))
    office, sport = (
        maker.complete(["white blouse"], occasion=occasion, demands=bag)[0]
        for occasion in ("office", "sport")
    )
    assert (ids(office), ids(sport)) == ({"grey-handbag"}, {"red-handbag"})


def test_a_cardigan_is_no_winter_coat():
    cardigan = replace(product("grey-coat", style="elegant", season="winter|autumn", **WOMEN), id="cardigan")
    maker = shop(replace(cardigan, category=("Clothing", "Knitwear", "Cardigans")))
    assert all("cardigan" not in ids(one) for one in maker.complete(["black-skirt"], season="winter", k=5))
    assert any("cardigan" in ids(one) for one in maker.complete(["black-skirt"], season="autumn", k=5))


def test_outfits_differ_from_each_other():
    found = shop().complete(["black-skirt"], k=4)
    assert len({frozenset(ids(one)) for one in found}) == len(found) > 1
    assert len(ids(found[0]) & ids(found[1])) < len(ids(found[0]))


def test_must_haves_are_there():
    belt = shop().complete(["black-skirt"], demands=Demands(must=("category:belt",)))[0]
    assert "black-belt" in ids(belt)
    both = shop().complete(["black-skirt"], demands=Demands(must=("black-belt", "category:scarf")))[0]
    assert {"black-belt", "grey-scarf"} <= ids(both)


def test_a_must_have_is_paid_from_the_budget():
    (outfit,) = shop().complete(["blue-jeans"], budget=500, k=1, demands=Demands(must=("black-handbag",)))
    assert "black-handbag" in ids(outfit)
    assert outfit.price <= 500


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"audience": "men"}, {"audience": "women"}),
        ({"season": "summer"}, {"season": "winter"}),
        ({"pattern": "leopard"}, {"pattern": "floral"}),
    ],
)
def test_pieces_that_nobody_wears_together_are_not_chosen_together(mine, theirs):
    """Each goes with the shoes, not with the other."""
    shoes = product("black-heels", style="elegant")
    skirt = product("black-skirt", style="elegant", **mine)
    for facts, is_together in ((theirs, False), ({}, True)):
        maker = OutfitMaker([shoes, skirt, product("white-blouse", style="elegant", **facts)])
        (outfit,) = maker.complete(["black-heels"], k=1)
        assert len(outfit.new) == (2 if is_together else 1)
        assert len(outfit.missing) == (0 if is_together else 1)


def test_what_adds_nothing_is_not_sold():
    gym = product("green-backpack", style="sporty", occasion="sport", season="winter")
    party = {"style": "elegant", "occasion": "party", "season": "summer|winter"}
    maker = OutfitMaker([product("red-dress", **party), product("black-heels", **party), gym])
    (outfit,) = maker.complete(["red-dress"], k=1)
    assert ids(outfit) == {"black-heels"}
    assert outfit.missing == ()


@pytest.mark.parametrize(
    "excluded", ["category:heels", "category:shoes", "colour:black", "material:leather", "style:elegant"]
)
def test_what_is_excluded_is_not_there(excluded):
    field, _, _ = excluded.partition(":")
    gone = {"category": {"black-heels"}, "colour": {"black-heels", "black-belt", "black-handbag"}}
    gone |= {"material": {"black-heels", "black-belt", "black-handbag"}, "style": {"white-blouse"}}
    for outfit in shop().complete(["black-skirt"], k=4, demands=Demands(excludes=(excluded,))):
        assert not gone[field] & ids(outfit)


def test_only_the_slots_that_are_asked_for_are_filled():
    (outfit,) = shop().complete(["black-skirt"], k=1, demands=Demands(slots=("shoes",)))
    assert ids(outfit) == {"black-heels"}


def test_what_the_shopper_owns_is_worn_and_costs_nothing():
    outfit = shop().complete(["blue jeans"], owned=["white sneakers", "green-backpack"])[0]
    assert [one.piece.title() for one in outfit.new if one.piece.is_owned] == [
        "white sneakers",
        "green backpack",
    ]
    assert outfit.price == sum(one.piece.price for one in outfit.new if not one.piece.is_owned)


def test_nobody_is_sold_what_they_own():
    for outfit in shop().complete(["black-skirt"], owned=["black-heels"], k=5):
        heels = [one.piece for one in outfit.new if one.piece.id == "black-heels"]
        assert all(one.is_owned for one in heels)
    best = shop().complete(["black-skirt"], owned=["black-heels"], budget=0, k=1)[0]
    assert (ids(best), best.price) == ({"black-heels"}, 0)


def test_money_of_two_kinds_is_not_added_up():
    dollars = product("white-heels", 20, style="elegant", occasion="office", currency="USD", **WOMEN)
    maker = shop(dollars)
    must = Demands(must=("white-heels",))
    outfit = maker.complete(["black-skirt"], demands=must)[0]
    assert (outfit.price, outfit.currency) == (None, "")
    for other in maker.complete(["black-skirt"], budget=2000, k=5):
        assert "white-heels" not in ids(other)


def test_a_shop_without_clothes_offers_nothing():
    assert OutfitMaker([]).complete(["blue jeans"]) == ()
    assert OutfitMaker([]).complete([]) == ()


def test_a_wardrobe_may_hold_outfits_of_its_own():
    owned = ["white blouse", "black skirt", "black heels"]
    first = shop().complete([], owned=owned, audience="women", budget=0)[0]
    assert first.price == 0
    assert sorted(one.piece.title() for one in first.new) == sorted(owned)


def test_what_was_worn_together_is_preferred():
    worn = together([["black-skirt", "white-sneakers"]] * 30 + [["blue-jeans", "black-heels"]] * 170)
    shoes = Demands(slots=("shoes",))
    plain = shop().complete(["black-skirt"], demands=shoes)[0]
    taught = shop(evidence=Evidence(together=worn)).complete(["black-skirt"], demands=shoes)[0]
    assert (ids(plain), ids(taught)) == ({"black-heels"}, {"white-sneakers"})


def test_the_same_question_has_the_same_answer():
    asked = {"season": "winter", "budget": 900, "k": 3}
    assert shop().complete(["black-skirt"], **asked) == shop().complete(["black-skirt"], **asked)


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"anchors": ["red-pyjamas"]}, "no part of an outfit"),
        ({"anchors": ["a bicycle"]}, "names nothing"),
        ({"anchors": ["black-skirt"], "occasion": "volcano"}, "occasion 'volcano'"),
        ({"anchors": ["black-skirt"], "season": "monsoon"}, "season 'monsoon'"),
        ({"anchors": ["black-skirt"], "audience": "robots"}, "audience 'robots'"),
        ({"anchors": ["black-skirt"], "demands": Demands(slots=("cape",))}, "slot 'cape'"),
        ({"anchors": ["black-skirt"], "demands": Demands(must=("SKU-404",))}, "no 'SKU-404'"),
        ({"anchors": ["black-skirt"], "demands": Demands(must=("category:kimono",))}, "category:kimono"),
        ({"anchors": ["black-skirt"], "demands": Demands(excludes=("mood:sad",))}, "no field 'mood'"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(asked, named):
    with pytest.raises(BadInput, match=named):
        shop().complete(**asked)


def test_the_score_falls_when_a_piece_is_swapped_for_one_that_does_not_fit():
    maker = shop()
    fitting = maker.score(["black-skirt", "white-blouse", "black-heels"])
    assert maker.score(["black-skirt", "white-blouse", "white-sneakers"]) < fitting
    assert all(0 < one.score < 1 for one in maker.complete(["black-skirt"]))
