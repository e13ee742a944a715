"""Vectors in LanceDB: on disk, compared all while they are few, by an IVF_HNSW_SQ index once there are many.

The index is approximate: it may miss a near row, but what a filter excludes never comes back, and a filter
that leaves few rows is answered by comparing all of them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from daogou.index import Found
from daogou.index.lance import connect, fetch_allowed
from daogou.index.vector import Nearest, VectorIndexer

_TABLE = "vectors"


@dataclass(frozen=True)
class Options:
    """``index_from``: so many rows get an index. ``refine``: so many times k are compared exactly after
    it."""

    index_from: int = 200_000
    refine: int = 10


class LanceVectors:
    """An opened table."""

    def __init__(self, table: Any, options: Options) -> None:
        self._table = table
        self._size = int(table.count_rows())
        self._options = options
        self.dim = int(table.schema.field("vector").type.list_size)

    def __len__(self) -> int:
        return self._size

    def nearest(
        self, vector: NDArray[np.float32], k: int, *, allowed: NDArray[np.bool_] | None = None
    ) -> Found:
        """See the contract."""

        def fetch(limit: int, where: str) -> Found:
            query = self._table.search(vector, vector_column_name="vector").distance_type("dot")
            query = query.select(["row", "_distance"]).limit(limit).refine_factor(self._options.refine)
            if where:
                query = query.where(where, prefilter=True).bypass_vector_index()
            found = query.to_arrow()
            scores = 1 - found["_distance"].to_numpy()
            return Found(found["row"].to_numpy().astype(np.int64), scores.astype(np.float32))

        return fetch_allowed(fetch, k, self._size, allowed)

    def among(self, allowed: NDArray[np.bool_]) -> Nearest:
        """See the contract; the table is asked when the vector is there."""
        return lambda vector, k: self.nearest(vector, k, allowed=allowed)

    def vector(self, row: int) -> NDArray[np.float32]:
        """See the contract."""
        found = self._table.search().where(f"row = {row}").select(["vector"]).limit(1).to_arrow()
        return np.asarray(found["vector"][0].as_py(), np.float32)


@dataclass(frozen=True)
class LanceVectorIndexer:
    """A LanceDB database in a folder."""

    options: Options

    def build(self, folder: Path, vectors: NDArray[np.float32]) -> LanceVectors:
        """See the contract."""
        flat = pa.array(np.ascontiguousarray(vectors, np.float32).ravel())
        columns = {
            "row": pa.array(np.arange(len(vectors), dtype=np.int64)),
            "vector": pa.FixedSizeListArray.from_arrays(flat, vectors.shape[1]),
        }
        table = connect(folder).create_table(_TABLE, pa.table(columns), mode="overwrite")
        if len(vectors) >= self.options.index_from:
            table.create_index(metric="dot", index_type="IVF_HNSW_SQ", vector_column_name="vector")
        return LanceVectors(table, self.options)

    def open(self, folder: Path) -> LanceVectors:
        """See the contract."""
        return LanceVectors(connect(folder).open_table(_TABLE), self.options)


def build(options: Options) -> VectorIndexer:
    """See the contract."""
    return LanceVectorIndexer(options)
