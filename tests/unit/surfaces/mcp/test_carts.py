"""The tools fill one's own cart and nobody else's, and say why something is not taken."""

import pytest
from small_shop import SmallShop

from daogou.core.errors import BadInput
from daogou.surfaces.mcp.asking import AddItem, UpdateItem
from daogou.surfaces.mcp.carts import CartTools, new_cart_id


@pytest.fixture
def shop(tmp_path):
    return SmallShop(tmp_path)


@pytest.fixture
def tools(shop):
    return CartTools(shop, new_cart_id())


def add(tools, product, variant="", quantity=1, **more):
    return tools.update_cart([AddItem(product_id=product, variant_id=variant, quantity=quantity)], **more)


def held(answer):
    return [(line.variant_id, line.quantity) for line in answer.lines]


def test_a_cart_is_filled_changed_and_emptied(tools):
    add(tools, "dress-1", "1-M")
    cart = add(tools, "dress-2", "2-L", 2)
    assert held(cart) == [("1-M", 1), ("2-L", 2)]
    assert cart.totals == {"CNY": 255.0}  # 75 + 2 x 90
    assert "2 x [dress-2 / 2-L]" in cart.told()
    assert "Total: CNY 255." in cart.told()
    changed = tools.update_cart(
        update_items=[
            UpdateItem(product_id="dress-1", quantity=0),
            UpdateItem(product_id="dress-2", variant_id="2-L", quantity=1),
        ]
    )
    assert held(changed) == [("2-L", 1)]
    assert held(tools.get_cart()) == [("2-L", 1)]
    assert tools.empty_cart().lines == []
    assert tools.get_cart().told().endswith("0 lines. Total: nothing.")


def test_titles_are_in_the_language_asked_for(tools):
    add(tools, "dress-1", "1-M")
    assert "连衣裙" in tools.get_cart(language="zh").lines[0].title


def test_one_refusal_among_several_is_told_beside_what_was_taken(tools):
    cart = tools.update_cart(
        [
            AddItem(product_id="dress-1", variant_id="1-M"),
            AddItem(product_id="dress-1"),
            AddItem(product_id="dress-1", variant_id="1-S"),
            AddItem(product_id="dress-1", variant_id="1-L", quantity=9),
            AddItem(product_id="nope"),
        ]
    )
    assert held(cart) == [("1-M", 1)]
    assert [one.code for one in cart.refused] == [
        "option_needed",
        "not_in_stock",
        "too_many",
        "unknown_product",
    ]
    assert "1-M (size M), 1-L (size L)" in cart.refused[0].hint
    assert "not taken: There is no product 'nope'." in cart.told()


def test_the_only_item_refused_is_an_error(tools):
    with pytest.raises(BadInput, match="variants") as raised:
        add(tools, "dress-1")
    assert "1-M" in raised.value.hint
    with pytest.raises(BadInput, match="Nothing"):
        tools.update_cart()


def test_without_a_session_of_ones_own_a_cart_goes_by_its_id(shop):
    tools = CartTools(shop)
    with pytest.raises(BadInput, match="No cart") as raised:
        tools.get_cart()
    assert "update_cart" in raised.value.hint
    with pytest.raises(BadInput, match="No cart"):
        tools.empty_cart()
    first, second = add(tools, "dress-1", "1-M"), add(tools, "dress-2", "2-M")
    assert first.cart_id != second.cart_id
    assert held(add(tools, "dress-2", "2-L", cart_id=first.cart_id)) == [("1-M", 1), ("2-L", 1)]
    assert held(tools.get_cart(second.cart_id)) == [("2-M", 1)]


@pytest.mark.parametrize("other", ["mei", "mcp-", "mcp-short", "x" * 26, "mcp-" + "é" * 22])
def test_nobody_reads_a_shoppers_cart_by_naming_them(shop, other):
    shop.carts().add("mei", "dress-1", "1-M")
    tools = CartTools(shop, "li")
    for use in (tools.get_cart, tools.empty_cart, lambda name: add(tools, "dress-2", "2-M", cart_id=name)):
        with pytest.raises(BadInput, match="no cart_id"):
            use(other)
    assert len(shop.carts().cart("mei").lines) == 1


def test_a_shopper_has_their_own_cart_and_their_id_is_told_to_nobody(shop):
    shop.carts().add("mei", "dress-1", "1-M")
    cart = CartTools(shop, "mei").get_cart()
    assert held(cart) == [("1-M", 1)]
    assert cart.cart_id == ""
    assert "mei" not in cart.model_dump_json()


def test_ids_cannot_be_guessed():
    assert len({new_cart_id() for _ in range(100)}) == 100
    assert len(new_cart_id()) == 26  # 16 random bytes
