"""Arguments become core's conditions, and what cannot be meant is refused."""

import pytest
from pydantic import ValidationError

from daogou.core.errors import BadQuery
from daogou.core.query import Constraint
from daogou.surfaces.mcp.asking import AddItem, Filters, PriceRange, UpdateItem, constraints_of, offset_of


def test_filters_become_conditions():
    filters = Filters(
        categories=["Dresses"],
        price=PriceRange(min=100, max=300),
        available=True,
        attributes={"colour": ["red", " dark  blue "]},
        exclude={"material": ["wool"]},
    )
    assert set(constraints_of(filters)) == {
        Constraint("category", ("Dresses",)),
        Constraint("price", low=100, high=300),
        Constraint("in_stock"),
        Constraint("colour", ("red", "dark blue")),
        Constraint("material", ("wool",), excluded=True),
    }
    assert constraints_of(None) == constraints_of(Filters()) == ()


@pytest.mark.parametrize(("low", "high"), [(None, None), (300, 100)])
def test_a_price_range_that_no_price_is_in_is_refused(low, high):
    with pytest.raises(BadQuery):
        constraints_of(Filters(price=PriceRange(min=low, max=high)))


@pytest.mark.parametrize(
    "given",
    [
        {"colour": ["red"]},
        {"price": {"min": -1}},
        {"price": {"min": float("nan")}},
        {"attributes": {"a": []}},
    ],
)
def test_what_no_filter_is_is_refused(given):
    with pytest.raises(ValidationError):
        Filters.model_validate(given)


@pytest.mark.parametrize(
    ("item", "quantity"), [(AddItem, 0), (AddItem, 100), (UpdateItem, -1), (UpdateItem, 100)]
)
def test_quantities_are_bounded(item, quantity):
    with pytest.raises(ValidationError):
        item(product_id="p1", quantity=quantity)


def test_a_cursor_says_where_the_page_begins():
    assert offset_of("") == 0
    assert offset_of("24") == 24
    with pytest.raises(BadQuery, match="99999"):
        offset_of("99999")
