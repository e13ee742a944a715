import pytest

from daogou.language.concepts import concepts, concepts_from
from daogou.language.entities.gazetteer import Gazetteer, Name

SHOP = Gazetteer(concepts(), [Name("brand", "next", "Next"), Name("brand", "stone_island", "Stone Island")])


def read(text: str) -> list[tuple[str, str, str]]:
    return [(m.text, m.kind, m.id) for m in SHOP(text)]


def test_english_names_are_found_inflected_and_joined_by_hyphens():
    assert read("Navy-Blue T-shirts and V-necks") == [
        ("Navy-Blue", "colour", "navy"),
        ("T-shirts", "category", "t_shirt"),
        ("V-necks", "neckline", "v_neck"),
    ]


@pytest.mark.parametrize("text", ["t-shirt", "tee", "T恤", "Tee Shirts", "T 恤"])
def test_a_t_shirt_has_many_names(text):
    assert [(m.kind, m.id) for m in SHOP(text)] == [("category", "t_shirt")]


def test_chinese_names_are_found_without_blanks():
    assert read("红色连衣裙女夏季纯棉碎花V领") == [
        ("红色", "colour", "red"),
        ("连衣裙", "category", "dress"),
        ("女", "audience", "women"),
        ("夏季", "season", "summer"),
        ("纯棉", "material", "cotton"),
        ("碎花", "pattern", "floral"),
        ("V领", "neckline", "v_neck"),
    ]


def test_traditional_characters_meet_simplified_names():
    assert read("紅色連衣裙") == [("紅色", "colour", "red"), ("連衣裙", "category", "dress")]


def test_a_character_inside_another_word_is_no_name():
    assert read("基金") == []


def test_a_latin_brand_needs_its_capital_unless_the_text_has_none():
    assert ("Next", "brand", "next") in read("Coat by Next")
    assert read("delivered the next day, Monday") == []
    assert ("next", "brand", "next") in read("coat by next")


def test_a_stump_of_a_brand_is_not_that_brand():
    shop = Gazetteer(concepts(), [Name("brand", "vans", "Vans"), Name("brand", "levis", "Levi's")])
    assert [m for m in shop("Van Heusen Women Sunglasses") if m.kind == "brand"] == []
    assert [m.id for m in shop("Vans Shoes") if m.kind == "brand"] == ["vans"]
    assert [m.id for m in shop("Levis Jeans") if m.kind == "brand"] == ["levis"]


def test_the_shops_longer_names_beat_the_concepts():
    assert read("Stone Island Coat") == [
        ("Stone Island", "brand", "stone_island"),
        ("Coat", "category", "coat"),
    ]


def test_a_name_of_two_meanings_gives_both_and_says_it_is_unsure():
    two = concepts_from(
        [{"category": {"shorts": ["", "Shorts", ""]}, "length": {"short": ["", "Short", ""]}}]
    )
    found = Gazetteer(two)("short")
    assert {(m.kind, m.id) for m in found} == {("category", "shorts"), ("length", "short")}
    assert all(m.confidence == 0.5 for m in found)


def test_spans_are_in_the_text_as_given():
    text = "  ＮＡＶＹ wool"
    assert [(m.start, m.end, m.text) for m in SHOP(text)] == [(2, 6, "ＮＡＶＹ"), (7, 11, "wool")]


def test_an_empty_text_names_nothing():
    assert SHOP("") == []
