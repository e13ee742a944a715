"""Whether every statement of an answer rests on what the shop knows: its names and numbers are there.

A check of its own, by numbers and names, apart from ``guide.grounding``, by which the guide checks itself.
"""

import re
from collections.abc import Collection

from daogou.guide.answer import Answer, Statement
from daogou.language.normalise import normalise

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def unfounded(answer: Answer, names: Collection[str]) -> list[Statement]:
    """Statements with a number, or one of the ``names`` (titles, brands), that none of their evidence has."""
    return [said for said in answer.says if not _founded(said, names)]


def _founded(said: Statement, names: Collection[str]) -> bool:
    text = normalise(said.text)
    known = normalise(" ".join(f"{one.text} {one.source}" for one in said.because))
    numbers = set(_numbers(text)) <= set(_numbers(known))
    return numbers and all(name in known for name in names if name in text)


def _numbers(text: str) -> list[str]:
    return [number.replace(",", "").rstrip(".") for number in _NUMBER.findall(text)]
