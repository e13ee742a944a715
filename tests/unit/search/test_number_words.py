import pytest

from daogou.search.number_words import with_digits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two hundred and fifty", "250"),
        ("a hundred", "100"),
        ("a grand", "1000"),
        ("one thousand two hundred", "1200"),
        ("sixty-five yuan", "65 yuan"),
        ("2 hundred", "200"),
        ("1.5 thousand", "1500"),
        ("the first one of the two", "the first one of the two"),
        ("a dress", "a dress"),
        ("two to three hundred", "200 to 300"),
        ("one or two thousand yuan", "1000 to 2000 yuan"),
    ],
)
def test_amounts_from_twenty_on_become_digits(text, expected):
    assert with_digits(text) == expected


def test_hundreds_are_left_out_where_an_amount_is_named():
    assert with_digits("under three fifty") == "under 350"
    assert with_digits("two fifty year olds") == "two 50 year olds"
