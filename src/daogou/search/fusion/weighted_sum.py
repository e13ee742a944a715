"""Weighted sum of scores, each list stretched to 0..1 (Fox and Shaw, "Combination of multiple searches",
1994)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from daogou.index import Found
from daogou.search.fusion import Fused, Fusion
from daogou.search.lists import ordered, side_by_side, zero_to_one


@dataclass(frozen=True)
class Options:
    """The weight of each list; those of the lists that are there are scaled to sum to 1."""

    words: float = 1.0
    meaning: float = 0.4
    looks: float = 0.3
    picture: float = 1.0
    like: float = 1.0
    wishes: float = 0.5
    other: float = 0.5


@dataclass(frozen=True)
class WeightedSum:
    """score = sum of weight * stretched score."""

    weights: Mapping[str, float]

    def __call__(self, lists: Mapping[str, Found]) -> Fused:
        """See the contract."""
        there = side_by_side(lists)
        weights = np.array([self.weights.get(n, self.weights["other"]) for n in there.names])
        total = weights.sum() or 1.0
        given = zero_to_one(there.scores) * (weights / total)[:, None]
        return ordered(there, given.sum(axis=0), given)


def build(options: Options) -> Fusion:
    """See the contract."""
    return WeightedSum({f.name: getattr(options, f.name) for f in fields(options)})
