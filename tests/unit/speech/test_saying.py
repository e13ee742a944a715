"""Text becomes a WAV where espeak-ng is there, and a clear error where it is not."""

import io
import shutil
import wave

import pytest

from daogou.core.errors import BadInput, MissingDependency
from daogou.speech.saying import MOST_CHARACTERS, Speaker, in_pinyin

needs_program = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


def test_without_the_program_the_error_says_what_to_install():
    speaker = Speaker(find=lambda program: None)
    assert not speaker.is_installed
    with pytest.raises(MissingDependency, match="espeak-ng") as caught:
        speaker.say("hello", "en")
    assert "apt install espeak-ng" in caught.value.hint


@pytest.mark.parametrize("text", ["", "  ", "\n\x00"])
def test_nothing_is_not_said(text):
    with pytest.raises(BadInput, match="nothing"):
        Speaker(find=lambda program: program).say(text, "en")


def test_a_book_is_not_said():
    with pytest.raises(BadInput, match="2,001 characters"):
        Speaker(find=lambda program: program).say("a" * (MOST_CHARACTERS + 1), "en")


def test_chinese_is_read_in_pinyin_with_tones():
    pytest.importorskip("pypinyin", reason="the extra speech is not installed")
    assert in_pinyin("红色连衣裙，很好的。") == "hong2 se4 lian2 yi1 qun2, hen3 hao3 de5."


def test_what_is_not_chinese_stays():
    pytest.importorskip("pypinyin", reason="the extra speech is not installed")
    assert in_pinyin("iPhone 手机") == "iPhone shou3 ji1"


@needs_program
@pytest.mark.parametrize(("text", "language"), [("A red dress.", "en"), ("红色连衣裙", "zh")])
def test_a_wav_of_about_the_right_length(text, language):
    pytest.importorskip("pypinyin", reason="the extra speech is not installed")
    with wave.open(io.BytesIO(Speaker().say(text, language))) as file:
        assert file.getnchannels() == 1
        assert 0.5 < file.getnframes() / file.getframerate() < 4


@needs_program
def test_text_is_never_an_option():
    with wave.open(io.BytesIO(Speaker().say("--version", "en"))) as file:
        assert file.getnframes() > 0
