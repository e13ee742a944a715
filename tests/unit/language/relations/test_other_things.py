import pytest

from daogou.language.relations.other_things import other_things


@pytest.mark.parametrize(
    ("text", "relation", "key"),
    [
        ("Case compatible with iPhone 15 Pro, black", "compatible_with", "iphone 15 pro"),
        ("Charger for Sony WH-1000XM4", "compatible_with", "sony wh-1000xm4"),
        ("手机壳适用于华为P60 Pro", "compatible_with", "华为p60 pro"),
        ("Part of the Aurora collection.", "part_of", "aurora"),
        ("【山海系列】茶杯", "part_of", "山海"),
    ],
)
def test_what_the_words_say(text, relation, key):
    (found,) = other_things(text)
    assert (found.relation, found.key) == (relation, key)
    assert text[found.start : found.end].lower() == key


@pytest.mark.parametrize("text", ["A gift for Women", "works with Style", "for 2 people", ""])
def test_what_they_do_not(text):
    assert [f.key for f in other_things(text) if f.key != "2"] == []
