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

    def search(
        self,
        tokens: Sequence[str],
        k: int,
        *,
        boosts: Mapping[str, float] | None = None,
        allowed: NDArray[np.bool_] | None = None,
    ) -> Found:
        """See the contract."""
        scores = self.scores(tokens, boosts or {})
        found = scores > 0 if allowed is None else (scores > 0) & allowed
        rows = np.flatnonzero(found)
        return top(scores[rows], k, rows)

    def scores(self, tokens: Sequence[str], boosts: Mapping[str, float]) -> NDArray[np.float32]:
        """Every row's score: float32 [n], 0 where no token stands."""
        scores = np.zeros(self._anywhere.size, np.float32)
        sums = np.zeros(self._anywhere.size, np.float32)
        for token in dict.fromkeys(tokens):
            rows = self._anywhere.with_token(token)
            if not len(rows):
                continue
            self._add(token, boosts, sums)
            found = sums[rows]
            sums[rows] = 0
            idf = np.log1p((len(scores) - len(rows) + 0.5) / (len(rows) + 0.5))
            scores[rows] += np.float32(idf) * found / (found + np.float32(self._k1))
        return scores

    def _add(self, token: str, boosts: Mapping[str, float], sums: NDArray[np.float32]) -> None:
        for name, field in self._fields.items():
            boost = boosts.get(name, 1.0)
            number = field.postings.numbers.get(token)
            if number is None or not boost:
                continue
            here = slice(field.postings.starts[number], field.postings.starts[number + 1])
            sums[field.postings.rows[here]] += np.float32(boost) * field.weights[here]


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
