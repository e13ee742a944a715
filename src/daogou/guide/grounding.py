"""Whether what a model wrote says only what the shop knows.

Closed vocabulary: a sentence may use words that claim nothing (``data/courtesy.toml``), and beside them only
words, names and numbers of one and the same statement and its evidence. So a price cannot move to another
product, and a claim in other words than the shop's is not believed, true or not. What a statement or its
evidence denies must be denied, and nothing else; of a statement with several numbers only a part as it
stands may be said. Characters that the evidence has not, and that are no plain writing, are refused.
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
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
_HAN_RUN = re.compile(rf"[{HAN}]+")
_UNIT = re.compile(rf"{_LATIN.pattern}|{_NUMBER.pattern}|[{HAN}]+|[$¥€£]|[^\W\d_a-z{HAN}]")
_COUNTED = re.compile(
    r"[零〇一二两三四五六七八九十百千万半]+[元块折成角毛星]"
)  # 一元: its 一 alone claims nothing
_PLAIN = re.compile(rf"[A-Za-z0-9{HAN}\s.,!?;:'’‘“”\"()¥$€£%&/–—\-，。！？；：、（）《》「」…·~～￥]")
_LINK = re.compile(r"[a-z]{2,}\.[a-z]{2,}|https?:|www\.", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;!?](?!\d)|,(?!\d)|[，。；！？、\n]")
_NOT = re.compile(
    r"\b(?:no|not|never|none|nothing|neither|nor|without|cannot|un\w+able)\b|n't\b|[不没无未非别]"
)

_NO = {"no", "not", "never", "none", "nothing", "cannot"}  # they deny, and are not denied


def grounded(text: str, answer: Answer) -> tuple[Statement, ...] | None:
    """The text's sentences with what each rests on; None where one says anything else, or all say nothing."""
    if not text.strip() or len(text) > LONGEST * len(answer.text) + 100:
        return None
    if not _is_plain(text, answer):
        return None
    found = []
    for sentence in sentences(text):
        because = _support(sentence, answer.says)
        if because is None:
            return None
        found.append(Statement(sentence, because.because))
    return tuple(found) if any(one.because for one in found) or not answer.evidence else None


def sentences(text: str, *, finished: bool = False) -> list[str]:
    """The sentences of a text; ``finished``: without one that may go on when more is written."""
    *whole, last = _SENTENCE.split(text)
    return [one.strip() for one in (whole if finished else [*whole, last]) if one.strip()]


def is_supported(sentence: str, answer: Answer) -> bool:
    """Whether one sentence alone says only what the answer and its evidence do."""
    return _is_plain(sentence, answer) and _support(sentence, answer.says) is not None


def _is_plain(text: str, answer: Answer) -> bool:
    """No character, link or counted amount but plain ones and those of the answer: no hidden or lookalike
    letters, other scripts, markup, pictures."""
    known = "\n".join((answer.text, *(one.text for one in answer.evidence)))
    strange = (one for one in text if not _PLAIN.match(one))
    marks = (*strange, *_LINK.findall(text), *_COUNTED.findall(text))
    return all(one in known for one in marks)


def _support(sentence: str, says: Sequence[Statement]) -> Statement | None:
    """The statement that a sentence repeats; an empty one for mere courtesy."""
    units, denied = _units(sentence), _denied(sentence)
    if not units and not _NOT.search(normalise(sentence)):
        return Statement("")
    for said in says:
        texts = [said.text, *(one.text for one in said.because)]
        whole = normalise("\n".join(texts))
        known = {*_units(whole)}
        is_known = all(unit in known or (_HAN_RUN.match(unit) and unit in whole) for unit in units)
        must_be_denied = {unit for text in texts for unit in _denied(text)} & {*units}
        if is_known and units and denied == must_be_denied and _keeps_order(units, texts):
            return said
    return None


def _keeps_order(units: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether units stand beside each other in a text, where a text has several numbers to mistake."""
    told = [_units(text) for text in texts]
    if all(len({unit for unit in one if unit[0].isdigit()}) < 2 for one in told):
        return True
    width = len(units)
    return any(list(units) == one[at : at + width] for one in told for at in range(len(one) - width + 1))


def _units(text: str) -> list[str]:
    """What a text claims by, in order: numbers, currencies, and words that are not mere courtesy."""
    return [unit for piece in _UNIT.findall(normalise(text)) for unit in _claims(piece)]


def _claims(piece: str) -> list[str]:
    if _HAN_RUN.match(piece):
        return [word for word in _cut()(piece) if word not in _courtesy("zh")]
    if piece[0].isdigit():
        return [piece.replace(",", "")]
    return [] if piece in _courtesy("en") else [stem(piece)]


def _denied(text: str) -> set[str]:
    """What stands after a no in its clause, else before it; all of a text that says a mere no."""
    denied: set[str] = set()
    for clause in _CLAUSE.split(normalise(text)):
        found = _NOT.search(clause)
        if found:
            near = _units(clause[found.end() :]) or _units(clause[: found.start()]) or _units(text)
            denied |= {*near}
    return denied - _NO


@cache
def _cut() -> Tokens:
    return Tokens()


@cache
def _courtesy(language: str) -> frozenset[str]:
    said = tomllib.loads((files("daogou.guide") / "data" / "courtesy.toml").read_text("utf-8"))
    return frozenset(said[language].split())
