"""Which conditions a message takes back: "any colour", "价格不限", "forget the red"."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from daogou.core.query import Constraint
from daogou.language.normalise import normalise

_EDGES = re.compile(r"^[\s\W]+|[\s\W]+$")


def fields_taken_back(text: str) -> tuple[str, ...]:
    """Fields whose conditions no longer hold, whatever they were."""
    said = normalise(text)
    return tuple(name for name, pattern in _taken_back().items() if pattern.search(said))


def takes_back_values(text: str) -> bool:
    """Whether the values that are named are no longer insisted on: "forget the red"."""
    return bool(_values_taken_back().search(normalise(text)))


def has_no_preference(text: str) -> bool:
    """Whether the whole message says that anything will do."""
    return bool(_no_preference().fullmatch(_EDGES.sub("", normalise(text))))


def without_fields(known: Sequence[Constraint], fields: Sequence[str]) -> tuple[Constraint, ...]:
    """The conditions on other fields."""
    return tuple(one for one in known if one.field not in fields)


def without_values(known: Sequence[Constraint], read: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """The conditions but those that name one of the values, required or excluded."""
    named = {(one.field, value) for one in read for value in one.values}
    return tuple(one for one in known if not any((one.field, value) in named for value in one.values))


@cache
def _taken_back() -> Mapping[str, re.Pattern[str]]:
    said = _said()
    ways = [*said["taken_back"]["en"], *said["taken_back"]["zh"]]
    patterns = {
        name: "|".join(_whole(way.replace("{field}", f"(?:{names})")) for way in ways)
        for name, names in said["names"].items()
    }
    patterns["audience"] += f"|{_whole(said['taken_back']['anyone'])}"
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


@cache
def _values_taken_back() -> re.Pattern[str]:
    return re.compile("|".join(_said()["taken_back"]["value"]))


@cache
def _no_preference() -> re.Pattern[str]:
    return re.compile(_said()["taken_back"]["none"])


def _whole(pattern: str) -> str:
    """No part of a longer Latin word."""
    return rf"(?<![a-z])(?:{pattern})(?![a-z])"


@cache
def _said() -> Mapping[str, Any]:
    file = files("daogou.guide") / "data" / "fields.toml"
    return tomllib.loads(file.read_text("utf-8"))
