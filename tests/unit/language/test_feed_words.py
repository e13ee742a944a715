import pytest

from daogou.language.concepts import concepts, extended
from daogou.language.feed_words import field_name, is_nothing, kind_name, parts_of

OWN = extended(concepts(), [{"rod_action": {"fast": ["", "Fast", "快调"]}}])


@pytest.mark.parametrize(
    ("attribute", "name"), [("Color", "colour"), ("dress_length", "length"), ("Lens Width ", "lens width")]
)
def test_an_attribute_has_one_name(attribute, name):
    assert field_name(attribute) == name


def test_a_shops_own_kind_is_spelled_as_its_file_spells_it():
    assert kind_name("Rod Action", OWN) == kind_name("rod_action", OWN) == "rod_action"
    assert kind_name("Rod Power", OWN) == "rod power"


def test_several_values_in_one_field_are_several_unless_one_is_called_so():
    assert parts_of("colour", "Red / Blue", OWN) == ["Red", "Blue"]
    slashed = extended(OWN, [{"colour": {"panda": ["", "Black/White", ""]}}])
    assert parts_of("colour", "Black/White", slashed) == ["Black/White"]


def test_a_feeds_word_for_nothing_is_nothing():
    assert is_nothing(" N/A ")
    assert not is_nothing("Nala")
