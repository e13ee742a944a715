"""Product of scores: a row must be good in every list (the element-wise product of the stretched scores).

A row that a list lacks gets the smallest factor instead of 0, else one list could strike out what all
others hold to be the best.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from daogou.index import Found
from daogou.search.fusion import Fused, Fusion
from daogou.search.lists import ordered, side_by_side, zero_to_one


@dataclass(frozen=True)
class Options:
    """``least``: the smallest factor, between 0 and 1."""

    least: float = 0.1


@dataclass(frozen=True)
class Product:
    """score = product of (least + (1 - least) * stretched score), rooted by the number of lists."""

    least: float

    def __call__(self, lists: Mapping[str, Found]) -> Fused:
        """See the contract."""
        there = side_by_side(lists)
        factors = self.least + (1 - self.least) * zero_to_one(there.scores)
        scores = np.exp(np.log(factors).mean(axis=0)) if len(there.names) else np.empty(0)
        return ordered(there, scores, factors)


def build(options: Options) -> Fusion:
    """See the contract."""
    return Product(options.least)
