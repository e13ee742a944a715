"""Weighted sums of rows of a large sparse matrix, which is what many recommenders' scores are.

A *narrow* row has few entries, and a sum of such rows is 0 nearly everywhere. A *wide* one has many (all that
is red). To measure a sum of wide rows it need not be made: with the wide rows S and factors w its total is
w . (S 1), its sum of squares w (S S^T) w^T, and S 1 and S S^T are the same for all who ask.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from daogou.features.rows import Vectors
from daogou.recommend.history import Floats, Ints, Times
from daogou.recommend.measuring import Measured, Sums, measured_sums
from daogou.recommend.sparse_rows import block, entries, numbered


@dataclass(frozen=True, eq=False)
class Mixture:
    """``rows`` csr float32 [n_rows, n_products]; those of more than ``narrow`` entries are wide."""

    rows: csr_array
    narrow: int

    def mixed(self, rows: Ints, factors: Floats) -> Floats:
        """float32 [n_products]: the sum of some rows; ``factors`` float32 [n rows]."""
        if (self._wide.number[rows] >= 0).any():
            summed: Floats = self.rows[rows].T @ factors
            return summed
        place, products, values = entries(self.rows, rows)
        return np.bincount(products, values * factors[place], self.rows.shape[1]).astype(np.float32)

    def measured(self, rows: Ints, factors: Vectors, products: Ints, *, highest: bool) -> Measured | None:
        """Of n sums; ``factors`` float32 [n, n rows]. None where the sums would have to be made for it.

        That is where wide rows are in it and numbers below 0, or the highest is wanted.
        """
        number = self._wide.number[rows]
        wide = number >= 0
        here, sums = self._narrow_sums(rows[~wide], factors[:, ~wide], products)
        shown = np.searchsorted(here, products)
        n = self.rows.shape[1]
        if not wide.any():
            return measured_sums(_sums_of(sums), n, sums[:, shown])
        if highest or self._wide.has_negative or factors.min() < 0 or sums.min() < 0:
            return None
        total, squares, there = self._wide.sums(number[wide], factors[:, wide], here)
        total, squares = total + sums.sum(axis=1), squares + (sums * (2 * there + sums)).sum(axis=1)
        unknown = np.zeros(len(sums))
        return measured_sums(Sums(total, squares, squares, unknown), n, (sums + there)[:, shown])

    def _narrow_sums(self, rows: Ints, factors: Vectors, products: Ints) -> tuple[Ints, Times]:
        """int64 [m]: the products that are in any of the rows, or asked for, ascending; float64 [n, m]."""
        place, own, values = entries(self.rows, rows)
        here, number = numbered(np.concatenate([own, products]), self.rows.shape[1])
        at = np.arange(len(factors))[:, None] * len(here) + number[: len(own)]
        given = (factors[:, place] * values).ravel()
        sums = np.bincount(at.ravel(), weights=given, minlength=len(factors) * len(here))
        shaped: Times = sums.astype(np.float64).reshape(len(factors), len(here))
        return here, shaped

    @cached_property
    def _wide(self) -> "_WideRows":
        wide = np.flatnonzero(np.diff(self.rows.indptr) > self.narrow)
        number = np.full(self.rows.shape[0], -1)
        number[wide] = np.arange(len(wide))
        return _WideRows(number, csr_array(self.rows[wide].astype(np.float64)))


@dataclass(frozen=True, eq=False)
class _WideRows:
    """``number`` int64 [n_rows]: which of the wide ones a row is, -1 if it is none; ``rows`` float64."""

    number: Ints
    rows: csr_array

    def sums(self, wide: Ints, factors: Vectors, products: Ints) -> tuple[Times, Times, Times]:
        """float64 [n]: the totals of sums of wide rows, those of the squares; [n, m]: those at products."""
        total = factors @ self._totals[wide]
        overlap = block(self._overlaps, wide, wide)
        squares = np.einsum("nw,wv,nv->n", factors, overlap, factors, optimize=True)
        there = block(self._by_product, products, wide)
        at_products: Times = factors.astype(np.float64) @ there.T
        return total, squares, at_products

    @cached_property
    def has_negative(self) -> bool:
        return bool(self.rows.data.min(initial=0.0) < 0)

    @cached_property
    def _totals(self) -> Times:
        return np.asarray(self.rows.sum(axis=1))

    @cached_property
    def _overlaps(self) -> csr_array:
        return csr_array(self.rows @ self.rows.T)

    @cached_property
    def _by_product(self) -> csr_array:
        return csr_array(self.rows.T.tocsr().astype(np.float32))


def _sums_of(rows: Times) -> Sums:
    """Of float64 [n, m]; all else is 0."""
    above = np.maximum(rows, 0)
    return Sums(rows.sum(axis=1), (rows**2).sum(axis=1), (above**2).sum(axis=1), above.max(axis=1, initial=0))
