"""BM25F over arrays: every row scored exactly, so a filter costs nothing.

Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (2004): a token's
occurrences are added up over the fields, each weighted and divided by its field's relative length, and
only the sum is saturated:

    score = sum over tokens t of  idf(t) * f / (k1 + f),   f = sum over fields of boost * times / (1 - b + b
    * length / mean)

with idf = ln(1 + (n - df + .5) / (df + .5)).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.index import Found
from daogou.index.postings import Postings, occurrences
from daogou.index.text import TextIndexer
from daogou.index.top import top


@dataclass(frozen=True)
class Options:
    """``k1``: how soon repeats stop counting. ``b``: how much a long field dilutes, 0 to 1."""

    k1: float = 1.2
    b: float = 0.75


@dataclass(frozen=True)
class Field:
    """One field's ``weights`` float32, aligned with its postings: times / (1 - b + b * length / mean)."""

    postings: Postings
    weights: NDArray[np.float32]


class Bm25f:
    """An opened index."""

    def __init__(self, fields: Mapping[str, Field], anywhere: Postings, k1: float) -> None:
        self._fields = fields
        self._anywhere = anywhere
        self._k1 = k1
        self._kept: tuple[tuple[float, ...], NDArray[np.float32]] | None = None

    def search(
        self,
        tokens: Sequence[str],
        k: int,
        *,
        boosts: Mapping[str, float] | None = None,
        allowed: NDArray[np.bool_] | None = None,
    ) -> Found:
        """See the contract."""
        impacts = self._impacts_of(boosts or {})
        scores = np.zeros(self._anywhere.size, np.float32)
        for token in dict.fromkeys(tokens):
            here = self._anywhere.place(token)
            scores[self._anywhere.rows[here]] += impacts[here]
        found = scores > 0 if allowed is None else (scores > 0) & allowed
        rows = np.flatnonzero(found)
        return top(scores[rows], k, rows)

    def _impacts_of(self, boosts: Mapping[str, float]) -> NDArray[np.float32]:
        """Those of the last boosts are kept: a shop has one set of them."""
        key = tuple(boosts.get(name, 1.0) for name in self._fields)
        kept = self._kept
        if kept is None or kept[0] != key:
            kept = self._kept = (key, self._impacts(key))
        return kept[1]

    def _impacts(self, boosts: Sequence[float]) -> NDArray[np.float32]:
        """What each token gives to each row that has it: float32, aligned with ``anywhere``."""
        anywhere = self._anywhere
        pairs = anywhere.pairs(np.arange(len(anywhere.numbers)))
        sums = np.zeros(len(pairs), np.float32)
        for boost, field in zip(boosts, self._fields.values(), strict=True):
            numbers = np.fromiter((anywhere.numbers[token] for token in field.postings.numbers), np.int64)
            places = np.searchsorted(pairs, field.postings.pairs(numbers))
            sums[places] += np.float32(boost) * field.weights  # a field has each pair once
        frequencies = np.diff(anywhere.starts)
        idf = np.log1p((anywhere.size - frequencies + 0.5) / (frequencies + 0.5)).astype(np.float32)
        impacts: NDArray[np.float32] = np.repeat(idf, frequencies) * sums / (sums + np.float32(self._k1))
        return impacts


@dataclass(frozen=True)
class Bm25fIndexer:
    """A folder per field, and one for all of them together."""

    options: Options

    def build(self, folder: Path, rows: Iterable[Mapping[str, Sequence[str]]]) -> Bm25f:
        """See the contract."""
        rows = list(rows)
        names = list(rows[0]) if rows else []
        for name in names:
            self._write(folder / "fields" / name, (row[name] for row in rows))
        everything = occurrences([t for name in names for t in row[name]] for row in rows)
        everything.postings().save(folder / "anywhere")
        (folder / "fields.json").write_text(json.dumps(names), encoding="utf-8")
        return self.open(folder)

    def _write(self, folder: Path, rows: Iterable[Sequence[str]]) -> None:
        found = occurrences(rows)
        found.postings().save(folder)
        b = self.options.b
        mean = float(found.lengths.mean()) or 1.0
        dilution = 1 - b + b * found.lengths / mean
        np.save(folder / "weights.npy", found.times / dilution[found.row])

    def open(self, folder: Path) -> Bm25f:
        """See the contract."""
        names = json.loads((folder / "fields.json").read_text(encoding="utf-8"))
        fields = {
            name: Field(
                Postings.load(folder / "fields" / name),
                np.load(folder / "fields" / name / "weights.npy", mmap_mode="r").view(np.ndarray),
            )
            for name in names
        }
        return Bm25f(fields, Postings.load(folder / "anywhere"), self.options.k1)


def build(options: Options) -> TextIndexer:
    """See the contract."""
    return Bm25fIndexer(options)
