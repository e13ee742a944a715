"""Words of questions and pages, with what means the same brought together: "money back" is a refund."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from daogou.language.normalise import normalise
from daogou.language.tokens import Tokens, phrase_key

Key = tuple[str, ...]
_LETTER = re.compile(r"\b[ai]\b", re.IGNORECASE)  # a letter is joined to the next word, as in "t shirt"


@dataclass(frozen=True)
class PolicyWords:
    """``same``: first atom of a phrase -> phrases and what they mean; ``patterns``: meaning -> expression;
    ``essential``: meanings that an answer has to speak of."""

    plain: frozenset[str]
    same: Mapping[str, tuple[tuple[Key, str], ...]]
    patterns: Mapping[str, re.Pattern[str]]
    essential: frozenset[str] = frozenset()

    def of_question(self, text: str, tokens: Tokens, known: Callable[[str], bool] = bool) -> list[str]:
        """What it asks for, each once: tokens and meanings, without the words of every question.

        ``known``: whether a page has a token; of a phrase whose meaning is understood, others are left out.
        """
        phrases = self._phrases(text)
        understood = {atom for phrase, _ in phrases for atom in phrase}
        found = [token for token in tokens(_LETTER.sub(" ", text)) if token not in self.plain]
        # "send" and "back" apart say nothing of a return; Chinese words are phrases of characters themselves
        taken = {atom for phrase, _ in phrases if len(phrase) > 1 for atom in phrase if atom.isascii()}
        kept = [
            token
            for token in found
            if token not in taken and (known(token) or not {*phrase_key(token)} <= understood)
        ]
        return list(dict.fromkeys([*kept, *(_mark(meaning) for _, meaning in phrases)]))

    def meanings(self, text: str) -> set[str]:
        """Those of the phrases in it."""
        return {_mark(meaning) for _, meaning in self._phrases(text)}

    def of_passage(self, text: str, tokens: Tokens) -> list[str]:
        """Everything that stands in it, with repeats; it says how much by a figure, not by words."""
        figures = [name for name, pattern in self.patterns.items() if pattern.search(text)]
        spoken = [meaning for _, meaning in self._phrases(text) if meaning not in self.patterns]
        return [*tokens(text), *map(_mark, (*spoken, *figures))]

    def _phrases(self, text: str) -> list[tuple[Key, str]]:
        """The phrases inside, each with what it means."""
        atoms = phrase_key(normalise(text))
        return [
            (phrase, meaning)
            for place, atom in enumerate(atoms)
            for phrase, meaning in self.same.get(atom, ())
            if atoms[place : place + len(phrase)] == phrase
        ]


def _mark(meaning: str) -> str:
    """No word is written so."""
    return f"={meaning}"


@cache
def policy_words() -> PolicyWords:
    """What ``guide/data/policy_words.toml`` holds."""
    read = tomllib.loads((files("daogou.guide") / "data" / "policy_words.toml").read_text("utf-8"))
    same: dict[str, list[tuple[Key, str]]] = {}
    for group in read["same"]:
        for key in dict.fromkeys(phrase_key(words) for words in group["words"]):
            same.setdefault(key[0], []).append((key, group["name"]))
    patterns = {
        group["name"]: re.compile(group["pattern"], re.IGNORECASE)
        for group in read["same"]
        if "pattern" in group
    }
    plain = {token for word in read["plain"] for token in (word, *phrase_key(word))}
    essential = frozenset(_mark(group["name"]) for group in read["same"] if group.get("essential"))
    return PolicyWords(frozenset(plain), {key: tuple(of) for key, of in same.items()}, patterns, essential)
