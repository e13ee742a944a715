"""How the writer of a message feels, by a list of words: frustrated, in a hurry, delighted, hesitant.

A lexicon with negation, degree and emphasis, as SO-CAL and VADER are (Taboada et al. 2011; Hutto and Gilbert
2014). It knows the words of ``emotion_words.toml`` and nothing else: it misses irony, feelings told without a
word of feeling, and negation further off than a few words. ``strength`` orders messages; it is not a chance.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from daogou.language.normalise import normalise

Emotion = Literal["frustrated", "in_a_hurry", "delighted", "hesitant", "neutral"]
EMOTIONS: tuple[Emotion, ...] = ("frustrated", "in_a_hurry", "delighted", "hesitant")  # ties: the first
LEAST = 2.0  # a strength from which a feeling is told: one plain word, or several mild ones
MORE, LESS = 1.5, 0.5  # what "very" and "a bit" make of a word
EMPHASIS = 1.25  # what "!!" or capitals make of a message; they tell no feeling of their own
NEAR = {"en": 3, "zh": 4}  # words or characters before a word of feeling in which "not" concerns it
_CLAUSE = re.compile(r"[,.;:!?，。；：！？、~\n]|\bbut\b|但是|可是|不过")
_SHOUTED = re.compile(r"[!！]\s*[!！]|\b[A-Z]{3,}\s+[A-Z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Feeling:
    """``strength`` 0 for neutral, else from 2; ``words``: those that told it, as normalised."""

    emotion: Emotion
    strength: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Words:
    """One language's patterns: of feelings with their strengths, of negation and of degree."""

    feeling: re.Pattern[str]
    strengths: Mapping[str, Mapping[Emotion, float]]
    negated: re.Pattern[str]
    more: re.Pattern[str]
    less: re.Pattern[str]
    language: str


def feeling_of(message: str) -> Feeling:
    """The strongest feeling that the message's words tell, ``neutral`` if none does."""
    totals = dict.fromkeys(EMOTIONS, 0.0)
    told: dict[Emotion, list[str]] = {emotion: [] for emotion in EMOTIONS}
    for word, strengths, factor in _told(normalise(message)):
        for emotion, strength in strengths.items():
            totals[emotion] += factor * strength
            if factor * strength > 0:
                told[emotion].append(word)
    emphasis = EMPHASIS if _SHOUTED.search(message) else 1.0
    strongest = max(EMOTIONS, key=lambda emotion: totals[emotion])
    if totals[strongest] < LEAST:
        return Feeling("neutral", 0.0)
    return Feeling(strongest, totals[strongest] * emphasis, tuple(told[strongest]))


def _told(text: str) -> Iterator[tuple[str, Mapping[Emotion, float], float]]:
    """Each word of feeling with its strengths and what the words before it make of them."""
    for words in _lexicon():
        for match in words.feeling.finditer(text):
            pattern = next(name for name, group in zip(words.strengths, match.groups(), strict=True) if group)
            clause = _CLAUSE.split(text[: match.start()])[-1]
            yield match.group(), words.strengths[pattern], _factor(clause, words)


def _factor(before: str, words: _Words) -> float:
    """-1 under an odd number of negations, times the degree; ``before``: the clause up to the word."""
    near = _last(before, words.language)
    sign = -1.0 if len(words.negated.findall(near)) % 2 else 1.0
    if words.less.search(near):
        return sign * LESS
    return sign * (MORE if words.more.search(near) and sign > 0 else 1.0)  # "not very happy" is mild


def _last(clause: str, language: str) -> str:
    if language == "zh":
        return clause[-NEAR["zh"] :]
    return " ".join(clause.split()[-NEAR["en"] :])


@cache
def _lexicon() -> tuple[_Words, ...]:
    text = files("daogou.language.sentiment").joinpath("emotion_words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return tuple(_words(table, language) for language in ("en", "zh"))


def _words(table: Mapping[str, Mapping[str, Mapping[str, float]]], language: str) -> _Words:
    strengths: dict[str, dict[Emotion, float]] = {}
    for emotion in EMOTIONS:
        for pattern, strength in table[emotion][language].items():
            strengths.setdefault(pattern, {})[emotion] = float(strength)
    longest_first = dict(sorted(strengths.items(), key=lambda item: (-len(item[0]), item[0])))
    negated, more, less = (
        _either(sorted(table["said"][f"{key}_{language}"], key=len, reverse=True), language, "(?:{})")
        for key in ("not", "more", "less")
    )
    feeling = _either(longest_first, language, "({})")
    return _Words(feeling, longest_first, negated, more, less, language)


def _either(patterns: Mapping[str, object] | list[str], language: str, group: str) -> re.Pattern[str]:
    """Any of the patterns, the first that fits; English ones as whole words."""
    parts = "|".join(group.format(re.escape(p).replace(r"\*", r"\w*")) for p in patterns)
    return re.compile(rf"(?<![\w'])(?:{parts})(?![\w'])" if language == "en" else parts)
