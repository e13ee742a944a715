"""Words of questions and pages, with what means the same brought together: "money back" is a refund."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from daogou.language.normalise import normalise
from daogou.language.tokens import Tokens, phrase_key

Key = tuple[str, ...]
_LETTER = re.compile(r"\b[ai]\b", re.IGNORECASE)  # a letter is joined to the next word, as in "t shirt"


@dataclass(frozen=True)
class PolicyWords:
    """``same``: first atom of a phrase -> phrases and what they mean; ``patterns``: meaning -> expression."""

    plain: frozenset[str]
    same: Mapping[str, tuple[tuple[Key, str], ...]]
    patterns: Mapping[str, re.Pattern[str]]

    def of_question(self, text: str, tokens: Tokens) -> list[str]:
        """What it asks for, each once: tokens and meanings, without the words of every question."""
        found = [token for token in tokens(_LETTER.sub(" ", text)) if token not in self.plain]
        return list(dict.fromkeys([*found, *self._meanings(text)]))

    def of_passage(self, text: str, tokens: Tokens) -> list[str]:
        """Everything that stands in it, with repeats."""
        figures = [name for name, pattern in self.patterns.items() if pattern.search(text)]
        return [*tokens(text), *self._meanings(text, spoken=False), *map(_mark, figures)]

    def _meanings(self, text: str, *, spoken: bool = True) -> list[str]:
        """Of the phrases inside; a passage says how much by a figure, not by words."""
        atoms = phrase_key(normalise(text))
        found = []
        for place, atom in enumerate(atoms):
            for phrase, meaning in self.same.get(atom, ()):
                if atoms[place : place + len(phrase)] == phrase and (spoken or meaning not in self.patterns):
                    found.append(_mark(meaning))
        return found


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
    return PolicyWords(frozenset(plain), {key: tuple(of) for key, of in same.items()}, patterns)
