"""From a sound to what was said, with a scripted recogniser."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from daogou.core.assets import asset, is_present
from daogou.speech.heard import Word
from daogou.speech.hearing import Hearer
from daogou.speech.recogniser import Choice
from daogou.speech.voice import Stretch

SECOND = 16_000


NO_CHOICE = Choice((), "", 0.0, 0.0)


@dataclass
class Scripted:
    """A recogniser that says what it is told, and remembers what it was asked."""

    said: tuple[Word, ...] = ()
    chosen: Choice = NO_CHOICE
    spoken: str = "en"
    asked: list = field(default_factory=list)

    def language(self, sound):
        self.asked.append("language")
        return self.spoken

    def words(self, sound, language, hints):
        self.asked.append(("words", len(sound), language, tuple(hints)))
        return self.said

    def choice(self, sound, language, texts):
        self.asked.append(("choice", len(sound), language, tuple(texts)))
        return self.chosen


def hearer(recogniser, *parts, spelling=str):
    return Hearer(recogniser, spelling, lambda sound: parts)


def sound(seconds):
    return np.zeros(int(seconds * SECOND), np.float32)


def test_where_nobody_speaks_nothing_was_said_and_the_model_is_not_asked():
    model = Scripted()
    heard = hearer(model).listen(sound(3.0), hints=("milk",))
    assert heard.nothing_said
    assert heard.length_s == 3.0
    assert heard.spoken_s == 0.0
    assert model.asked == []


def test_words_come_with_times_of_the_recording():
    said = (Word(" red", 0.5, 1.0, 0.9), Word(" dress", 2.25, 2.5, 0.7))
    parts = (Stretch(SECOND, 3 * SECOND), Stretch(5 * SECOND, 6 * SECOND))
    heard = hearer(Scripted(said), *parts).listen(sound(7.0))
    assert heard.text == "red dress"
    assert [(w.start_s, w.end_s) for w in heard.words] == [(1.5, 2.0), (5.25, 5.5)]
    assert heard.confidence == pytest.approx(0.8)
    assert (heard.spoken_s, heard.length_s) == (3.0, 7.0)


def test_a_message_says_how_it_sounded_if_there_is_enough_of_it():
    model = Scripted((Word(" yes", 0, 1, 0.9),))
    assert set(hearer(model, Stretch(0, 3 * SECOND)).listen(sound(3.0)).cues) > {
        "hurry",
        "upset",
        "hesitation",
    }
    assert hearer(model, Stretch(0, SECOND // 2)).listen(sound(1.0)).cues == {}


def test_a_known_language_is_not_guessed():
    model = Scripted((Word(" red", 0, 1, 0.9),))
    heard = hearer(model, Stretch(0, 3 * SECOND)).listen(sound(3.0), language="zh")
    assert heard.language == "zh"
    assert model.asked == [("words", 3 * SECOND, "zh", ())]


def test_an_unknown_language_is_asked_of_the_model():
    model = Scripted((Word("红", 0, 1, 0.9),), spoken="zh")
    assert hearer(model, Stretch(0, 3 * SECOND)).listen(sound(3.0)).language == "zh"


def test_traditional_characters_are_spelt_as_the_shop_spells():
    model = Scripted((Word("紅色", 0, 1, 0.9),), spoken="zh")
    heard = hearer(model, Stretch(0, 3 * SECOND), spelling=lambda t: t.replace("紅", "红")).listen(sound(3.0))
    assert heard.text == "红色"


def test_hints_put_right_what_was_doubted():
    said = (Word(" dark", 0, 1, 0.9), Word(" rose.", 1, 2, 0.4))
    heard = hearer(Scripted(said), Stretch(0, 3 * SECOND)).listen(sound(3.0), hints=("dark roast",))
    assert heard.text == "dark roast."
    assert heard.corrected == (("dark rose", "dark roast"),)


def test_words_that_the_model_adds_behind_the_end_are_left_out():
    said = (Word(" drip", 0, 1, 0.9), Word(" coffee", 1, 2, 0.9), Word(" triple", 2, 2, 0.02))
    heard = hearer(Scripted(said), Stretch(0, 3 * SECOND)).listen(sound(3.0))
    assert heard.text == "drip coffee"


def test_noise_that_the_model_makes_words_of_is_nothing_said():
    said = (Word(" you", 0, 1, 0.05), Word(" you", 1, 2, 0.1))
    assert hearer(Scripted(said), Stretch(0, 3 * SECOND)).listen(sound(3.0)).nothing_said


@pytest.mark.parametrize(("score", "expected"), [(-3.0, "桌子"), (-5.0, "珠子")])
def test_a_brief_sound_is_a_hint_if_that_fits_about_as_well(score, expected):
    model = Scripted(chosen=Choice((("桌子", score), ("椅子", -9.0)), "珠子", 0.0, 0.6))
    heard = hearer(model, Stretch(SECOND, 2 * SECOND)).listen(
        sound(4.0), hints=("椅子", "桌子"), language="zh"
    )
    assert heard.text == expected
    # half a second more on either side
    assert model.asked == [("choice", 2 * SECOND, "zh", ("椅子", "桌子"))]
    assert (heard.words[0].start_s, heard.words[0].end_s) == (0.5, 2.5)


def test_a_brief_sound_that_is_a_hint_as_written_needs_no_comparison():
    model = Scripted(chosen=Choice((("白", 3.0), ("大衣", 2.0)), "大衣", 2.0, 0.6))
    heard = hearer(model, Stretch(0, SECOND)).listen(sound(1.0), hints=("大衣", "白"), language="zh")
    assert heard.text == "大衣"
    assert heard.corrected == ()


def test_a_brief_sound_without_hints_is_simply_written_down():
    model = Scripted((Word("好", 0, 1, 0.9),))
    assert hearer(model, Stretch(0, SECOND)).listen(sound(1.0), language="zh").text == "好"


def test_empty_hints_are_no_hints():
    model = Scripted((Word("好", 0, 1, 0.9),))
    hearer(model, Stretch(0, SECOND)).listen(sound(1.0), hints=("", " "), language="zh")
    assert model.asked[0][0] == "words"


def present() -> bool:
    return all(is_present(asset(name)) for name in ("whisper-base", "whisper-base-tokenizer"))


@pytest.fixture(scope="module")
def real():
    pytest.importorskip("faster_whisper", reason="the extra speech is not installed")
    if not present():
        pytest.skip("the weights are not here: daogou models pull whisper-base")
    from daogou.speech.whisper import open_whisper

    return Hearer(open_whisper(1))


DATA = Path(__file__).parents[4] / "shared" / "data" / "speech"


@pytest.mark.slow
@pytest.mark.real
def test_a_sentence_and_a_word_are_heard(real):
    file = DATA / "mandarin_sentences" / "IT0011W0001.wav"
    if not file.is_file():
        pytest.skip(f"no {file}")
    heard = real.hear(file.read_bytes())
    assert heard.language == "zh"
    assert "一首歌" in heard.text
    word = (DATA / "mandarin" / "大衣.mp3").read_bytes()
    assert real.choose(word, ["帽子", "大衣"], language="zh")[0][0] == "大衣"
    assert real.hear(word, hints=["帽子", "大衣"], language="zh").text == "大衣"


@pytest.mark.slow
def test_silence_is_nothing_said(real):
    assert real.listen(np.zeros(2 * SECOND, np.float32)).nothing_said
