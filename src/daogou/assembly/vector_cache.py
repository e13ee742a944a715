"""Vectors that were computed once: kept by a key of what they were computed from.

A build that is killed, or one after few changes, encodes only what it has not encoded before. Shards are
only ever added, each in one step, so a kill at any moment loses at most the shard being filled.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.files import replacing

SHARD_ROWS = 512  # a few MB; at 60 pictures a second a kill loses at most nine seconds' work


class VectorCache:
    """Vectors of one space, float32 [dim] each, by key."""

    def __init__(self, folder: Path, dim: int) -> None:
        self._folder = folder
        self._dim = dim
        self._rows: dict[str, NDArray[np.float32]] = {}
        self._fresh: dict[str, NDArray[np.float32]] = {}
        for shard in sorted(folder.glob("*.npz")):
            with np.load(shard) as stored:
                self._rows.update(zip(stored["keys"].tolist(), stored["vectors"], strict=True))

    def __contains__(self, key: str) -> bool:
        return key in self._rows

    def __getitem__(self, key: str) -> NDArray[np.float32]:
        return self._rows[key]

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, key: str, vector: NDArray[np.float32]) -> None:
        """Remember one vector; written out a shard at a time."""
        self._rows[key] = vector
        self._fresh[key] = vector
        if len(self._fresh) >= SHARD_ROWS:
            self.flush()

    def flush(self) -> None:
        """Write out what has been added since."""
        if self._fresh:
            self._write(self._fresh)
            self._fresh = {}

    def matrix(self, keys: Sequence[str]) -> NDArray[np.float32]:
        """float32 [len(keys), dim]; a zero row for a key that is not here, an empty one say."""
        rows = np.zeros((len(keys), self._dim), dtype=np.float32)
        for row, key in enumerate(keys):
            if key in self._rows:
                rows[row] = self._rows[key]
        return rows

    def keep_only(self, keys: Sequence[str]) -> None:
        """Forget all others, and gather the rest in one shard; call it after a publish."""
        self.flush()
        kept = {key: self._rows[key] for key in dict.fromkeys(keys) if key in self._rows}
        if len(kept) == len(self._rows) and len(list(self._folder.glob("*.npz"))) <= 1:
            return
        old = list(self._folder.glob("*.npz"))
        if kept:
            self._write(kept)
        for shard in old:
            shard.unlink()
        self._rows = kept

    def _write(self, rows: Mapping[str, NDArray[np.float32]]) -> None:
        numbers = [int(p.stem) for p in self._folder.glob("*.npz")]
        shard = self._folder / f"{max(numbers, default=0) + 1:06d}.npz"
        with replacing(shard) as file, file.open("wb") as stream:
            np.savez(stream, keys=np.array(list(rows)), vectors=np.stack(list(rows.values())))
