import pytest

from daogou.core.query import Constraint
from daogou.guide.narrowing import any_of
from daogou.guide.taking_back import (
    fields_taken_back,
    has_no_preference,
    takes_back_values,
    without_fields,
    without_values,
)

RED = Constraint("colour", ("red",))
NOT_RED = Constraint("colour", ("red",), excluded=True)
DRESS = Constraint("category", ("dress",))


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("any colour is fine", ("colour",)),
        ("the color doesn't matter", ("colour",)),
        ("remove the price limit", ("price",)),
        ("I don't care about the brand", ("brand",)),
        ("颜色无所谓", ("colour",)),
        ("价格不限，尺码也随便", ("price", "size")),
        ("取消价格限制", ("price",)),
        ("any price and any size", ("price", "size")),
        ("red", ()),
        ("what colours are there?", ()),
        ("价格多少", ()),
    ],
)
def test_fields_that_are_taken_back(text, fields):
    assert fields_taken_back(text) == fields


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "field", ["colour", "price", "size", "audience", "occasion", "season", "brand", "material", "in_stock"]
)
def test_the_replies_that_are_offered_are_understood(field, language):
    assert field in fields_taken_back(any_of(field, language))


@pytest.mark.parametrize(
    "text", ["forget the red", "it doesn't have to be red", "不要限定红色了", "不一定要红色"]
)
def test_values_no_longer_insisted_on(text):
    assert takes_back_values(text)


@pytest.mark.parametrize("text", ["not red", "不要红色", "red please"])
def test_excluding_is_not_taking_back(text):
    assert not takes_back_values(text)


@pytest.mark.parametrize("text", ["Anything.", "I don't care", "no preference", "随便", "都可以！", "不知道"])
def test_any_answer_will_do(text):
    assert has_no_preference(text)


@pytest.mark.parametrize("text", ["anything red", "随便看看红色的", "blue"])
def test_a_wish_is_a_preference(text):
    assert not has_no_preference(text)


def test_conditions_on_other_fields_stay():
    assert without_fields((RED, DRESS), ("colour",)) == (DRESS,)


def test_a_value_goes_whether_it_was_required_or_excluded():
    assert without_values((RED, NOT_RED, DRESS), (RED,)) == (DRESS,)
