"""Each index asked for its best rows; together they are what a fusion merges."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.index import Found
from daogou.index.top import top
from daogou.index.vector import Nearest
from daogou.search.filtering import Mask
from daogou.search.parts import Parts
from daogou.search.understanding import Read

_COMPARED = 500  # vectors of more rows than this take longer to read than all the rest of a query

Vectors = Mapping[str, NDArray[np.float32]]  # a list's name -> the vector to be near to


@dataclass(frozen=True)
class Ready:
    """What a query's vectors are compared with."""

    meaning: Nearest
    looks: Nearest

    def of(self, name: str) -> Nearest:
        """For the list of that name."""
        return self.meaning if name.endswith("meaning") else self.looks


@dataclass(frozen=True)
class Retrieval:
    """Lists of at most ``candidates`` rows each, best first; empty lists are left out."""

    parts: Parts

    def worded(self, read: Read, rows: Mask) -> Found | None:
        """What the text index holds to be the best of these rows; None if no word is asked for."""
        if not read.tokens:
            return None
        most = max(self.parts.candidates, _COMPARED)
        return self.parts.text.search(read.tokens, most, boosts=self.parts.boosts, allowed=rows)

    def ready(self, rows: Mask, worded: Found | None) -> Ready:
        """The vectors to compare with, fetched while the query's own are still being made."""
        near = rows if worded is None else _best_worded(worded, rows)
        return Ready(self.parts.meaning.among(near), self.parts.looks.among(near & self.parts.pictured))

    def lists(
        self, read: Read, rows: Mask, worded: Found | None, ready: Ready, vectors: Vectors
    ) -> dict[str, Found]:
        """What every index holds to be the best of these rows; the others were made before."""
        most = self.parts.candidates
        lists: dict[str, Found] = {}
        if worded is not None:
            lists["words"] = Found(worded.rows[:most], worded.scores[:most])
        lists |= {name: ready.of(name)(vector, most) for name, vector in vectors.items()}
        if read.wishes:
            lists["wishes"] = self._wished(read, rows)
        if read.cheap:
            lists["price"] = self._cheapest(rows)
        return _filled(lists)

    def near(self, vectors: Vectors, allowed: Mask) -> dict[str, Found]:
        """The allowed rows nearest to each vector; only rows with a picture can look like something."""
        ready = self.ready(allowed, None)
        return _filled({n: ready.of(n)(vector, self.parts.candidates) for n, vector in vectors.items()})

    def _wished(self, read: Read, rows: Mask) -> Found:
        places = np.flatnonzero(rows)
        scores = np.zeros(len(places), np.float32)
        for wish in read.wishes:
            scores += self.parts.columns.mask(wish)[places]
        best = top(scores, self.parts.candidates, places)
        met = best.scores > 0
        return Found(best.rows[met], best.scores[met])

    def _cheapest(self, rows: Mask) -> Found:
        """Scores fall evenly from the cheapest on, so that one odd price does not press the rest together."""
        prices = self.parts.columns.price
        cheapest = in_order(rows & ~np.isnan(prices), prices)
        falling = np.linspace(1, 0, len(cheapest), endpoint=False, dtype=np.float32)
        return Found(cheapest[: self.parts.candidates], falling[: self.parts.candidates])


def _filled(lists: Mapping[str, Found]) -> dict[str, Found]:
    return {name: found for name, found in lists.items() if len(found.rows)}


def _best_worded(found: Found, rows: Mask) -> Mask:
    """Rows whose vectors are compared: all of a small result; of a large one, those that words rank best."""
    if len(found.rows) < _COMPARED:
        return rows
    best = np.zeros(len(rows), bool)
    best[found.rows] = True
    return best


def in_order(rows: Mask, values: NDArray[np.float32] | NDArray[np.float64]) -> NDArray[np.int64]:
    """The rows of a mask, smallest value first, unknown values last, equal ones by row."""
    places = np.flatnonzero(rows)
    return places[np.argsort(values[places], kind="stable")]
