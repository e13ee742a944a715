"""Speaking: text into a WAV, by espeak-ng where the server has it.

A browser's own voices sound better and are used where there are any; this is for those without. espeak-ng
reads Chinese characters badly, so Chinese is given in pinyin with tone numbers, to the voice that reads
pinyin.
"""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from daogou.core.errors import BadInput, MissingDependency
from daogou.core.roles import required
from daogou.speech.alike import HAN
from daogou.speech.heard import Language

PROGRAM = "espeak-ng"
VOICES: dict[Language, str] = {"en": "en-gb", "zh": "cmn-latn-pinyin"}
MOST_CHARACTERS = 2_000  # two minutes of speech
TIMEOUT_S = 20.0  # espeak-ng speaks a hundred times faster than a person
WORDS_A_MINUTE = 165  # a clerk's pace; espeak-ng's own is 175
PAUSES = str.maketrans({"，": ",", "。": ".", "！": "!", "？": "?", "；": ";", "：": ":", "、": ","})


@dataclass(frozen=True)
class Speaker:
    """``find``: where a program is, as ``shutil.which``."""

    find: Callable[[str], str | None] = shutil.which

    @property
    def is_installed(self) -> bool:
        """Whether the server can speak."""
        return self.find(PROGRAM) is not None

    def say(self, text: str, language: Language) -> bytes:
        """A WAV: 16 bits, one channel, 22,050 Hz.

        Raises:
            BadInput: nothing to say, or too much.
            MissingDependency: espeak-ng is not installed, or for Chinese pypinyin is not.
        """
        program = self.find(PROGRAM)
        if program is None:
            raise MissingDependency(
                "Speaking on the server needs espeak-ng, which is not installed.",
                hint="Try: apt install espeak-ng, or leave speaking to the browser's voices.",
            )
        return _spoken(program, _sayable(text, language), VOICES[language])


def _sayable(text: str, language: Language) -> str:
    plain = "".join(c if c.isprintable() else " " for c in text).strip()
    if not plain:
        raise BadInput("There is nothing to say.")
    if len(plain) > MOST_CHARACTERS:
        raise BadInput(f"The text has {len(plain):,} characters; at most {MOST_CHARACTERS:,} are said.")
    return in_pinyin(plain) if language == "zh" else plain


def in_pinyin(text: str) -> str:
    """``"红色连衣裙，80元"`` -> ``"hong2 se4 lian2 yi1 qun2, 80 yuan2"``; what is not Chinese stays.

    Raises:
        MissingDependency: pypinyin is not installed.
    """
    pypinyin = required("pypinyin", "speaking Chinese", "speech")
    style = pypinyin.Style.TONE3

    def read(match: re.Match[str]) -> str:
        syllables = pypinyin.lazy_pinyin(match.group(), style=style, neutral_tone_with_five=True)
        return f" {' '.join(syllables)} "

    spaced = re.sub(f"{HAN.pattern}+", read, text).translate(PAUSES)
    return re.sub(r"\s+([,.!?;:])", r"\1", " ".join(spaced.split()))


def _spoken(program: str, text: str, voice: str) -> bytes:
    """The text goes in by standard input: it can be no option."""
    command = [program, "-v", voice, "-s", str(WORDS_A_MINUTE), "-b", "1", "--stdin", "--stdout"]
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, timeout=TIMEOUT_S, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise BadInput(f"espeak-ng could not say it: {type(error).__name__}.") from error
    return _with_length(done.stdout)


def _with_length(wav: bytes) -> bytes:
    """espeak-ng does not know the length when it writes the header to a pipe; it is set here."""
    body = wav.find(b"data")
    if wav[:4] != b"RIFF" or body < 0:
        raise BadInput("espeak-ng gave no WAV.")
    sizes = (len(wav) - 8).to_bytes(4, "little"), (len(wav) - body - 8).to_bytes(4, "little")
    return wav[:4] + sizes[0] + wav[8 : body + 4] + sizes[1] + wav[body + 8 :]
