"""What words mean for an outfit: where a piece is worn, how formal, loud or heavy it is (``data.toml``)."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from daogou.core.entity import key_of, kind_of
from daogou.core.triple import Triple

BODY = ("top", "bottom", "dress", "set", "suit")  # of these an outfit has so many as cover top and bottom
COMPLEMENTS, FOR_SEASON, FOR_OCCASION = "complements", "for_season", "for_occasion"
Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Knowledge:
    """``slot_of``: category id -> slot, "none" where it is no part of an outfit; levels are 0..1 by id.

    ``complements``: kind -> pairs of ids that go together, both ways round, as the graph's rule book knows
    them; ``usual``: (relation, category id) -> the values that are usually true of its products.
    """

    slot_of: Mapping[str, str]
    covers: Mapping[str, frozenset[str]]
    accessories: tuple[str, ...]
    seasons: Mapping[str, Mapping[str, Any]]
    occasions: Mapping[str, Mapping[str, Any]]
    formality: Mapping[str, Mapping[str, float]]
    related_styles: Pairs
    loudness: Mapping[str, float]
    weight: Mapping[str, float]
    complements: Mapping[str, Pairs]
    usual: Mapping[tuple[str, str], tuple[str, ...]]

    def slot(self, kinds: Sequence[str]) -> str:
        """Where a piece is worn; ``kinds``: its category and the broader ones, nearest first. "": nowhere."""
        found = next((self.slot_of[kind] for kind in kinds if kind in self.slot_of), "none")
        return "" if found == "none" else found

    def zones(self, slot: str) -> frozenset[str]:
        """What a piece in this slot covers."""
        return self.covers.get(slot, frozenset((slot,)))

    def formality_asked(self, occasion: Sequence[str]) -> float | None:
        """Of an occasion, or the nearest broader one, 0..1; None where none is known."""
        known = (float(self.occasions[one]["formality"]) for one in occasion if one in self.occasions)
        return next(known, None)

    def group(self, slot: str) -> str:
        """The slot as a look names it: any accessory is ``accessory``."""
        return "accessory" if slot in self.accessories else slot


def knowledge(known: Iterable[Triple]) -> Knowledge:
    """The package's own, with what a shop's rule book knows (``RuleBook.known``)."""
    table = _table()
    own = {
        (relation, category): tuple(values.split())
        for relation, of in table["usual"].items()
        for category, values in of.items()
    }
    complements: dict[str, set[tuple[str, str]]] = {}
    usual: dict[tuple[str, str], tuple[str, ...]] = {}
    for triple in known:
        head, tail = key_of(triple.head), key_of(triple.tail)
        if triple.relation == COMPLEMENTS:
            complements.setdefault(kind_of(triple.head), set()).update(((head, tail), (tail, head)))
        elif triple.relation in (FOR_SEASON, FOR_OCCASION):
            usual[triple.relation, head] = (*usual.get((triple.relation, head), ()), tail)
    return Knowledge(
        slot_of={kind: slot for slot, kinds in table["slots"].items() for kind in kinds.split()},
        covers={slot: frozenset(zones.split()) for slot, zones in table["covers"].items()},
        accessories=tuple(table["accessories"]["any"].split()),
        seasons=table["season"],
        occasions=table["occasion"],
        formality=table["formality"],
        related_styles=_related(table["related"]["styles"]),
        loudness=table["loudness"],
        weight=table["weight"],
        complements={kind: frozenset(pairs) for kind, pairs in complements.items()},
        usual=usual | own,
    )


def _related(families: Iterable[str]) -> Pairs:
    lines = [line.split() for line in families]
    return frozenset((one, other) for line in lines for one in line for other in line if one != other)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("daogou.fit.outfits").joinpath("data.toml").read_text(encoding="utf-8"))
