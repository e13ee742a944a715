import pytest

from daogou.search.folder import open_suggester
from daogou.search.suggest import Suggester


@pytest.fixture(scope="module")
def english(searched_folder):
    return open_suggester(searched_folder, "en")


def test_completes_categories_brands_and_colours_with_categories(english):
    assert "Dresses" in english("dre")
    assert "Norra" in english("nor")
    assert "Red dresses" in english("red d")


def test_completes_chinese(searched_folder):
    chinese = open_suggester(searched_folder, "zh")
    assert "连衣裙" in chinese("连")
    assert "红色连衣裙" in chinese("红色连")


def test_a_word_inside_a_phrase_is_a_beginning_too(english):
    assert "Ankle boots" in english("boot")


def test_what_begins_with_the_words_comes_first_and_then_the_weightier():
    suggest = Suggester([("Blue dress", 9.0), ("Dresses", 2.0), ("Dress shoes", 3.0)])
    assert suggest("dress") == ["Dress shoes", "Dresses", "Blue dress"]


def test_titles_come_after_phrases_and_only_from_their_beginning():
    suggest = Suggester([("Dresses", 2.0)], ["Dress with dots", "Blue dress"])
    assert suggest("dress") == ["Dresses", "Dress with dots"]


def test_nothing_typed_or_nothing_known_completes_to_nothing(english):
    assert english("") == []
    assert english("zzz") == []
    assert len(english("a", 3)) <= 3
