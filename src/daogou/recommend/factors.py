"""Recommenders in which a shopper and a product are a vector each, and a score is their dot product."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from daogou.features.rows import Vectors, unit_rows
from daogou.recommend.evidence import Evidence
from daogou.recommend.history import Floats, History
from daogou.recommend.leaving_out import evidence_by_leaving_out
from daogou.recommend.stored import Arrays, save_arrays


class FoldIn(Protocol):
    """How a history becomes a vector."""

    def __call__(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, dim]; zeros for a history that says nothing."""
        ...

    def arrays(self) -> Arrays:
        """For saving."""
        ...


@dataclass(frozen=True, eq=False)
class Factors:
    """``vectors`` float32 [n_products, dim]; zeros for a product of which nothing is known."""

    vectors: Vectors
    fold_in: FoldIn

    def scores(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, n_products]."""
        return self.fold_in(histories) @ self.vectors.T

    def similar(self, product: int) -> Floats:
        """The cosine, where it is above 0."""
        unit = unit_rows(self.vectors)
        nearness: Floats = np.maximum(unit @ unit[product], 0)
        nearness[product] = 0
        return nearness

    def explain(self, history: History, product: int) -> tuple[Evidence, ...]:
        """The products without which the shopper's vector would point away; each costs a vector."""
        vector = self.vectors[product]
        return evidence_by_leaving_out(lambda several: self.fold_in(several) @ vector, history)

    def save(self, folder: Path) -> None:
        """The vectors and what makes shoppers' vectors."""
        save_arrays(folder, {"vectors": self.vectors} | dict(self.fold_in.arrays()))
