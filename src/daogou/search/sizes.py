"""Sizes in words: "size 38", "38码", "M码", "XL", "尺码 M"."""

import re

from daogou.core.query import Constraint
from daogou.index.values import size_value
from daogou.language.concepts import Concepts

_LETTERS = r"(?:x{0,4}[sl]|m|[2-6]xl)"
_NUMBER = r"\d{1,3}(?:\.5)?"
_WORDS = r"(?:extra small|extra large|small|medium|large|one size|free size)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:尺码|尺寸|码数)\s*(?:是|为|:|：)?\s*({_LETTERS}|{_NUMBER})(?:码|号)?",
        rf"(?<![a-z0-9])({_LETTERS}|{_NUMBER})\s*(?:码|号)(?!线)",
        rf"\b(?:in\s+)?(?:a\s+)?size\s*:?\s*((?:eu|us|uk)?\s*{_NUMBER}|{_LETTERS}|{_WORDS})\b",
        rf"\b((?:eu|us|uk)\s?{_NUMBER})\b",
        r"\b(xx?s|x{1,4}l|[2-6]xl)\b",
        r"(均码)",
        rf"\bin (?:an? )?({_WORDS}|[sml])(?=\W*$|\s*[,.!?;]| (?:please|too|instead|then)\b)",
        r"\b(?:in|men'?s?|women'?s?|ladies'?)(?: an?)? ((?:3[4-9]|4\d)(?:\.5)?)"
        r"(?=\W*$|\s*[,.!?;]| (?:please|too|instead|then)\b)",
    )
)


def take_size(text: str, concepts: Concepts) -> tuple[Constraint | None, str]:
    """The first size of a normalised text, as the facet spells it, and the text without it.

    A lone s, m or l needs the word "size" or 码 beside it; numbers too.
    """
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match:
            value = size_value(concepts, match.group(1))
            rest = f"{text[: match.start()]} {text[match.end() :]}".strip()
            return Constraint("size", (value,), words=match.group().strip()), rest
    return None, text
