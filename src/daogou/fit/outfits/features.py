"""The features of many pairs of pieces at once: each distinct pair of facts is looked at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.fit.outfits.families import (
    Family,
    Wish,
    audience_family,
    brand_family,
    kind_family,
    occasion_family,
    price_family,
    season_family,
    style_family,
)
from daogou.fit.outfits.families_of_looks import colour_family, material_family, pattern_family
from daogou.fit.outfits.knowledge import Knowledge
from daogou.fit.outfits.pieces import Piece
from daogou.fit.outfits.taste import AFFINITY
from daogou.fit.outfits.together import Table, Together

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
REMEMBERED = 50_000  # pairs of facts per family: some 10 MB; a shop of 20,000 products has no more colours
OF_IDS = ("together.lift", "likeness.vectors")  # of pairs of products, not of their facts
OF_ONE = ("owned.yours", "popularity.many")  # of a product itself


@dataclass(frozen=True)
class Evidence:
    """What is known beside the pieces' own facts; all optional.

    ``vectors``: id -> float [d], any length; ``popularity``: id -> how liked, 0..1.
    """

    together: Together = field(default_factory=Together)
    tables: Mapping[str, Table] = field(default_factory=dict)
    vectors: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    popularity: Mapping[str, float] = field(default_factory=dict)


def families_of(known: Knowledge) -> tuple[Family, ...]:
    """All families that read facts, in the order of their features; what two facts say is remembered."""
    families = (
        kind_family(known),
        colour_family(known),
        pattern_family(known),
        style_family(known),
        occasion_family(),
        season_family(),
        material_family(known),
        audience_family(),
        brand_family(),
        price_family(),
    )
    return tuple(
        replace(
            family,
            pair=lru_cache(REMEMBERED)(family.pair),
            alone=lru_cache(REMEMBERED)(family.alone),
        )
        for family in families
    )


def pair_names(families: Sequence[Family]) -> tuple[str, ...]:
    """The features of a pair, in the order of the last axis of ``Features.of_pairs``."""
    named = (f"{family.name}.{name}" for family in families for name in _of_pair(family))
    return (*named, *OF_IDS)


def alone_names(families: Sequence[Family]) -> tuple[str, ...]:
    """The features of one piece, in the order of the last axis of ``Features.alone``."""
    return (*(f"{family.name}.{name}" for family in families for name in family.of_one), *OF_ONE)


def _of_pair(family: Family) -> tuple[str, ...]:
    return (*family.of_pairs, AFFINITY) if family.values else tuple(family.of_pairs)


@dataclass(frozen=True, eq=False)
class Features:
    """Of some pieces, by their places in ``pieces``."""

    families: Sequence[Family]
    pieces: Sequence[Piece]
    evidence: Evidence

    def of_pairs(self, one: Ints, other: Ints) -> Floats:
        """float64 [..., pair features] of two arrays of places that broadcast together."""
        parts = []
        for family in self.families:
            if family.of_pairs:
                codes, table = self._tables[family.name]
                parts.append(table[codes[one], codes[other]])
            if family.values:
                parts.append(self._affinity(family.name, one, other)[..., None])
        ids = np.stack([self._by_id(self._lift, one, other), self._likeness(one, other)], axis=-1)
        return np.concatenate([*parts, ids], axis=-1)

    def alone(self, wish: Wish) -> Floats:
        """float64 [n, features of one]."""
        rows = []
        for piece in self.pieces:
            row: list[float] = []
            for family in self.families:
                fact = family.fact(piece)
                row += family.alone(fact, wish) if fact else [0.0] * len(family.of_one)
            row += [float(piece.is_owned), self.evidence.popularity.get(piece.id, 0.0)]
            rows.append(row)
        return np.array(rows, float).reshape(len(rows), len(alone_names(self.families)))

    @cached_property
    def _tables(self) -> Mapping[str, tuple[Ints, Floats]]:
        """Family -> int [n] which fact a piece has, float [facts, facts, features]."""
        found = {}
        for family in self.families:
            place: dict[Any, int] = {}
            facts = [family.fact(piece) for piece in self.pieces]
            codes = np.array([place.setdefault(fact, len(place)) for fact in facts], np.intp)
            found[family.name] = codes, _table(family, list(place))
        return found

    @cached_property
    def _values(self) -> Mapping[str, tuple[Floats, Floats]]:
        """Family -> float [n, values] shares of a piece's values, float [values, values] their lifts."""
        found = {}
        for family in self.families:
            table = self.evidence.tables.get(family.name)
            if family.values and table:
                place = {value: column for column, value in enumerate(table)}
                shares = np.zeros((len(self.pieces), len(place)))
                for row, piece in enumerate(self.pieces):
                    own = [place[value] for value in family.values(piece) if value in place]
                    shares[row, own] = 1 / max(len(own), 1)
                lifts = [[table[one].get(other, 0.0) for other in place] for one in place]
                found[family.name] = shares, np.array(lifts)
        return found

    def _affinity(self, family: str, one: Ints, other: Ints) -> Floats:
        if family not in self._values:
            return np.zeros(np.broadcast_shapes(one.shape, other.shape))
        shares, lifts = self._values[family]
        return np.asarray(np.einsum("...v,...v->...", (shares @ lifts)[one], shares[other]))

    def _lift(self, one: int, other: int) -> float:
        return self.evidence.together.lift(self.pieces[one].id, self.pieces[other].id)

    def _by_id(self, lift: Callable[[int, int], float], one: Ints, other: Ints) -> Floats:
        mine, theirs = np.broadcast_arrays(one, other)
        if not self.evidence.together.sets:
            return np.zeros(mine.shape)
        flat = zip(mine.ravel().tolist(), theirs.ravel().tolist(), strict=True)
        return np.array([lift(a, b) for a, b in flat]).reshape(mine.shape)

    @cached_property
    def _directions(self) -> Floats:
        """float [n, d] of length 1; zeros for what has no vector."""
        vectors = self.evidence.vectors
        size = next((len(vector) for vector in vectors.values()), 0)
        rows = np.array([vectors.get(piece.id, np.zeros(size)) for piece in self.pieces], float)
        lengths = np.linalg.norm(rows, axis=-1, keepdims=True) if size else np.ones((len(rows), 1))
        return np.asarray(rows / np.where(lengths > 0, lengths, 1))

    def _likeness(self, one: Ints, other: Ints) -> Floats:
        if not self.evidence.vectors:
            return np.zeros(np.broadcast_shapes(one.shape, other.shape))
        return np.asarray(np.einsum("...d,...d->...", self._directions[one], self._directions[other]))


def _table(family: Family, facts: Sequence[Any]) -> Floats:
    """float [facts, facts, features]; zeros where either says nothing."""
    table = np.zeros((len(facts), len(facts), len(family.of_pairs)))
    if family.of_pairs:
        for row, one in enumerate(facts):
            for column in range(row + 1):
                if one and facts[column]:
                    table[row, column] = table[column, row] = family.pair(one, facts[column])
    return table
