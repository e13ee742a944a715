"""The words by which reviews speak of size, quality, material, colour, delivery, price and look."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from daogou.language.longest_match import LongestMatch
from daogou.language.normalise import normalise
from daogou.language.tokens import phrase_key

Verdict = Literal["good", "bad", "fits", "small", "large", "words", "not"]
ANY = "any"
REACH = 2  # English words between "not" and what it turns round: "not a good zip"


@dataclass(frozen=True, slots=True)
class Word:
    """``aspect``: ``any`` of words that praise or blame whatever is spoken of."""

    aspect: str
    verdict: Verdict


@dataclass(frozen=True)
class ReviewWords:
    """``aspects`` in the file's order; ``known``: phrase -> what it says, an aspect's own first."""

    aspects: tuple[str, ...]
    known: LongestMatch[tuple[Word, ...]]

    def of(self, clause: str) -> list[Word]:
        """What its words say, in order; "not" turns good to bad and back, and leaves no size said."""
        atoms = phrase_key(normalise(clause))
        found: list[Word] = []
        denied, start = -1, 0
        while start < len(atoms):
            length, words = self.known.at(atoms, start)
            for word in words or ():
                if word.verdict == "not":
                    denied = start + length
                else:
                    found.append(_turned(word) if _is_denied(atoms, denied, start) else word)
            start += max(length, 1)
        return found


def _is_denied(atoms: tuple[str, ...], denied: int, start: int) -> bool:
    if denied < 0:
        return False
    return start - denied <= (REACH if atoms[start].isascii() else 0)


def _turned(word: Word) -> Word:
    """ "Not tight" says that it fits no less than "not loose" does."""
    turned: dict[Verdict, Verdict] = {
        "good": "bad", "bad": "good", "small": "fits", "large": "fits", "fits": "words",
    }  # fmt: skip
    return Word(word.aspect, turned.get(word.verdict, word.verdict))


@cache
def review_words() -> ReviewWords:
    """What ``guide/data/review_aspects.toml`` holds."""
    read = tomllib.loads((files("daogou.guide") / "data" / "review_aspects.toml").read_text("utf-8"))
    known: dict[tuple[str, ...], tuple[Word, ...]] = {}
    for aspect, verdicts in read.items():
        for verdict, phrases in verdicts.items():
            for phrase in phrases:
                key, word = phrase_key(phrase), Word(aspect, verdict)
                known[key] = tuple(dict.fromkeys((*known.get(key, ()), word)))
    return ReviewWords(tuple(name for name in read if name != ANY), LongestMatch(known))
