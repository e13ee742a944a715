"""The cue words of questions, read once from ``cues.toml``."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Cues:
    """``ask``: kind -> what asks for it; ``beyond``: what no picture tells."""

    ask: Mapping[str, Patterns]
    beyond: Patterns

    def kinds_in(self, text: str) -> list[str]:
        """The kinds that a normalised question has cues of."""
        return [kind for kind, patterns in self.ask.items() if _any(patterns, text)]

    def is_beyond(self, text: str) -> bool:
        """Whether it asks for what no picture tells."""
        return _any(self.beyond, text)


def _any(patterns: Patterns, text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


@cache
def cues() -> Cues:
    """Those that come with the package."""
    text = files("daogou.graph.answering").joinpath("cues.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Cues({kind: _compiled(own) for kind, own in table["ask"].items()}, _compiled(table["beyond"]))


def _compiled(by_language: Mapping[str, list[str]]) -> Patterns:
    return tuple(re.compile(pattern) for patterns in by_language.values() for pattern in patterns)


@cache
def examples() -> Mapping[str, tuple[str, ...]]:
    """How people ask: kind -> questions; ``none`` for what no picture answers."""
    text = files("daogou.graph.answering").joinpath("examples.toml").read_text(encoding="utf-8")
    return {kind: tuple(own) for kind, own in tomllib.loads(text).items()}
