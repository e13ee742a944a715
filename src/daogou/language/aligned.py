"""Normalised text that remembers where each character stood, so that a mention can be shown in place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from daogou.language.normalise import normalise
from daogou.language.tokens import atoms

_POSSESSIVE = re.compile(r"(?<=[A-Za-z])['’‘`][sS]\b|(?<=[sS])['’](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Atom:
    """A stem or one Chinese character; ``start`` and ``end`` are in the characters of the text as given."""

    stem: str
    start: int
    end: int


def aligned_atoms(text: str) -> list[Atom]:
    """What ``phrase_key`` would give, each with where it stands in ``text``.

    Normalised character by character, so unlike ``phrase_key`` it does not join a number to its unit and
    leaves marks that are written as characters of their own.
    """
    normalised, places = _aligned(text)
    return [Atom(stem, places[start], places[end - 1] + 1) for stem, (start, end) in atoms(normalised)]


def _aligned(text: str) -> tuple[str, list[int]]:
    """The normalised text, and for each of its characters the place it came from."""
    parts, places = [], []
    for place, character in _kept(text):
        plain = character.lower() if character.isascii() else normalise(character)
        parts.append(plain)
        places.extend([place] * len(plain))
    return "".join(parts), places


def _kept(text: str) -> Iterator[tuple[int, str]]:
    dropped = {place for match in _POSSESSIVE.finditer(text) for place in range(*match.span())}
    return ((place, character) for place, character in enumerate(text) if place not in dropped)
