import pytest

from daogou.core.errors import BadInput
from daogou.guide.examples import (
    Example,
    add_owner_examples,
    heard,
    intents,
    known_intent,
    owner_examples,
    spoken,
)
from daogou.language.detect import detect


def test_every_intent_is_taught_and_held_out_in_both_languages():
    for examples in (spoken(), heard()):
        told = {(one.intent, detect(one.text)) for one in examples}
        assert told == {(intent, language) for intent in (*intents(), None) for language in ("en", "zh")}


def test_nothing_that_is_held_out_is_taught():
    assert not {one.text.lower() for one in heard()} & {one.text.lower() for one in spoken()}


def test_no_place_is_left_open_and_no_text_has_two_intents():
    taught = spoken()
    assert not [one for one in taught if "{" in one.text]
    assert len({one.text for one in taught}) == len(taught)


def test_the_seed_decides_how_places_are_filled():
    assert spoken(3) == spoken(3)
    assert spoken(3) != spoken(4)


def test_an_owners_examples_are_kept_in_order(tmp_path):
    file = tmp_path / "guide" / "examples.jsonl"
    assert owner_examples(file) == []
    add_owner_examples(file, [Example("裙子起球吗", "ask_product"), Example("sing!", None)])
    add_owner_examples(file, [Example("hello", "small_talk")])
    assert owner_examples(file) == [("裙子起球吗", "ask_product"), ("sing!", None), ("hello", "small_talk")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("hello", "line 2: not an object"),
        ('{"text": "hello"}', "line 2: not an object"),
        ('{"text": "", "intent": "find"}', "line 2: not an object"),
        ('{"text": "hello", "intent": "fnd"}', "line 2: There is no intent 'fnd'"),
    ],
)
def test_a_bad_line_of_an_owner_is_named(tmp_path, line, said):
    file = tmp_path / "examples.jsonl"
    file.write_text('{"text": "hi", "intent": "small_talk"}\n' + line + "\n")
    with pytest.raises(BadInput, match=said):
        owner_examples(file)


def test_a_misspelt_intent_is_told_the_nearest():
    with pytest.raises(BadInput) as raised:
        known_intent("refin")
    assert raised.value.hint == "Did you mean 'refine'?"
    assert known_intent("outside") is None
