import pytest

from daogou.core.errors import NotFound
from daogou.language.concepts import (
    BadConcepts,
    ClashingNames,
    ConceptCycle,
    UnknownBroader,
    concepts,
    concepts_from,
    concepts_from_files,
)


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
    with pytest.raises(UnknownBroader, match="'shoe': its broader 'nothing' does not exist"):
        of(shoe=["nothing", "Shoe", ""])


def test_a_cycle_is_named():
    with pytest.raises(ConceptCycle, match="broader than itself"):
        of(a=["b", "Aaa", ""], b=["c", "Bbb", ""], c=["a", "Ccc", ""])


def test_a_name_for_two_concepts_is_named():
    with pytest.raises(ClashingNames, match="'boot' names both 'boots' and 'wellies'"):
        of(boots=["", "Boots", ""], wellies=["", "Wellies | boot", ""])


def test_an_entry_of_another_form_is_named():
    with pytest.raises(BadConcepts, match="expected"):
        of(boots=["Boots"])


@pytest.fixture
def shop_file(tmp_path):
    def write(text: str):
        file = tmp_path / "concepts.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_without_files_the_concepts_are_the_packages():
    assert concepts_from_files() is concepts()


def test_a_shop_adds_concepts_and_kinds_of_its_own(shop_file):
    file = shop_file('[category]\nobi = ["belt", "Obi", "腰封"]\n[scent]\nrose = ["", "Rose", "玫瑰香"]\n')
    ours = concepts_from_files(extra=[file])
    assert ours.with_broader("category", "obi") == ["obi", "belt", "accessories"]
    assert ours.link("scent", "玫瑰香") == "rose"
    assert ours.link("colour", "red") == "red"


def test_a_shop_adds_names_replaces_and_removes(shop_file):
    file = shop_file(
        '[colour]\nred = ["+", "lobster", "喜庆红"]\nmaroon = []\nkhaki = ["", "Sage", "灰豆绿"]\n'
    )
    ours = concepts_from_files(extra=[file])
    assert ours.link("colour", "lobster") == ours.link("colour", "crimson") == "red"
    assert ours.get("colour", "maroon") is None
    assert ours.link("colour", "卡其色") is None
    assert ours.label("colour", "khaki", "en") == "Sage"


def test_a_name_that_the_shop_gives_is_taken_from_what_had_it_besides_its_label(shop_file):
    ours = concepts_from_files(extra=[shop_file('[colour]\nkhaki = ["+", "forest green", ""]\n')])
    assert concepts().link("colour", "forest green") == "dark_green"
    assert ours.link("colour", "forest green") == "khaki"
    assert ours.link("colour", "dark green") == ours.link("colour", "bottle green") == "dark_green"
    twice = shop_file('[colour]\nkhaki = ["+", "moss", ""]\nolive = ["+", "moss", ""]\n')
    with pytest.raises(ClashingNames, match="'moss' names both"):
        concepts_from_files(extra=[twice])


def test_a_shop_brings_all_of_its_concepts(shop_file):
    ours = concepts_from_files(packaged=False, extra=[shop_file('[wine]\nred = ["", "Red wine", "红酒"]\n')])
    assert ours.kinds() == ["wine"]


@pytest.mark.parametrize(
    ("text", "error", "told"),
    [
        ('[colour]\nrouge = ["", "Rouge | red", ""]', ClashingNames, "'red' names both"),
        ('[colour]\nrouge = ["reds", "Rouge", ""]', UnknownBroader, "'reds' does not exist"),
        ('[category]\napparel = ["dress", "Clothing", ""]', ConceptCycle, "broader than itself"),
        ("[category]\napparel = []", UnknownBroader, "'apparel' does not exist"),
        ('[colour]\nrouge = ["+", "Rouge", ""]', BadConcepts, "not there to be changed"),
        ('[colour]\nrouge = "red"', BadConcepts, "expected texts in brackets"),
        ('colour = "red"', BadConcepts, "expected a table"),
        ("[colour", BadConcepts, "is no TOML"),
    ],
)
def test_what_is_wrong_with_a_shops_file_is_named(shop_file, text, error, told):
    with pytest.raises(error, match=told):
        concepts_from_files(extra=[shop_file(text)])


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(NotFound, match=r"none\.toml"):
        concepts_from_files(extra=[tmp_path / "none.toml"])


@pytest.mark.parametrize(
    ("root", "least"),
    [
        ("apparel", 80),
        ("shoes", 25),
        ("accessories", 35),
        ("home", 45),
        ("electronics", 60),
        ("grocery", 30),
        ("beauty", 20),
    ],
)
def test_the_packaged_categories_cover_what_shops_sell(root, least):
    known = concepts()
    under = [c for c in known.all["category"] if root in known.with_broader("category", c)]
    assert len(under) >= least


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("colour", 35),
        ("material", 30),
        ("pattern", 12),
        ("style", 15),
        ("occasion", 15),
        ("season", 4),
        ("audience", 8),
        ("fit", 8),
        ("size", 8),
    ],
)
def test_every_kind_of_trait_has_concepts(kind, least):
    assert len(concepts().all[kind]) >= least
