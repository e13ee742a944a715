"""From scores to the rows that are shown: what the owner wants, and not twice the same thing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.features.rows import Vectors
from daogou.recommend.business import BusinessRules
from daogou.recommend.diversity import Diversifier
from daogou.recommend.history import Floats, Ints
from daogou.recommend.top import best

POOL = 5  # times as many as are shown compete to be; of more, even the most varied shelf would take none
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Choosing:
    """``vectors`` float32 [n_products, dim], unit rows: what products are alike by; ``diversity`` 0..1."""

    rules: BusinessRules
    diversifier: Diversifier
    vectors: Vectors
    diversity: float

    def __call__(self, scores: Floats, k: int, allowed: Mask) -> Ints:
        """At most k rows of allowed products, best first."""
        allowed = allowed & self.rules.sold
        boosted = self.rules.boosted(scores)
        rows = best(boosted, POOL * k, allowed=allowed)
        if self.diversity > 0 and len(rows) > 1:
            order = self.diversifier.choose(boosted[rows], self.vectors[rows], len(rows), self.diversity)
            rows = rows[order]
        return self.rules.pinned(self.rules.few_of_a_brand(rows, k), k, allowed)
