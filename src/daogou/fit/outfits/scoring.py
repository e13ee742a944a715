"""What an outfit is worth, and which family of features makes it so.

An outfit's value is the mean over its pairs of the weighed features, plus the mean over its pieces of those
of one piece. Both are divided by what the full outfit would have, so that a piece left out adds nothing.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from daogou.fit.outfits.families import Family, Wish
from daogou.fit.outfits.features import Evidence, Features, alone_names, pair_names
from daogou.fit.outfits.pieces import Piece
from daogou.fit.outfits.taste import Taste

Floats = NDArray[np.float64]
STEEPNESS = 8.0  # of the score: an outfit of which half of all that could speaks for it has .98


@dataclass(frozen=True, eq=False)
class Scoring:
    """``evidence.tables`` are those of the taste."""

    families: Sequence[Family]
    taste: Taste
    evidence: Evidence

    @cached_property
    def pair_weights(self) -> Floats:
        """float64 [pair features]."""
        return np.array([self.taste.weights.get(name, 0.0) for name in pair_names(self.families)])

    @cached_property
    def alone_weights(self) -> Floats:
        """float64 [features of one]."""
        return np.array([self.taste.weights.get(name, 0.0) for name in alone_names(self.families)])

    def of_pairs(self, pieces: Sequence[Piece]) -> Floats:
        """float64 [n, n]: every pair's worth; the diagonal means nothing."""
        places = np.arange(len(pieces))
        features = Features(self.families, pieces, self.evidence)
        return np.asarray(features.of_pairs(places[:, None], places[None, :]) @ self.pair_weights)

    def across(self, pieces: Sequence[Piece], others: Sequence[Piece]) -> Floats:
        """float64 [n, others]: what each piece and each of the others are worth together."""
        features = Features(self.families, [*pieces, *others], self.evidence)
        rows, columns = np.arange(len(pieces)), np.arange(len(others)) + len(pieces)
        return np.asarray(features.of_pairs(rows[:, None], columns[None, :]) @ self.pair_weights)

    def alone(self, pieces: Sequence[Piece], wish: Wish) -> Floats:
        """float64 [n]: how each piece suits the wish, whatever it is worn with."""
        return np.asarray(Features(self.families, pieces, self.evidence).alone(wish) @ self.alone_weights)

    def value(self, pieces: Sequence[Piece], wish: Wish, slots: int = 0) -> float:
        """Of an outfit that could have so many pieces; 0: as many as it has."""
        full = slots or len(pieces)
        pairs = np.triu(self.of_pairs(pieces), 1).sum() / max(full * (full - 1) / 2, 1)
        return float(pairs + self.alone(pieces, wish).sum() / max(full, 1))

    def shown(self, value: float) -> float:
        """A value as a score, 0..1: .5 where nothing speaks for or against the outfit.

        Features lie in -1..1, so the sum of all weights is the most there is; learnt weights need no other
        scale than ours.
        """
        most = float(np.abs(self.pair_weights).sum() + np.abs(self.alone_weights).sum()) or 1.0
        return 1 / (1 + math.exp(-STEEPNESS * value / most))

    def contributions(self, pieces: Sequence[Piece], place: int, wish: Wish, slots: int) -> "Contributions":
        """What each family adds to an outfit's value through one of its pieces."""
        others = np.array([other for other in range(len(pieces)) if other != place], np.intp)
        features = Features(self.families, pieces, self.evidence)
        pairs = features.of_pairs(np.full(len(others), place, np.intp), others) * self.pair_weights
        alone = features.alone(wish)[place] * self.alone_weights
        return Contributions(
            self._by_family(pairs / max(slots * (slots - 1) / 2, 1), pair_names(self.families)),
            self._by_family(alone[None] / max(slots, 1), alone_names(self.families)),
            tuple(others.tolist()),
        )

    @staticmethod
    def _by_family(values: Floats, names: Sequence[str]) -> Mapping[str, Mapping[str, Floats]]:
        found: dict[str, dict[str, Floats]] = {}
        for column, name in enumerate(names):
            family, _, feature = name.partition(".")
            found.setdefault(family, {})[feature] = values[:, column]
        return found


@dataclass(frozen=True)
class Contributions:
    """Family -> feature -> float64 [others] (of pairs) or [1] (alone); ``others``: places of the partners."""

    pairs: Mapping[str, Mapping[str, Floats]]
    alone: Mapping[str, Mapping[str, Floats]]
    others: tuple[int, ...]

    def total(self, family: str) -> float:
        """All that a family adds through this piece."""
        parts = [*self.pairs.get(family, {}).values(), *self.alone.get(family, {}).values()]
        return math.fsum(value for part in parts for value in part.tolist())

    @property
    def families(self) -> tuple[str, ...]:
        """In the order of the features."""
        return tuple(dict.fromkeys((*self.pairs, *self.alone)))
