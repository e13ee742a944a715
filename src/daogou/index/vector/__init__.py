"""Nearest neighbours: one file per index."""

from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import Role
from daogou.index import Found


class Nearest(Protocol):
    """Compares a vector with rows that were chosen before."""

    def __call__(self, vector: NDArray[np.float32], k: int) -> Found:
        """The k closest of them, as ``VectorIndex.nearest`` gives them."""
        ...


class VectorIndex(Protocol):
    """Finds the stored unit vectors closest to a given one."""

    dim: int

    def __len__(self) -> int:
        """How many vectors."""
        ...

    def nearest(
        self, vector: NDArray[np.float32], k: int, *, allowed: NDArray[np.bool_] | None = None
    ) -> Found:
        """The k closest rows by cosine, in [-1, 1]; equal scores by row. ``allowed``: bool [n], a filter
        that is exact: every allowed row competes, and no other."""
        ...

    def among(self, allowed: NDArray[np.bool_]) -> Nearest:
        """``nearest`` of a filter, made ready while the vector is not yet known."""
        ...

    def vector(self, row: int) -> NDArray[np.float32]:
        """The stored vector of a row: float32 [dim]."""
        ...


class VectorIndexer(Protocol):
    """Makes and opens an index in a folder."""

    def build(self, folder: Path, vectors: NDArray[np.float32]) -> VectorIndex:
        """Write an index of float32 [n, dim] unit rows; row numbers are positions in ``vectors``."""
        ...

    def open(self, folder: Path) -> VectorIndex:
        """What ``build`` wrote."""
        ...


ROLE: Role[VectorIndexer] = Role(__name__)
