from daogou.language.concepts import concepts
from daogou.language.entities.gazetteer import Gazetteer
from daogou.language.tagging.features import UnitFeatures


def test_the_first_feature_is_the_unit_normalised():
    _, features = UnitFeatures()("Ａrm 紅")
    assert [of_unit[0] for of_unit in features] == ["unit=arm", "unit=红"]


def test_a_character_knows_its_word_and_its_place_in_it():
    _, features = UnitFeatures()("手机壳")
    words = [[f for f in of_unit if f.startswith("word=")] for of_unit in features]
    assert words[0][0].endswith("B") or words[0][0].endswith("S")
    assert all(len(found) == 1 for found in words)


def test_a_gazetteer_marks_what_it_names():
    _, features = UnitFeatures(Gazetteer(concepts()))("红色 wool coat")
    names = [[f for f in of_unit if f.startswith("name=")] for of_unit in features]
    assert names == [["name=colourB"], ["name=colourE"], ["name=materialS"], ["name=categoryS"]]


def test_an_empty_title_has_no_units():
    assert UnitFeatures()("  ") == ([], [])
