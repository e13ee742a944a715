"""Weighted sums of short rows of a large sparse matrix, which is what many recommenders' scores are."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from daogou.features.rows import Vectors
from daogou.recommend.history import Ints, Times
from daogou.recommend.measuring import Measured, Sums, measured_sums
from daogou.recommend.sparse_rows import entries, numbered


@dataclass(frozen=True, eq=False)
class Mixture:
    """``rows`` csr float32 [n_rows, n_products]."""

    rows: csr_array

    def mixed(self, rows: Ints, factors: Vectors) -> Vectors:
        """float32 [n, n_products]: n sums of some rows; ``factors`` float32 [n, n rows]."""
        if len(factors) != 1:
            summed: Vectors = np.ascontiguousarray((self.rows[rows].T @ factors.T).T)
            return summed
        place, products, values = entries(self.rows, rows)
        only = np.bincount(products, weights=values * factors[0, place], minlength=self.rows.shape[1])
        return only[None].astype(np.float32)

    def measured(self, rows: Ints, factors: Vectors, products: Ints) -> Measured:
        """Of the same n sums, which are 0 nearly everywhere and need not be made for it."""
        here, sums = self._sums(rows, factors, products)
        shown = sums[:, np.searchsorted(here, products)]
        return measured_sums(_sums_of(sums), self.rows.shape[1], shown)

    def _sums(self, rows: Ints, factors: Vectors, products: Ints) -> tuple[Ints, Times]:
        """int64 [m]: the products that are in any of the rows, or asked for, ascending; float64 [n, m]."""
        place, own, values = entries(self.rows, rows)
        here, number = numbered(np.concatenate([own, products]), self.rows.shape[1])
        dense = np.zeros((len(rows), len(here)), np.float32)
        dense[place, number[: len(own)]] = values
        sums: Times = (factors @ dense).astype(np.float64)
        return here, sums


def _sums_of(rows: Times) -> Sums:
    """Of float64 [n, m]; all else is 0."""
    above = np.maximum(rows, 0)
    return Sums(rows.sum(axis=1), (rows**2).sum(axis=1), (above**2).sum(axis=1), above.max(axis=1, initial=0))
