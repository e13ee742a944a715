"""Pictures that look the same, found without comparing every one with every other.

Charikar 2002: the signs of a vector's products with random directions are alike for like vectors. Vectors
that agree in all signs of a band are candidates, and candidates are compared exactly.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

SAME = 0.995  # cosine of two compressions of one photo: above in 99 of 100; of two photos: hardly ever
BANDS, BITS = 8, 16  # at a cosine of .995 two vectors agree in at least one band with probability .999
LARGEST_BUCKET = 200  # beyond, a bucket holds things that are alike only in being dull
CHUNK = 4096  # rows at a time, so that no copy of all vectors is made


class Likeness:
    """Vectors seen from their mean, which all pictures of a shop share: the white ground."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self._vectors = vectors
        self.known = np.asarray(vectors.any(axis=1))
        count = max(1, int(self.known.sum()))
        self._mean = (vectors.sum(axis=0, dtype=np.float64) / count).astype(np.float32)  # zeros add nothing

    def cosine(self, first: int, second: int) -> float:
        """How alike two rows are, at most 1; the same picture twice gives 1 even if it is the mean."""
        a, b = self._vectors[first] - self._mean, self._vectors[second] - self._mean
        lengths = float(np.linalg.norm(a) * np.linalg.norm(b))
        return float(a @ b) / lengths if lengths > 1e-9 else 1.0

    def same(self, first: int, second: int, least: float = SAME) -> bool | None:
        """Whether two rows show the same picture; None if one has none."""
        if not (self.known[first] and self.known[second]):
            return None
        return self.cosine(first, second) >= least

    def groups(self, least: float = SAME) -> list[list[int]]:
        """Rows that show the same picture, two or more in a group, in the order of the catalogue."""
        first_of, copies = self._exact()
        parent = {row: row for row in first_of}
        for first, second in self._candidates(first_of):
            if _root(parent, first) != _root(parent, second) and self.cosine(first, second) >= least:
                parent[_root(parent, second)] = _root(parent, first)
        together: dict[int, list[int]] = defaultdict(list)
        for row in first_of:
            together[_root(parent, row)].extend(copies[row])
        return sorted(sorted(rows) for rows in together.values() if len(rows) > 1)

    def _exact(self) -> tuple[list[int], dict[int, list[int]]]:
        """One row of each set of identical vectors, and the set: a placeholder may stand for thousands."""
        copies: dict[bytes, list[int]] = defaultdict(list)
        for row in np.nonzero(self.known)[0]:
            copies[self._vectors[row].tobytes()].append(int(row))
        return [rows[0] for rows in copies.values()], {rows[0]: rows for rows in copies.values()}

    def _candidates(self, rows: Sequence[int]) -> Iterator[tuple[int, int]]:
        codes = self._codes(np.array(rows, dtype=np.int64))
        for band in range(BANDS):
            buckets: dict[int, list[int]] = defaultdict(list)
            for row, code in zip(rows, codes[:, band].tolist(), strict=True):
                buckets[code].append(row)
            for bucket in buckets.values():
                if len(bucket) <= LARGEST_BUCKET:
                    yield from ((a, b) for i, a in enumerate(bucket) for b in bucket[i + 1 :])

    def _codes(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """int64 [rows, BANDS]: the signs of each band as one number."""
        random = np.random.default_rng(0)  # the same directions every time: the same findings
        directions = random.normal(size=(self._vectors.shape[1], BANDS * BITS)).astype(np.float32)
        powers = 1 << np.arange(BITS, dtype=np.int64)
        codes = np.zeros((len(rows), BANDS), dtype=np.int64)
        for start in range(0, len(rows), CHUNK):
            part = self._vectors[rows[start : start + CHUNK]] - self._mean
            signs = (part @ directions > 0).reshape(len(part), BANDS, BITS)
            codes[start : start + CHUNK] = signs @ powers
        return codes


def _root(parent: dict[int, int], row: int) -> int:
    while parent[row] != row:
        parent[row] = parent[parent[row]]
        row = parent[row]
    return row
