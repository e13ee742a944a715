"""Which of our languages a short text is in."""

import re

from daogou.core.product import Language
from daogou.language.normalise import HAN

_HAN = re.compile(f"[{HAN}]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


def detect(text: str, default: Language = "en") -> Language:
    """``zh`` if there is a Chinese character, ``en`` if there is a Latin word, else the default.

    A query such as "Nike 运动鞋" is Chinese: nobody who writes English types Chinese characters, while
    brands are Latin in both.
    """
    if _HAN.search(text):
        return "zh"
    return "en" if _LATIN_WORD.search(text) else default
