import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.core.errors import BadQuery
from daogou.core.query import Constraint
from daogou.surfaces.http.asking import MAX_FILTERS, clean_text, constraints_from, texts_of


@given(st.text())
def test_clean_text_has_single_spaces_and_no_control_characters(text):
    clean = clean_text(text)
    assert clean == " ".join(clean.split())
    assert clean.isprintable() or all(ord(c) > 31 for c in clean)
    assert clean_text(clean) == clean


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["colour:red", "colour:blue"], (Constraint("colour", ("red", "blue")),)),
        (
            ["colour:red", "-colour:blue"],
            (Constraint("colour", ("red",)), Constraint("colour", ("blue",), excluded=True)),
        ),
        (["category:Shoes: high|low"], (Constraint("category", ("Shoes: high|low",)),)),
        (["price:..300"], (Constraint("price", high=300.0),)),
        (["price:300..100"], (Constraint("price", low=100.0, high=300.0),)),
        (["in_stock"], (Constraint("in_stock"),)),
        (["", "in_stock:"], (Constraint("in_stock"),)),
    ],
)
def test_filters_are_read_from_text(texts, read):
    assert constraints_from(texts) == read
    assert constraints_from(text for constraint in read for text in texts_of(constraint)) == read


@pytest.mark.parametrize(
    "text", ["colour", ":red", "colour:", "price:cheap", "price:..", "price:-5..", "price:inf..", "-"]
)
def test_what_cannot_be_read_is_refused_with_the_grammar(text):
    with pytest.raises(BadQuery) as refused:
        constraints_from([text])
    assert "field:value" in refused.value.hint


def test_too_many_filters_are_refused():
    with pytest.raises(BadQuery, match="at most"):
        constraints_from(f"colour:{n}" for n in range(MAX_FILTERS + 1))
