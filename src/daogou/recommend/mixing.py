"""Weighted sums of rows of a large sparse matrix, which is what many recommenders' scores are.

A *narrow* row has few entries, and a sum of such rows is 0 nearly everywhere. A *wide* one has many (all that
is red). To measure a sum of wide rows it need not be made: with the wide rows S and factors w its total is
w . (S 1), its sum of squares w (S S^T) w^T, and S 1 and S S^T are the same for all who ask.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.linalg.blas import saxpy, sgemm
from scipy.sparse import csr_array

from daogou.features.rows import Vectors
from daogou.recommend.history import Ints, Times
from daogou.recommend.measuring import Measured, Sums, measured_sums
from daogou.recommend.sparse_rows import entries, numbered

# a row with an entry in every 8th place is added as fast with all its zeros, which need no addresses
FULL = 8
# wide rows at most, the longest: what each has in common with each is 8 MB
MOST_WIDE = 1000


@dataclass(frozen=True, eq=False)
class Mixture:
    """``rows`` csr float32 [n_rows, n_products]; those of more than ``narrow`` entries are wide, but not more
    than a thousand."""

    rows: csr_array
    narrow: int

    def mixed(self, rows: Ints, factors: Vectors) -> Vectors:
        """float32 [n, n_products]: n sums of some rows; ``factors`` float32 [n, n rows]."""
        number = self._full.number[rows]
        full = number >= 0
        summed = self._sparse_sums(rows[~full], factors[:, ~full])
        if len(factors) == 1:  # then the other full rows need not be read
            for row, factor in zip(number[full].tolist(), factors[0, full].tolist(), strict=True):
                summed[0] = saxpy(self._full.rows[row], summed[0], a=factor)
        elif full.any() and len(factors):
            of_full = np.zeros((len(factors), len(self._full.rows)), np.float32)
            of_full[:, number[full]] = factors[:, full]
            # BLAS counts in columns: the transposed sums, added to where they are
            added = sgemm(1.0, self._full.rows.T, of_full.T, beta=1.0, c=summed.T, overwrite_c=True)
            summed = added.T
        return summed

    def _sparse_sums(self, rows: Ints, factors: Vectors) -> Vectors:
        if len(factors) != 1 or (self._wide.number[rows] >= 0).any():
            summed: Vectors = np.ascontiguousarray((self.rows[rows].T @ factors.T).T)
            return summed
        place, products, values = entries(self.rows, rows)
        only = np.bincount(products, weights=values * factors[0, place], minlength=self.rows.shape[1])
        return only[None].astype(np.float32)

    def measured(self, rows: Ints, factors: Vectors, products: Ints, *, highest: bool) -> Measured | None:
        """Of n sums; ``factors`` float32 [n, n rows]. None where the sums would have to be made for it.

        That is where wide rows are in it and numbers below 0, or the highest is wanted.
        """
        number = self._wide.number[rows]
        wide = number >= 0
        if not wide.any():
            return self.measured_narrow(rows, factors, products)
        here, sums = self._narrow_sums(rows[~wide], factors[:, ~wide], products)
        if highest or self._wide.has_negative or factors.min() < 0 or sums.min() < 0:
            return None
        total, squares, there = self._wide.sums(number[wide], factors[:, wide], here)
        total, squares = total + sums.sum(axis=1), squares + (sums * (2 * there + sums)).sum(axis=1)
        shown = (sums + there)[:, np.searchsorted(here, products)]
        found = Sums(total, squares, squares, high=np.zeros(len(sums)))
        return measured_sums(found, self.rows.shape[1], shown)

    def measured_narrow(self, rows: Ints, factors: Vectors, products: Ints) -> Measured:
        """As ``measured``, as if no row were wide."""
        here, sums = self._narrow_sums(rows, factors, products)
        shown = sums[:, np.searchsorted(here, products)]
        return measured_sums(_sums_of(sums), self.rows.shape[1], shown)

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
        number, wide = self._longer_than(self.narrow)
        return _WideRows(number, csr_array(self.rows[wide].astype(np.float64)))

    @cached_property
    def _full(self) -> "_FullRows":
        number, full = self._longer_than(self.rows.shape[1] // FULL)
        return _FullRows(number, self.rows[full].toarray())

    def _longer_than(self, most: int) -> tuple[Ints, Ints]:
        """int64 [n_rows]: the number of each row among those of more than so many entries, -1 for others;
        which those are, none of the narrow ones."""
        lengths = np.diff(self.rows.indptr)
        longest = np.argsort(-lengths, kind="stable")[:MOST_WIDE]
        longer = np.sort(longest[lengths[longest] > max(most, self.narrow)])
        number = np.full(self.rows.shape[0], -1)
        number[longer] = np.arange(len(longer))
        return number, longer


@dataclass(frozen=True, eq=False)
class _FullRows:
    """``number`` int64 [n_rows]: which of the full ones a row is, -1 if it is none; ``rows`` [n full,
    n_products]."""

    number: Ints
    rows: Vectors


@dataclass(frozen=True, eq=False)
class _WideRows:
    """``number`` int64 [n_rows]: which of the wide ones a row is, -1 if it is none; ``rows`` float64."""

    number: Ints
    rows: csr_array

    def sums(self, wide: Ints, factors: Vectors, products: Ints) -> tuple[Times, Times, Times]:
        """float64 [n]: the totals of sums of wide rows, those of the squares; [n, m]: those at products."""
        total = factors @ self._totals[wide]
        squares = ((factors @ self._overlaps[np.ix_(wide, wide)]) * factors).sum(axis=1)
        whole = np.zeros((self.rows.shape[0], len(factors)), np.float32)
        whole[wide] = factors.T
        at_products: Times = (self._by_product[products] @ whole).T.astype(np.float64)
        return total, squares, at_products

    @cached_property
    def has_negative(self) -> bool:
        return bool(self.rows.data.min(initial=0.0) < 0)

    @cached_property
    def _totals(self) -> Times:
        return np.asarray(self.rows.sum(axis=1))

    @cached_property
    def _overlaps(self) -> Times:
        overlaps: Times = (self.rows @ self.rows.T).toarray()
        return overlaps

    @cached_property
    def _by_product(self) -> csr_array:
        return csr_array(self.rows.T.tocsr().astype(np.float32))


def _sums_of(rows: Times) -> Sums:
    """Of float64 [n, m]; all else is 0."""
    above = np.maximum(rows, 0)
    return Sums(rows.sum(axis=1), (rows**2).sum(axis=1), (above**2).sum(axis=1), above.max(axis=1, initial=0))
