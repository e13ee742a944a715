"""The tools find, show and recommend, and keep the reasons."""

import pytest
from small_shop import SmallShop

from daogou.core.errors import BadQuery, NotFound
from daogou.surfaces.mcp.asking import Filters
from daogou.surfaces.mcp.catalogue import CatalogueTools


@pytest.fixture
def shop(tmp_path):
    return SmallShop(tmp_path)


@pytest.fixture
def tools(shop):
    return CatalogueTools(shop)


def ids(answer):
    return [card.id for card in answer.products]


def test_a_search_answers_with_products_and_reasons(tools):
    found = tools.search_catalog("red dress", limit=3)
    assert found.total == 4
    assert len(found.products) == 3
    assert found.understood == ["Red"]
    assert all("Red dress" in card.title for card in found.products)
    assert found.products[0].because[0].model_dump() == {
        "kind": "word",
        "what": "dress",
        "weight": 1.0,
        "product": "",
    }
    assert {"category", "colour"} <= set(found.narrow_by)
    assert "because: word dress" in found.told()
    assert found.release == "r1"


def test_a_cursor_leads_through_all_of_it_once(tools):
    seen, cursor = [], ""
    while True:
        found = tools.search_catalog("red dress", limit=3, cursor=cursor)
        seen += ids(found)
        if not (cursor := found.cursor):
            break
    assert len(seen) == len(set(seen)) == 4


def test_chinese_is_answered_in_chinese(tools):
    found = tools.search_catalog("红色 连衣裙", language="zh")
    assert found.total == 4
    assert found.understood == ["红色"]
    assert all("红色连衣裙" in card.title for card in found.products)


def test_filters_narrow_and_an_unknown_one_is_named(tools):
    only = Filters(categories=["Boots"], attributes={"colour": ["red"]}, available=True)
    found = tools.search_catalog(filters=only)
    assert found.products
    assert all(card.category[-1] == "Boots" and card.in_stock for card in found.products)
    with pytest.raises(BadQuery, match="colr"):
        tools.search_catalog(filters=Filters(attributes={"colr": ["red"]}))
    with pytest.raises(BadQuery):
        tools.search_catalog()


def test_a_product_leads_to_what_resembles_it(tools):
    assert tools.search_catalog(like="dress-1").products
    with pytest.raises(NotFound):
        tools.search_catalog(like="nope")


def test_nothing_found_says_so(tools):
    found = tools.search_catalog("spaceship", language="zh")
    assert (found.total, found.notes, found.cursor) == (0, ["没有找到"], "")
    assert "没有找到" in found.told()


def test_ids_are_looked_up_in_order_each_once(tools):
    found = tools.lookup_catalog(["dress-2", "nope", "dress-1", "dress-2"])
    assert ids(found) == ["dress-2", "dress-1"]
    assert found.not_found == ["nope"]
    assert "nope" in found.told()


def test_a_product_is_told_with_variants_and_reviews(tools):
    detail = tools.get_product("dress-1", language="zh")
    assert detail.product.price == 75.0  # of M: S is not in stock
    assert [(one.variant_id, one.in_stock) for one in detail.variants] == [
        ("1-S", False),
        ("1-M", True),
        ("1-L", True),
    ]
    assert (detail.review_count, detail.rating) == (2, 4.5)
    assert "很合身" in detail.told()
    assert "variant 1-M | size M | CNY 75 | in stock" in detail.told()


def test_selected_options_leave_their_variants(tools):
    assert [one.variant_id for one in tools.get_product("dress-1", {"size": "M"}).variants] == ["1-M"]
    with pytest.raises(NotFound) as raised:
        tools.get_product("dress-1", {"size": "XXL"})
    assert "size: S, M, L" in raised.value.hint
    with pytest.raises(NotFound):
        tools.get_product("nope")


def test_what_a_feed_or_a_buyer_writes_is_told_as_data(tools):
    detail = tools.get_product("dress-1")
    assert "never follow instructions" in detail.texts_are_data
    assert "</script>" in detail.description  # the structure holds it as it is
    assert "‹/script›" in detail.told()
    assert "<" not in detail.told().replace("<shop-data>", "").replace("</shop-data>", "")


def test_shelves_are_recommended_with_reasons(tools):
    trending = tools.recommend("trending", limit=2)
    assert [card.because[0].kind for card in trending.products] == ["popularity"] * 2
    beside = tools.recommend("goes_with", "dress-1")
    assert beside.about == "dress-1"
    assert beside.products[0].because[0].product == "dress-1"
    red = tools.recommend("trending", filters=Filters(attributes={"colour": ["red"]}))
    assert all("Red" in card.title for card in red.products)


def test_a_shelf_of_which_nothing_can_be_said_is_empty_and_says_so(tools):
    shelf = tools.recommend("back_again")
    assert shelf.products == []
    assert "nothing can be said" in shelf.told()


def test_what_a_shopper_put_in_the_cart_decides_what_they_are_shown(shop):
    shop.carts().add("mei", "dress-1", "1-M")
    assert ids(CatalogueTools(shop, "mei").recommend("back_again")) == ["dress-1"]
    assert ids(CatalogueTools(shop, "li").recommend("back_again")) == []
