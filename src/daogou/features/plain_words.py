"""Text into words as they are spelled, for models whose words are no stems."""

import re
from functools import cache

from daogou.language.cutting import ChineseCutter
from daogou.language.normalise import HAN, normalise
from daogou.language.tokens import STOP_WORDS

_PIECE = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")


def plain_words(text: str) -> list[str]:
    """Lower-case words in reading order, with repeats, without stop words; Chinese is cut by jieba.

    The index's tokens are stems ("jewelleri"), which no file of word vectors knows and nobody reads.
    """
    words: list[str] = []
    for piece in _PIECE.findall(normalise(text)):
        words.extend(_cutter().cut(piece) if "\u3400" <= piece[0] <= "\u9fff" else [piece])
    return [word for word in words if word not in STOP_WORDS]


@cache
def _cutter() -> ChineseCutter:
    return ChineseCutter()
