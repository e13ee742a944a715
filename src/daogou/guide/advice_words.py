"""What a message asks advice for: a gift, an outfit, weather, an occasion, somebody of some figure."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from daogou.core.query import Constraint
from daogou.language.normalise import normalise

_SAID = "said"
_TAKES = re.compile(  # what is chosen: "I'll go with the cheapest"
    r"(?:^|[,.!;]\s*)(?:(?:ok(?:ay)?|yes|yeah|hm+|well|then|so|i|we|i'll|we'll|i'd|let's|lets|just|think|will"
    r"|would|gonna|going to|rather|can)[,\s]+)*(?:go|going) with\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """``means``: conditions that the words stand for, each with the words; ``anew``: it is a question."""

    gift: bool = False
    goes_with: bool = False
    outfit: bool = False
    anew: bool = False
    means: tuple[Constraint, ...] = ()


def asked_in(text: str) -> Asked:
    """What is asked for."""
    said = normalise(text)
    asks = {name: bool(pattern.search(said)) for name, pattern in _asks().items()}
    found: dict[str, Constraint] = {}
    for pattern, fields in _means():
        match = pattern.search(said)
        for field, values in fields.items() if match else ():
            found.setdefault(field, Constraint(field, tuple(values), words=match[0] if match else ""))
    goes_with = asks["goes_with"] and not _TAKES.search(said)
    return Asked(asks["gift"], goes_with, asks["outfit"], asks["anew"], tuple(found.values()))


@cache
def _asks() -> Mapping[str, re.Pattern[str]]:
    said: Mapping[str, str] = tomllib.loads(_file())["asks"]
    return {name: re.compile(pattern) for name, pattern in said.items()}


@cache
def _means() -> Sequence[tuple[re.Pattern[str], Mapping[str, Sequence[str]]]]:
    return [
        (re.compile(entry[_SAID]), {field: values for field, values in entry.items() if field != _SAID})
        for entry in tomllib.loads(_file())["means"]
    ]


@cache
def _file() -> str:
    return (files("daogou.guide") / "data" / "advice.toml").read_text("utf-8")
