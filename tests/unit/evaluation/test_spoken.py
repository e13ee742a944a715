"""Recordings with labels, and slots out of transcripts."""

import json

import pytest

from daogou.core.errors import NotFound
from daogou.evaluation.coffee_orders import plain, slots_of
from daogou.evaluation.spoken import is_for_choosing, read_spoken


@pytest.fixture
def data(tmp_path):
    for folder in ("barista", "mandarin", "mandarin_sentences"):
        (tmp_path / "speech" / folder).mkdir(parents=True)
    labels = {
        "a.wav": {"intent": "orderDrink", "slots": {"coffeeDrink": "mocha", "sugarAmount": " sugar"}},
        "b.wav": {
            "intent": "orderDrink",
            "slots": {"coffeeDrink": "latte", "milkAmount": "a lot of skim milk"},
        },
        "c.wav": {"intent": "orderDrink", "slots": {"coffeeDrink": "latte", "sugarAmount": "some sugar"}},
    }
    speech = tmp_path / "speech"
    (speech / "barista_labels.json").write_text(json.dumps(labels))
    (speech / "barista" / "a.flac").touch()
    (speech / "mandarin" / "红.mp3").touch()
    (speech / "mandarin_sentences" / "text").write_text("s1 换 一首  歌\n")
    return tmp_path


def test_only_orders_with_a_recording_are_asked(data):
    (order,) = read_spoken(data).orders
    assert order.file.name == "a.flac"
    assert order.slots == {"coffeeDrink": "mocha", "sugarAmount": "sugar"}


def test_hints_come_from_the_labels_that_have_no_recording(data):
    assert read_spoken(data).phrases == ("latte", "skim milk", "sugar")


def test_sentences_are_without_spaces(data):
    ((file, text),) = read_spoken(data).sentences
    assert (file.name, text) == ("s1.wav", "换一首歌")


def test_every_file_is_hashed(data):
    assert {file.name for file in read_spoken(data).read} == {
        "barista_labels.json",
        "a.flac",
        "红.mp3",
        "s1.wav",
    }


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(NotFound, match="speech"):
        read_spoken(tmp_path)


def test_the_halves_depend_on_the_name_alone(tmp_path):
    # md5("b") begins with 92, md5("c") with 4a, md5("e") with e1
    assert is_for_choosing(tmp_path / "b")
    assert is_for_choosing(tmp_path / "c")
    assert not is_for_choosing(tmp_path / "e")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("I want a 16-ounce, medium-roast cappuccino.", "i want a sixteen ounce medium roast cappuccino"),
        ("A 20oz ice coffee", "a twenty ounce iced coffee"),
        ("twelve ounces", "twelve ounce"),
    ],
)
def test_transcripts_are_spelt_one_way(said, meant):
    assert plain(said) == meant


def test_every_slot_is_found():
    said = "A large double-shot dark roast iced mocha with a little bit of soy milk and lots of brown sugar."
    assert slots_of(said) == {
        "size": "large",
        "numberOfShots": "double shot",
        "roast": "dark roast",
        "coffeeDrink": "iced mocha",
        "milkAmount": "a little bit of soy milk",
        "sugarAmount": "lots of brown sugar",
    }


def test_a_medium_roast_is_no_size():
    assert slots_of("a medium roast latte") == {"roast": "medium roast", "coffeeDrink": "latte"}
    assert slots_of("a medium, medium roast latte")["size"] == "medium"


def test_what_is_not_said_is_not_found():
    assert slots_of("hello there") == {}
