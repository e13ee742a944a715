import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.core.errors import BadQuery
from daogou.core.product import Product, Variant
from daogou.core.query import Constraint
from daogou.index.columns import Columns, column_of
from daogou.index.tables import columns_of
from daogou.index.values import size_value, values_of
from daogou.language.concepts import concepts


def product(number, category, colour, price, **more):
    sizes = more.pop("sizes", ("S", "M"))
    variants = tuple(Variant(f"{number}-{s}", {"size": s}, price, stock=more.get("stock")) for s in sizes)
    attributes = {"colour": (colour,)} if colour else {}
    return Product(
        str(number),
        {"en": more.get("title", "Thing")},
        brand=more.get("brand", "Acme"),
        category=category,
        attributes=attributes | more.get("attributes", {}),
        variants=variants,
        currency=more.get("currency", "CNY"),
    )


PRODUCTS = [
    product(0, ("Apparel", "Dresses"), "Red", 100.0),
    product(1, ("Footwear", "Ankle Boots"), "Navy Blue", 300.0, sizes=("38", "39")),
    product(2, ("Footwear", "Heels"), "Burgundy", 50.0, currency="USD", stock=0),
    product(3, ("Gadgets",), "", None, brand="Other", title="Striped red thing"),
]


@pytest.fixture(scope="module")
def columns():
    values = [values_of(p, concepts()) for p in PRODUCTS]
    return columns_of(PRODUCTS, values, "CNY", {"USD": 7.0})


def rows(columns, *args, **kwargs):
    return np.flatnonzero(columns.mask(Constraint(*args, **kwargs))).tolist()


def test_a_broad_category_contains_the_narrow_ones(columns):
    assert rows(columns, "category", ("shoes",)) == [1, 2]
    assert rows(columns, "category", ("boots",)) == [1]


def test_a_category_that_is_no_concept_stays_as_the_feed_spells_it(columns):
    assert rows(columns, "category", ("Gadgets",)) == [3]


def test_blue_contains_navy_and_red_contains_burgundy(columns):
    assert rows(columns, "colour", ("blue",)) == [1]
    assert rows(columns, "colour", ("red",)) == [0, 2, 3]


def test_what_the_feed_leaves_out_is_guessed_but_not_counted_as_given(columns):
    assert columns.field("colour").given == 0.75
    assert columns.field("pattern").given == 0.0
    assert rows(columns, "pattern", ("striped",)) == [3]


def test_prices_are_compared_in_the_shops_currency_and_unknown_ones_meet_no_range(columns):
    assert rows(columns, "price", high=300) == [0, 1]
    assert rows(columns, "price", low=340) == [2]
    assert columns.price_range(np.ones(4, bool)) == (100.0, 350.0)
    assert columns.price_range(np.array([False, False, False, True])) is None


def test_stock_and_exclusion(columns):
    assert rows(columns, "in_stock") == [0, 1, 3]
    assert rows(columns, "category", ("heels",), excluded=True) == [0, 1, 3]


def test_sizes_that_are_sold_out_are_not_found(columns):
    assert rows(columns, "size", ("M",)) == [0, 3]
    assert rows(columns, "size", ("38",)) == [1]


def test_an_unknown_field_is_refused_with_the_nearest(columns):
    with pytest.raises(BadQuery, match="color") as caught:
        columns.mask(Constraint("color", ("red",)))
    assert "colour" in caught.value.hint


def test_facet_counts_are_those_of_the_mask(columns):
    mask = np.array([True, True, False, False])
    column = columns.field("category")
    counts = dict(zip(column.values, column.counts(mask).tolist(), strict=True))
    found = {value for value, count in counts.items() if count}
    assert found == {"apparel", "dress", "skirts_and_dresses", "shoes", "boots", "ankle_boots"}


def test_what_was_saved_is_loaded(columns, tmp_path):
    columns.save(tmp_path / "c")
    loaded = Columns.load(tmp_path / "c")
    assert rows(loaded, "colour", ("red",)) == rows(columns, "colour", ("red",))
    assert loaded.field("colour").of_row(1) == columns.field("colour").of_row(1)
    assert loaded.field("brand").given == 1.0


@given(
    st.lists(st.lists(st.sampled_from("abc"), max_size=3, unique=True), min_size=1, max_size=90), st.data()
)
def test_counts_agree_with_counting_one_by_one(values, data):
    column = column_of(values)
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values))))
    for value, count in zip(column.values, column.counts(mask).tolist(), strict=True):
        assert count == sum(value in row and kept for row, kept in zip(values, mask, strict=True))


def test_many_values_are_counted_the_other_way_with_the_same_result():
    column = column_of([[f"v{n}", "all"] for n in range(1500)])
    mask = np.arange(1500) % 2 == 0
    counts = dict(zip(column.values, column.counts(mask).tolist(), strict=True))
    assert counts["all"] == 750
    assert counts["v2"] == 1
    assert counts["v3"] == 0


@pytest.mark.parametrize(
    ("raw", "expected"), [("small", "S"), ("38码", "38"), ("EU 38", "38"), ("均码", "one_size"), ("xl", "XL")]
)
def test_sizes_have_one_spelling(raw, expected):
    assert size_value(concepts(), raw) == expected


def test_a_unisex_product_is_found_by_women_and_men():
    found = values_of(product(9, ("Bags",), "Red", 1.0, attributes={"gender": ("Unisex",)}), concepts())
    assert {"unisex", "women", "men"} <= set(found.of["audience"])
