"""Whether what a model wrote says only what the shop knows.

Closed vocabulary: a sentence may use words that claim nothing (``data/courtesy.toml``), and beside them only
words, names and numbers of one and the same statement and its evidence. So a price cannot move to another
product, and a claim in other words than the shop's is not believed, true or not. Where a statement says no,
so must the sentence.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from daogou.guide.answer import Answer, Statement
from daogou.language.normalise import HAN, normalise
from daogou.language.stem import stem
from daogou.language.tokens import Tokens

LONGEST = 3.0  # times the template's text: who writes more tells a story
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|(?<=[。！？；：])|\n+")
_LATIN = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_HAN_RUN = re.compile(rf"[{HAN}]+")
_OTHER = re.compile(rf"[^\W\d_a-z{HAN}]")  # letters of other scripts: nothing of ours is written in them
_NOT = re.compile(
    r"\b(?:no|not|never|none|nothing|neither|nor|without|cannot|un\w+able)\b|n't\b|[不没无未非别]"
)


def grounded(text: str, answer: Answer) -> tuple[Statement, ...] | None:
    """The text's sentences with what each rests on; None where one says anything else, or all say nothing."""
    if not text.strip() or len(text) > LONGEST * len(answer.text) + 100:
        return None
    found = []
    for sentence in filter(str.strip, _SENTENCE.split(text)):
        because = _support(sentence, answer.says)
        if because is None:
            return None
        found.append(Statement(sentence.strip(), because.because))
    return tuple(found) if any(one.because for one in found) or not answer.evidence else None


def _support(sentence: str, says: Sequence[Statement]) -> Statement | None:
    """The statement that a sentence repeats; an empty one for mere courtesy."""
    units = _units(sentence)
    if not units and not _negates(sentence):
        return Statement("")
    for said in says:
        whole = normalise("\n".join((said.text, *(one.text for one in said.because))))
        known = _units(whole)
        is_known = all(unit in known or (_HAN_RUN.match(unit) and unit in whole) for unit in units)
        if is_known and _negates(sentence) == _negates(said.text):
            return said
    return None


def _units(text: str) -> set[str]:
    """What a text claims by: numbers, and words that are not mere courtesy."""
    plain = normalise(text)
    words = {word for word in _LATIN.findall(plain) if word not in _courtesy("en")}
    chinese = {word for run in _HAN_RUN.findall(plain) for word in _cut()(run) if word not in _courtesy("zh")}
    numbers = {number.replace(",", "").rstrip(".") for number in _NUMBER.findall(plain)}
    return {stem(word) for word in words} | chinese | numbers | set(_OTHER.findall(plain))


def _negates(text: str) -> bool:
    return bool(_NOT.search(normalise(text)))


@cache
def _cut() -> Tokens:
    return Tokens()


@cache
def _courtesy(language: str) -> frozenset[str]:
    said = tomllib.loads((files("daogou.guide") / "data" / "courtesy.toml").read_text("utf-8"))
    return frozenset(said[language].split())
