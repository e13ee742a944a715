"""Reciprocal rank fusion: only places count (Cormack, Clarke and Büttcher, SIGIR 2009)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from daogou.index import Found
from daogou.search.fusion import Fused, Fusion
from daogou.search.lists import ordered, side_by_side


@dataclass(frozen=True)
class Options:
    """``k`` softens the first places; 60 is the paper's."""

    k: int = 60


@dataclass(frozen=True)
class ReciprocalRank:
    """score = sum of 1 / (k + rank)."""

    k: int

    def __call__(self, lists: Mapping[str, Found]) -> Fused:
        """See the contract."""
        there = side_by_side(lists)
        given = np.nan_to_num(1.0 / (self.k + there.ranks))
        return ordered(there, given.sum(axis=0), given)


def build(options: Options) -> Fusion:
    """See the contract."""
    return ReciprocalRank(options.k)
