from dataclasses import replace

import pytest

from daogou.core.product import Variant
from daogou.guide.comparing import compared, rating_text

from .skills.boutique import Boutique


@pytest.fixture
def shop():
    return Boutique(said_of={"d0": [5, 4], "d1": [3]})


def rows_of(shop, *product_ids, language="en"):
    return {row.field: row for row in compared(shop.products(product_ids), shop, language).rows}


def test_values_stand_side_by_side(shop):
    rows = rows_of(shop, "d0", "d1")
    assert rows["price"].cells == ("¥100", "¥120")
    assert rows["colour"].cells == ("Red", "Blue")
    assert rows["size"].cells == ("S, M, L", "S, M")
    assert rows["rating"].cells == ("4.5 of 5 from 2 reviews", "3.0 of 5 from 1 review")


def test_equal_values_are_no_difference(shop):
    comparison = compared(shop.products(["d0", "d1"]), shop, "zh")
    assert [row.field for row in comparison.same] == ["material", "audience"]
    assert not {"material", "audience"} & {row.field for row in comparison.differing}


def test_the_order_of_values_is_no_difference(shop):
    one, other = (
        replace(shop.product(name), attributes={"colour": colours})
        for name, colours in (("d0", ("red", "white")), ("d1", ("white", "red")))
    )
    comparison = compared([one, other], shop, "en")
    assert {row.field: row.cells for row in comparison.same}["colour"] == ("Red, White", "Red, White")


def test_what_is_not_known_is_said_to_be(shop):
    comparison = compared(shop.products(["d0", "b0"]), shop, "en")
    occasion = next(row for row in comparison.table().rows if row[0] == "Occasion")
    assert occasion == ("Occasion", "Casual", "unknown")
    assert ("Occasion", (shop.product("b0"),)) in comparison.gaps


def test_every_known_value_has_evidence_that_holds_it(shop):
    for row in compared(shop.products(["d0", "d1", "b0"]), shop, "en").rows:
        for cell, proof in zip(row.cells, row.proofs, strict=True):
            assert (proof is None) == (not cell)
            assert proof is None or cell in proof.text


def test_what_nobody_knows_is_no_row(shop):
    assert "brand" not in rows_of(shop, "d0", "d1")


def test_sold_out_is_not_unknown(shop):
    shop.garments["d1"] = replace(shop.product("d1"), variants=(Variant("x", {"size": "M"}, 120, stock=0),))
    assert rows_of(shop, "d0", "d1")["size"].cells[1] == "sold out"


def test_no_reviews_no_rating():
    assert rating_text([], "en") == ""
    assert rating_text([{"rating": 4}, {"rating": 5}], "zh") == "4.5 分（满分 5 分，2 条评价）"
