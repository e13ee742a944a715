"""Every vector compared, none approximated: float32 products over a memory-mapped file.

At 50,000 vectors of 512 numbers one comparison of all reads 100 MB. A filter that leaves few rows reads
only those.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.index import Found
from daogou.index.top import top
from daogou.index.vector import Nearest, VectorIndexer

_FILE = "vectors.npy"
_FEW = 3  # below a third of the rows, picking them out first reads less than comparing all
_READY = 2_000  # rows that are picked out before the vector is known: four megabytes, kept for a millisecond
_PICKED = 256  # rows picked out at a time: half a megabyte stays in the cache until it is compared


@dataclass(frozen=True)
class Options:
    """None."""


class ExactVectors:
    """Rows of a memory-mapped float32 [n, dim]."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self._vectors = vectors
        self.dim = int(vectors.shape[1])

    def __len__(self) -> int:
        return int(self._vectors.shape[0])

    def nearest(
        self, vector: NDArray[np.float32], k: int, *, allowed: NDArray[np.bool_] | None = None
    ) -> Found:
        """See the contract."""
        query = np.ascontiguousarray(vector, np.float32)
        if allowed is None:
            return top(self._vectors @ query, k)
        rows = np.flatnonzero(allowed)
        if len(rows) * _FEW < len(self):
            return top(self._compared(rows, query), k, rows)
        return top((self._vectors @ query)[rows], k, rows)

    def among(self, allowed: NDArray[np.bool_]) -> Nearest:
        """See the contract."""
        rows = np.flatnonzero(allowed)
        if len(rows) > _READY:
            return lambda vector, k: self.nearest(vector, k, allowed=allowed)
        picked = np.take(self._vectors, rows, axis=0)
        return lambda vector, k: top(picked @ vector, k, rows)

    def _compared(self, rows: NDArray[np.int64], query: NDArray[np.float32]) -> NDArray[np.float32]:
        """float32 [rows]: the products of some rows with the query."""
        scores = np.empty(len(rows), np.float32)
        picked = np.empty((min(_PICKED, len(rows)), self.dim), np.float32)
        for start in range(0, len(rows), _PICKED):
            part = rows[start : start + _PICKED]
            # rows come from a mask, so none is out of bounds; "clip" spares numpy a copy that "raise" makes
            these = np.take(self._vectors, part, axis=0, out=picked[: len(part)], mode="clip")
            np.dot(these, query, out=scores[start : start + len(part)])
        return scores

    def vector(self, row: int) -> NDArray[np.float32]:
        """See the contract."""
        return np.array(self._vectors[row])


@dataclass(frozen=True)
class ExactIndexer:
    """One ``.npy`` in a folder."""

    def build(self, folder: Path, vectors: NDArray[np.float32]) -> ExactVectors:
        """See the contract."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / _FILE, np.ascontiguousarray(vectors, np.float32))
        return self.open(folder)

    def open(self, folder: Path) -> ExactVectors:
        """See the contract."""
        return ExactVectors(np.load(folder / _FILE, mmap_mode="r").view(np.ndarray))


def build(options: Options) -> VectorIndexer:
    """See the contract."""
    return ExactIndexer()
