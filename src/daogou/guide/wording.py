"""The guide's own words, in both languages: several ways to say each thing, lest it repeat itself."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from daogou.core.product import Language

Phrases = Mapping[str, Mapping[Language, tuple[str, ...]]]


@dataclass(frozen=True)
class Wording:
    """``phrases``: name -> language -> ways to say it, with ``{places}`` for what is known."""

    phrases: Phrases

    def __call__(self, name: str, language: Language, nth: int = 0, /, **known: object) -> str:
        """The phrase in its ``nth`` way, counted round: a conversation passes how many turns it has.

        Raises:
            KeyError: no such phrase, or a place that is not ``known``; a mistake in the code.
        """
        ways = self.phrases[name][language]
        return ways[nth % len(ways)].format(**known)


@cache
def wording(skill: str) -> Wording:
    """What ``guide/words/<skill>.toml`` holds: a table per phrase: ``en`` and ``zh``, text or texts."""
    file = files("daogou.guide") / "words" / f"{skill}.toml"
    said = tomllib.loads(file.read_text("utf-8"))
    return Wording({name: {"en": _ways(of["en"]), "zh": _ways(of["zh"])} for name, of in said.items()})


def _ways(said: str | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
