"""Hints put right what was doubted and sounds like them, and nothing else."""

import pytest

from daogou.speech.correcting import corrected
from daogou.speech.heard import Word

HINTS = ("dark roast", "medium roast", "skim milk", "americano", "latte", "iced coffee")


def said(text: str, doubtful: str = "") -> list[Word]:
    """Words of half a second each; those in ``doubtful`` have a probability of .3."""
    doubts = doubtful.split()
    return [
        Word(f" {word}", n / 2, n / 2 + 0.5, 0.3 if word in doubts else 0.98)
        for n, word in enumerate(text.split())
    ]


def text_of(words) -> str:
    return "".join(word.text for word in words).strip()


def test_a_doubtful_word_that_sounds_like_a_hint_becomes_it():
    found = corrected(said("a dark rose coffee please", "rose"), HINTS)
    assert text_of(found.words) == "a dark roast coffee please"
    assert found.changes == (("dark rose", "dark roast"),)


def test_one_word_may_have_been_two():
    found = corrected(said("with skamalk.", "skamalk."), HINTS)
    assert text_of(found.words) == "with skim milk."


def test_times_and_probability_of_a_replaced_stretch():
    word = corrected(said("a dark rose", "rose"), HINTS).words[1]
    assert (word.start_s, word.end_s, word.probability) == (0.5, 1.5, 0.3)


def test_what_the_model_was_sure_of_stays():
    words = said("a dark rose and an americana")
    assert corrected(words, HINTS).words == tuple(words)


def test_what_is_a_hint_already_stays():
    words = said("iced coffee", "iced coffee")
    assert corrected(words, (*HINTS, "ice coffees")).changes == ()


def test_a_shorter_hint_does_not_keep_a_longer_one_from_being_heard():
    found = corrected(said("a medium row mocha", "row"), (*HINTS, "medium"))
    assert text_of(found.words) == "a medium roast mocha"


def test_a_hint_never_replaces_another_hint():
    words = said("a house coffee", "house coffee")
    assert corrected(words, ("house coffee", "hose coffee")).changes == ()


def test_a_whole_hint_does_not_become_a_longer_one():
    assert corrected(said("with milk", "milk"), ("milk", "soy milk")).changes == ()


def test_digits_have_no_sound_to_compare():
    assert corrected(said("a 20 ounce", "a 20 ounce"), ("eight ounce",)).changes == ()


def test_what_sounds_otherwise_stays():
    assert corrected(said("make it a lot of water", "make lot of water"), HINTS).changes == ()


def test_without_hints_nothing_changes():
    words = said("a dark rose", "rose")
    assert corrected(words, ()).words == tuple(words)


def test_two_hints_never_share_a_word():
    found = corrected(said("dark rose", "dark rose"), ("dark roast", "darker rose", "dark"))
    assert text_of(found.words) == "dark roast"


def test_chinese_is_put_right_by_the_character():
    pytest.importorskip("pypinyin", reason="the extra speech is not installed")
    words = [Word("我想买", 0.0, 0.6, 0.95), Word("联衣群", 0.6, 1.2, 0.4), Word("。", 1.2, 1.2, 0.9)]
    found = corrected(words, ("连衣裙", "毛衣"))
    assert text_of(found.words) == "我想买连衣裙。"
    assert found.changes == (("联衣群", "连衣裙"),)
    assert found.words[3].start_s == pytest.approx(0.6)


def test_a_single_character_is_too_little_to_go_by():
    pytest.importorskip("pypinyin", reason="the extra speech is not installed")
    assert corrected([Word("宏", 0.0, 0.4, 0.2)], ("红",)).changes == ()
