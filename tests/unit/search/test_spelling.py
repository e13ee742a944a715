import pytest

from daogou.search.spelling import Spelling, surface_words


@pytest.fixture
def spelling():
    return Spelling(
        {"dress": 50, "dresses": 20, "sunglasses": 9, "jacket": 8, "boot": 4, "boots": 9, "red": 5}
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("deses", "dress"),
        ("sunglases", "sunglasses"),
        ("jakcet", "jacket"),
        ("boost", "boots"),
        ("hacket", "jacket"),
    ],
)
def test_mends_slips(spelling, typed, meant):
    assert spelling.correct(typed) == meant


@pytest.mark.parametrize("typed", ["dress", "rde", "zzzzzz", "wh1000", "连衣裙", ""])
def test_leaves_known_short_strange_and_coded_words_alone(spelling, typed):
    assert spelling.correct(typed) is None


def test_counts_in_how_many_texts_a_word_stands():
    assert surface_words(["Red dress, red shoe", "red 38"]) == {"red": 2, "dress": 1, "shoe": 1}


def test_a_short_word_keeps_its_first_letter():
    assert Spelling({"teal": 3}).correct("real") is None
    assert Spelling({"teal": 3}).correct("taal") == "teal"
