"""Products: what is read off them, and that they survive being written down."""

from hypothesis import given
from hypothesis import strategies as st

from daogou.core.codec import product_from_dict, product_from_json, product_to_dict, product_to_json
from daogou.core.product import Picture, Product, Variant
from daogou.core.query import Constraint

texts = st.text(max_size=20)
variants = st.builds(
    Variant,
    sku=texts,
    options=st.dictionaries(texts, texts, max_size=2),
    price=st.none() | st.floats(0, 1e6),
    stock=st.none() | st.integers(0, 100),
)
products = st.builds(
    Product,
    id=texts,
    titles=st.dictionaries(st.sampled_from(["en", "zh"]), texts),
    category=st.lists(texts, max_size=3).map(tuple),
    attributes=st.dictionaries(texts, st.lists(texts, max_size=2).map(tuple), max_size=2),
    variants=st.lists(variants, max_size=3).map(tuple),
    pictures=st.lists(st.builds(Picture, source=texts), max_size=2).map(tuple),
)


@given(products)
def test_a_product_survives_json_and_dictionaries(product):
    assert product_from_json(product_to_json(product)) == product
    assert product_from_dict(product_to_dict(product)) == product


def test_the_price_is_the_lowest_that_can_be_bought():
    product = Product(
        id="p",
        titles={"en": "Dress"},
        variants=(Variant("a", price=10, stock=0), Variant("b", price=12, stock=1), Variant("c")),
    )
    assert product.price == 12
    assert product.in_stock


def test_without_anything_to_buy_the_price_is_still_known():
    product = Product(id="p", titles={}, variants=(Variant("a", price=10, stock=0),))
    assert product.price == 10
    assert not product.in_stock
    assert product.title() == "p"


def test_sizes_are_those_in_stock_each_once():
    product = Product(
        id="p",
        titles={"en": "Dress"},
        variants=tuple(Variant(s + str(n), {"size": s}, stock=n) for s in "SM" for n in (0, 1, 2)),
    )
    assert product.sizes == ("S", "M")


def test_constraint_keys_tell_them_apart():
    assert Constraint("colour", ("red",)).key == "colour:red"
    assert Constraint("category", ("heels",), excluded=True).key == "-category:heels"
    assert Constraint("price", high=300.0).key == "price:..300"
