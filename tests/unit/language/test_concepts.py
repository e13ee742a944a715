import pytest

from daogou.language.concepts import BadConcepts, concepts, concepts_from


def of(**entries: list[str]):
    return concepts_from([{"category": entries}])


def test_the_packaged_concepts_are_sound_and_named_in_both_languages():
    known = concepts()
    assert {"category", "colour", "material", "audience", "size"} <= set(known.kinds())
    for kind in known.kinds():
        for concept in known.all[kind].values():
            assert concept.names["en"], concept.id
            assert concept.names["zh"] or kind == "size", concept.id


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        ("colour", "Navy Blue", "navy"),
        ("colour", "酒红", "burgundy"),
        ("colour", "Navy Blue Melange", "navy"),
        ("category", "Dresses", "dress"),
        ("category", "Topwear", "tops"),
        ("category", "Casual Shoes", "casual_shoes"),
        ("audience", "Women", "women"),
        ("size", "小码", "S"),
        ("colour", "NA", None),
        ("material", "金属", "metal"),
        ("colour", "合金", None),
    ],
)
def test_links_what_feeds_write(kind, raw, expected):
    assert concepts().link(kind, raw) == expected


def test_of_two_equally_long_names_a_category_takes_the_last():
    assert concepts().link("category", "Jacket Jeans") == "jeans"


def test_shoes_contain_ankle_boots():
    assert concepts().with_broader("category", "ankle_boots") == ["ankle_boots", "boots", "shoes"]


def test_labels_in_both_languages_and_the_value_itself_where_there_is_no_concept():
    assert concepts().label("colour", "red", "zh") == "红色"
    assert concepts().label("colour", "red", "en") == "Red"
    assert concepts().label("colour", "Weird Hue", "zh") == "Weird Hue"


def test_an_unknown_broader_concept_is_named():
    with pytest.raises(BadConcepts, match="'shoe': its broader 'nothing' does not exist"):
        of(shoe=["nothing", "Shoe", ""])


def test_a_cycle_is_named():
    with pytest.raises(BadConcepts, match="broader than itself"):
        of(a=["b", "Aaa", ""], b=["c", "Bbb", ""], c=["a", "Ccc", ""])


def test_a_name_for_two_concepts_is_named():
    with pytest.raises(BadConcepts, match="'boot' names both 'boots' and 'wellies'"):
        of(boots=["", "Boots", ""], wellies=["", "Wellies | boot", ""])


def test_an_entry_of_another_form_is_named():
    with pytest.raises(BadConcepts, match="expected"):
        of(boots=["Boots"])
