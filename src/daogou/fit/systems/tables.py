"""The tables of size systems: what body measure in cm each label is made for."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from daogou.core.errors import BadQuery
from daogou.core.product import Language

BRAS = "bras"  # a pair of numbers: kept apart, see bras.py


@dataclass(frozen=True)
class System:
    """``cm`` of each of ``labels``, rising. ``notes``: what to know of it, by language; may be empty."""

    name: str
    source: str
    labels: tuple[str, ...]
    cm: tuple[float, ...]
    notes: Mapping[Language, str]

    def step(self, at: int) -> float:
        """cm from a label to its nearer neighbour."""
        near = [abs(self.cm[at] - self.cm[one]) for one in (at - 1, at + 1) if 0 <= one < len(self.cm)]
        return min(near, default=1.0)


@dataclass(frozen=True)
class Kind:
    """What is sized: ``women``, ``shoes-men`` …; all its systems go by one ``measure``."""

    name: str
    measure: str
    names: Mapping[Language, str]
    systems: Mapping[str, System]

    def system(self, name: str) -> System:
        """One of its systems; DE is read as EU.

        Raises:
            BadQuery: it has no such system; the hint names those it has.
        """
        found = self.systems.get({"DE": "EU"}.get(name, name))
        if found is None:
            raise BadQuery(
                f"There are no {name} sizes for {self.names['en']}.",
                hint=f"There are: {', '.join(self.systems)}.",
            )
        return found


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of garment whose sizes are one number or word."""
    return {name: _kind(name, table) for name, table in raw().items() if "systems" in table}


def kind(name: str) -> Kind:
    """One of them.

    Raises:
        BadQuery: there is none of that name.
    """
    if name not in kinds():
        raise BadQuery(f"There are no sizes of {name!r}.", hint=f"There are: {', '.join(kinds())}, {BRAS}.")
    return kinds()[name]


@cache
def raw() -> Mapping[str, Any]:
    """``data.toml`` as it stands."""
    return tomllib.loads((files("daogou.fit") / "systems" / "data.toml").read_text("utf-8"))


def _kind(name: str, table: Mapping[str, Any]) -> Kind:
    systems = {key: _system(key, one) for key, one in table["systems"].items()}
    return Kind(name, table["measure"], {"en": table["en"], "zh": table["zh"]}, systems)


def _system(name: str, table: Mapping[str, Any]) -> System:
    notes: dict[Language, str] = {"en": table["en"], "zh": table["zh"]} if "en" in table else {}
    if "labels" in table:
        return System(name, table["source"], tuple(table["labels"]), tuple(map(float, table["cm"])), notes)
    count = round((table["last"] - table["first"]) / table["step"]) + 1
    numbers = table["first"] + table["step"] * np.arange(count)
    cm = table["zero"] + table["unit"] * numbers
    return System(name, table["source"], tuple(f"{n:g}" for n in numbers), tuple(map(float, cm)), notes)
