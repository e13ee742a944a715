from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from daogou.core.query import Constraint
from daogou.surfaces.web.address import LAST_PAGE, ResultsAddress, read_address

words = st.text(st.characters(categories=["L", "N", "Po"]), min_size=1, max_size=12)
prices = st.integers(0, 10_000).map(float)
filters = st.lists(
    st.one_of(
        st.builds(lambda v: Constraint("colour", (v,)), words),
        st.builds(lambda v: Constraint("brand", (v,), excluded=True), words),
        st.builds(lambda low: Constraint("price", low=low, high=low + 1), prices),
        st.just(Constraint("in_stock")),
    ),
    max_size=3,
    unique_by=lambda constraint: constraint.field,
).map(tuple)
addresses = st.builds(
    ResultsAddress,
    text=words | st.just(""),
    filters=filters,
    dropped=st.lists(words, max_size=2).map(tuple),
    sort=st.sampled_from(["relevance", "price_up", "newest"]),
    page=st.integers(1, LAST_PAGE),
    like=words | st.just(""),
    photo=words | st.just(""),
)


@given(addresses)
def test_an_address_is_read_back_as_it_was_written(address):
    assert read_address(QueryParams(address.href().partition("?")[2])) == address


def test_what_is_out_of_bounds_falls_back():
    read = read_address(QueryParams("q=a&page=-3&sort=cheap"))
    assert (read.page, read.sort) == (1, "relevance")
    assert read_address(QueryParams("q=a&page=99999")).page == LAST_PAGE


def test_a_change_of_what_is_asked_begins_at_the_first_page():
    address = ResultsAddress(text="a", filters=(Constraint("colour", ("red", "blue")),), page=3)
    assert address.without_filter("colour:red") == ResultsAddress(
        text="a", filters=(Constraint("colour", ("blue",)),)
    )
    assert address.dropping("size:M").page == 1
    assert address.without_filters().filters == ()


def test_prices_of_the_form_become_a_filter():
    assert read_address(QueryParams("q=a&low=&high=300")).filters == (Constraint("price", high=300.0),)
    assert read_address(QueryParams("q=a&low=&high=")).filters == ()
