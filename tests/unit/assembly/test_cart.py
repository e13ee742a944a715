"""A cart says what its lines are now, and takes nothing that cannot be bought."""

import pytest

from daogou.assembly.cart import (
    NotInStock,
    OptionNeeded,
    ShopCarts,
    TooMany,
    UnknownProduct,
    UnknownVariant,
    check_stock,
    chosen,
)
from daogou.core.errors import BadInput, NotFound
from daogou.core.product import Product, Variant
from daogou.core.settings import ShoppersSection
from daogou.guide.floor import CartLine
from daogou.shoppers.shoppers import open_shoppers

DRESS = Product(
    "dress",
    {"en": "Red dress", "zh": "红色连衣裙"},
    variants=(
        Variant("d-s", {"size": "S"}, 19.9, 29.9, 3),
        Variant("d-m", {"size": "M"}, 21.5, None, 0),
        Variant("d-l", {"size": "L"}, 22.0, None, None),
    ),
    currency="EUR",
)
HAT = Product("hat", {"en": "Hat"}, variants=(Variant("h", {}, 10.1, None, 50),))
CARD = Product("card", {"en": "Gift card"})


class Shelf:
    """What is sold; a product can be taken off it."""

    def __init__(self):
        self.sold = {product.id: product for product in (DRESS, HAT, CARD)}

    def products(self, product_ids):
        return [self.sold[one] for one in product_ids if one in self.sold]


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def carts(shelf, tmp_path):
    shoppers = open_shoppers(tmp_path, ShoppersSection())
    yield ShopCarts(shelf, lambda: shoppers.carts, "CNY")
    shoppers.close()


def held(carts):
    return [(line.product_id, line.sku, line.quantity) for line in carts.cart("ann").lines]


def test_lines_have_title_price_and_options_of_their_variant(carts):
    carts.add("ann", "dress", "d-s", 2)
    line = carts.cart("ann", "zh").lines[0]
    assert (line.title, line.options, line.price, line.list_price) == (
        "红色连衣裙",
        {"size": "S"},
        19.9,
        29.9,
    )
    assert (line.total, line.currency, line.in_stock) == (39.8, "EUR", True)


def test_the_guide_is_told_the_same(carts):
    carts.put("ann", "dress", "d-s", 2)
    assert carts.lines("ann", "en") == [CartLine("dress", "d-s", 2, "Red dress", 19.9, "EUR")]


def test_totals_are_per_currency(carts):
    carts.add("ann", "dress", "d-s", 3)
    carts.add("ann", "dress", "d-l")
    carts.add("ann", "hat", "", 3)
    cart = carts.cart("ann")
    assert cart.totals == {"EUR": 81.7, "CNY": 30.3}  # 3 x 19.90 + 22.00; 3 x 10.10
    assert cart.pieces == 7


def test_the_only_variant_need_not_be_named_nor_one_of_a_product_without(carts):
    carts.add("ann", "hat")
    carts.add("ann", "card", "", 2)
    assert held(carts) == [("hat", "h", 1), ("card", "", 2)]
    assert carts.cart("ann").lines[1].price is None
    assert carts.cart("ann").totals == {"CNY": 10.1}


@pytest.mark.parametrize(
    ("product", "sku", "quantity", "error", "hint"),
    [
        ("gone", "", 1, UnknownProduct, "Search"),
        ("dress", "d-xl", 1, UnknownVariant, "d-s (size S), d-l (size L)"),
        ("dress", "", 1, OptionNeeded, "d-s (size S), d-l (size L)"),
        ("dress", "d-m", 1, NotInStock, "d-s (size S), d-l (size L)"),
        ("dress", "d-s", 4, TooMany, "3 or fewer"),
        ("card", "x", 1, UnknownVariant, "no variants"),
    ],
)
def test_what_cannot_be_bought_is_refused_with_what_can(carts, product, sku, quantity, error, hint):
    for put in (carts.add, carts.put):
        with pytest.raises(error) as raised:
            put("ann", product, sku, quantity)
        assert hint in raised.value.hint
    assert held(carts) == []


def test_refusals_have_names_and_are_of_two_kinds():
    codes = [one.code for one in (UnknownProduct, UnknownVariant, OptionNeeded, NotInStock, TooMany)]
    assert codes == ["unknown_product", "unknown_variant", "option_needed", "not_in_stock", "too_many"]
    assert issubclass(UnknownProduct, NotFound)
    assert issubclass(UnknownVariant, NotFound)
    assert all(issubclass(one, BadInput) for one in (OptionNeeded, NotInStock, TooMany))


def test_adding_counts_what_is_there_already(carts):
    carts.add("ann", "dress", "d-s", 2)
    with pytest.raises(TooMany, match="not 4"):
        carts.add("ann", "dress", "d-s", 2)
    carts.add("ann", "dress", "d-s")
    assert held(carts) == [("dress", "d-s", 3)]


def test_a_quantity_without_a_variant_is_of_the_one_in_the_cart(carts):
    carts.put("ann", "dress", "d-s", 1)
    carts.put("ann", "dress", "", 3)
    assert held(carts) == [("dress", "d-s", 3)]
    carts.put("ann", "dress", "d-l", 1)
    with pytest.raises(OptionNeeded):
        carts.put("ann", "dress", "", 2)


def test_nought_takes_out_one_variant_or_all_of_a_product_even_one_that_is_gone(carts, shelf):
    for sku in ("d-s", "d-l"):
        carts.add("ann", "dress", sku)
    carts.add("ann", "hat")
    carts.put("ann", "dress", "d-s", 0)
    assert held(carts) == [("dress", "d-l", 1), ("hat", "h", 1)]
    del shelf.sold["dress"]
    carts.put("ann", "dress", "", 0)
    assert held(carts) == [("hat", "h", 1)]
    assert carts.empty("ann") == 1
    assert held(carts) == []


def test_what_went_meanwhile_says_so_and_counts_for_nothing(carts, shelf):
    carts.add("ann", "dress", "d-s", 3)
    carts.add("ann", "hat")
    shelf.sold["dress"] = Product("dress", {"en": "Red dress"}, variants=(Variant("d-s", {}, 19.9, None, 2),))
    del shelf.sold["hat"]
    fewer, gone = carts.cart("ann").lines
    assert (fewer.problem.code, fewer.in_stock, fewer.price) == ("too_many", False, 19.9)
    assert (gone.problem.code, gone.title, gone.price) == ("unknown_product", "hat", None)
    assert carts.cart("ann").totals == {}


def test_unknown_stock_is_taken_as_available():
    check_stock(DRESS, chosen(DRESS, "d-l"), 99)
    check_stock(CARD, None, 99)


def test_many_variants_are_not_all_listed():
    shirt = Product("shirt", {}, variants=tuple(Variant(f"s{n}", {"size": str(n)}) for n in range(40)))
    with pytest.raises(OptionNeeded) as raised:
        chosen(shirt, "")
    assert raised.value.hint.endswith("s11 (size 11) ….")
