"""What products are filtered and counted by: exact masks, and facet counts as fast as a shopper types."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadQuery
from daogou.core.query import Constraint
from daogou.core.roles import nearest

_PACKED_VALUES = 1024  # above so many values, a bit per row and value costs more than a list of pairs
_COUNTED = 32  # values counted at a time: of 50,000 products 200 kB
_FEW = 32  # less than a 32nd of the rows are counted sooner one by one than by bits
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Column:
    """One field of many values per row.

    ``values``: its values, most frequent first. ``rows`` and ``codes`` int32 [pairs]: row ``rows[i]`` has
    value ``codes[i]``, ascending by row. ``given`` is the share of rows whose feed gave a value.
    """

    values: tuple[str, ...]
    rows: NDArray[np.int32]
    codes: NDArray[np.int32]
    size: int
    given: float = 1.0

    @cached_property
    def code_of(self) -> dict[str, int]:
        """Value -> its position in ``values``."""
        return {value: code for code, value in enumerate(self.values)}

    @property
    def is_packed(self) -> bool:
        """Whether ``bits`` is how this column is counted."""
        return len(self.values) <= _PACKED_VALUES

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """Where each row's pairs begin: int64 [size + 1]."""
        return np.searchsorted(self.rows, np.arange(self.size + 1, dtype=np.int32))

    @cached_property
    def bits(self) -> NDArray[np.uint64]:
        """uint64 [values, words]: a bit per row."""
        full = np.zeros((len(self.values), -(-self.size // 64) * 64), bool)
        full[self.codes, self.rows] = True
        return np.packbits(full, axis=1, bitorder="little").view(np.uint64)

    def mask(self, values: Sequence[str]) -> Mask:
        """Rows with at least one of the values; a value nobody has matches none."""
        wanted = np.zeros(len(self.values), bool)
        wanted[[self.code_of[value] for value in values if value in self.code_of]] = True
        if self.is_packed:
            return _unpacked(np.bitwise_or.reduce(self.bits[wanted], axis=0), self.size)
        found = np.zeros(self.size, bool)
        found[self.rows[wanted[self.codes]]] = True
        return found

    def counts(self, mask: Mask) -> NDArray[np.int64]:
        """How many of the mask's rows have each value: int64 [values]."""
        if self.is_packed:
            return _counted(self.bits, mask)
        return np.bincount(self.codes[mask[self.rows]], minlength=len(self.values))

    def holding(self, value: str, rows: NDArray[np.int64]) -> Mask:
        """Which of some rows have the value: bool [rows]."""
        code = self.code_of.get(value)
        if code is None:
            return np.zeros(len(rows), bool)
        if not self.is_packed:
            return self.mask([value])[rows]
        words = self.bits[code, rows >> 6]  # 64 rows to a word
        found: Mask = (words >> (rows & 63).astype(np.uint64) & np.uint64(1)).astype(bool)
        return found

    def of_row(self, row: int) -> list[str]:
        """The values of one row."""
        return [self.values[code] for code in self.codes[self._starts[row] : self._starts[row + 1]].tolist()]


def _packed(mask: Mask) -> NDArray[np.uint64]:
    padded = np.zeros(-(-len(mask) // 64) * 64, bool)
    padded[: len(mask)] = mask
    return np.packbits(padded, bitorder="little").view(np.uint64)


def _unpacked(words: NDArray[np.uint64], size: int) -> Mask:
    return np.unpackbits(words.view(np.uint8), count=size, bitorder="little").view(bool)


def _counted(bits: NDArray[np.uint64], mask: Mask) -> NDArray[np.int64]:
    """Set bits in common with the mask, per row of ``bits``; some rows at a time, which stay in the cache."""
    wanted = _packed(mask)
    common = np.empty((_COUNTED, len(wanted)), np.uint64)
    ones = np.empty(bits.shape, np.uint8)
    for start in range(0, len(bits), _COUNTED):
        some = bits[start : start + _COUNTED]
        both = np.bitwise_and(some, wanted, out=common[: len(some)])
        np.bitwise_count(both, out=ones[start : start + len(some)])
    counts: NDArray[np.int64] = ones.sum(axis=1, dtype=np.uint32).astype(np.int64)  # 32 bits: half the time
    return counts


@dataclass(frozen=True)
class Columns:
    """All columns of a catalogue of ``size`` rows.

    ``price`` float32 [size] in the shop's currency, NaN where unknown; ``in_stock`` bool [size]; ``released``
    float64 [size], larger is newer.
    """

    fields: Mapping[str, Column]
    price: NDArray[np.float32]
    in_stock: Mask
    released: NDArray[np.float64]

    @property
    def size(self) -> int:
        """How many rows."""
        return len(self.price)

    def mask(self, constraint: Constraint) -> Mask:
        """The rows that meet a constraint, exactly. A row without a price meets no range of prices.

        Raises:
            BadQuery: no such field.
        """
        met = self._met(constraint)
        return ~met if constraint.excluded else met

    def _met(self, constraint: Constraint) -> Mask:
        if constraint.field == "price":
            low = -np.inf if constraint.low is None else constraint.low
            high = np.inf if constraint.high is None else constraint.high
            return (self.price >= low) & (self.price <= high)
        if constraint.field == "in_stock":
            return self.in_stock
        return self.field(constraint.field).mask(constraint.values)

    def counts(self, mask: Mask) -> dict[str, NDArray[np.int64]]:
        """How many of the mask's rows have each value, of every column at once."""
        names = [name for name, column in self.fields.items() if column.is_packed]
        ends = np.cumsum([len(self.fields[name].values) for name in names])
        counted = np.split(self._packed_counts(mask, int(ends[-1])), ends[:-1]) if names else []
        rest = {name: column.counts(mask) for name, column in self.fields.items() if not column.is_packed}
        return dict(zip(names, counted, strict=True)) | rest

    def _packed_counts(self, mask: Mask, values: int) -> NDArray[np.int64]:
        if np.count_nonzero(mask) * _FEW > self.size:
            return _counted(self._all_bits, mask)
        starts, codes = self._by_row
        rows = np.flatnonzero(mask)
        lengths = starts[rows + 1] - starts[rows]
        first = starts[rows] - np.cumsum(lengths) + lengths  # of each row, less the pairs of those before
        places = np.repeat(first, lengths) + np.arange(lengths.sum())
        return np.bincount(codes[places], minlength=values)

    @cached_property
    def _by_row(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The pairs of all packed columns, row by row: where each row's begin, int64 [size + 1], and their
        places in ``_all_bits``, int32 [pairs]."""
        packed = [column for column in self.fields.values() if column.is_packed]
        offsets = np.cumsum([0, *(len(column.values) for column in packed)]).tolist()
        rows = np.concatenate([column.rows for column in packed])
        codes = np.concatenate([c.codes + np.int32(o) for c, o in zip(packed, offsets, strict=False)])
        order = np.argsort(rows, kind="stable")
        starts = np.searchsorted(rows[order], np.arange(self.size + 1, dtype=np.int32))
        return starts, codes[order]

    @cached_property
    def _all_bits(self) -> NDArray[np.uint64]:
        """The bits of all packed columns, one under the other; from now on theirs are views of it."""
        packed = [column for column in self.fields.values() if column.is_packed]
        stacked = np.concatenate([column.bits for column in packed])
        place = 0
        for column in packed:
            column.__dict__["bits"] = stacked[place : place + len(column.values)]
            place += len(column.values)
        return stacked

    def field(self, name: str) -> Column:
        """One column.

        Raises:
            BadQuery: no such field; the message lists those there are.
        """
        found = self.fields.get(name)
        if found is None:
            known = [*self.fields, "price", "in_stock"]
            close = nearest(name, known)
            raise BadQuery(
                f"Products cannot be filtered by {name!r}; there are: {', '.join(known)}.",
                hint=f"Did you mean {close!r}?" if close else "",
            )
        return found

    def price_range(self, mask: Mask) -> tuple[float, float] | None:
        """Lowest and highest known price of the mask's rows."""
        prices = self.price[mask]
        prices = prices[~np.isnan(prices)]
        return (float(prices.min()), float(prices.max())) if len(prices) else None

    def save(self, folder: Path) -> None:
        """Write into a folder, made if need be."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {"price": self.price, "in_stock": self.in_stock, "released": self.released}
        names = []
        for number, (name, column) in enumerate(self.fields.items()):
            arrays |= {f"rows_{number}": column.rows, f"codes_{number}": column.codes}
            names.append({"name": name, "values": column.values, "given": column.given})
        np.savez(folder / "columns.npz", allow_pickle=False, **arrays)
        (folder / "columns.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    @staticmethod
    def load(folder: Path) -> "Columns":
        """What ``save`` wrote."""
        names = json.loads((folder / "columns.json").read_text(encoding="utf-8"))
        with np.load(folder / "columns.npz") as arrays:
            price = arrays["price"]
            fields = {
                entry["name"]: Column(
                    tuple(entry["values"]),
                    arrays[f"rows_{number}"],
                    arrays[f"codes_{number}"],
                    len(price),
                    entry["given"],
                )
                for number, entry in enumerate(names)
            }
            return Columns(fields, price, arrays["in_stock"], arrays["released"])


def column_of(rows: Sequence[Sequence[str]], given: float = 1.0) -> Column:
    """A column from each row's values."""
    counted = Counter(value for values in rows for value in values)
    values = tuple(sorted(counted, key=lambda value: (-counted[value], value)))
    code_of = {value: code for code, value in enumerate(values)}
    lengths = [len(row) for row in rows]
    codes = np.fromiter((code_of[v] for row in rows for v in row), np.int32, sum(lengths))
    owners = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)
    return Column(values, owners, codes, len(rows), given)
