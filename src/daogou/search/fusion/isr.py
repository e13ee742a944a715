"""Inverse square rank, times the number of lists that have the row (Mourão, Martins and Magalhães, 2013)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from daogou.index import Found
from daogou.search.fusion import Fused, Fusion
from daogou.search.lists import ordered, side_by_side


@dataclass(frozen=True)
class Options:
    """None."""


@dataclass(frozen=True)
class InverseSquareRank:
    """score = (lists with the row) * sum of 1 / rank²."""

    def __call__(self, lists: Mapping[str, Found]) -> Fused:
        """See the contract."""
        there = side_by_side(lists)
        having = (~np.isnan(there.ranks)).sum(axis=0)
        given = np.nan_to_num(1.0 / there.ranks**2) * having
        return ordered(there, given.sum(axis=0), given)


def build(options: Options) -> Fusion:
    """See the contract."""
    return InverseSquareRank()
