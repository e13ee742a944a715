"""The arrays of a fitted recommender as one file of its folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from daogou.core.errors import NotBuilt
from daogou.core.files import replacing

FILE_NAME = "recommender.npz"

Arrays = Mapping[str, NDArray[Any]]


def save_arrays(folder: Path, arrays: Arrays) -> None:
    """Named arrays, whole or not at all."""
    with replacing(folder / FILE_NAME) as file, file.open("wb") as stream:
        np.savez(stream, allow_pickle=False, **dict(arrays))


class Stored(dict[str, NDArray[Any]]):
    """Arrays of a file that another version may have written."""

    def __missing__(self, name: str) -> NDArray[Any]:
        """Said by a name of ours: a bare KeyError would tell a shop nothing.

        Raises:
            NotBuilt: always.
        """
        raise NotBuilt(
            f"The recommender was learnt by another version of Daogou: it has no {name!r}.",
            hint="`daogou build` learns it again.",
        )


def load_arrays(folder: Path) -> Stored:
    """What ``save_arrays`` wrote; asked for what it did not write they raise ``NotBuilt``.

    Raises:
        NotBuilt: nothing was.
    """
    file = folder / FILE_NAME
    if not file.is_file():
        raise NotBuilt(f"There is no recommender in {folder}.", hint="`daogou build` makes it.")
    with np.load(file, allow_pickle=False) as stored:
        return Stored({name: stored[name] for name in stored.files})


def compact(matrix: csr_array) -> csr_array:
    """The same with indices of 4 bytes where they suffice: a third less to hold and to read."""
    largest = max(*matrix.shape, matrix.nnz)
    if largest > np.iinfo(np.int32).max:
        return matrix
    parts = (matrix.data, matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32))
    return csr_array(parts, shape=matrix.shape)


def matrix_arrays(matrix: csr_array, prefix: str = "") -> dict[str, NDArray[Any]]:
    """A sparse matrix as arrays to save; ``prefix`` before their names tells matrices apart."""
    shape = np.array(matrix.shape, dtype=np.int64)
    parts = {"data": matrix.data, "indices": matrix.indices, "indptr": matrix.indptr, "shape": shape}
    return {prefix + name: part for name, part in parts.items()}


def matrix_from(arrays: Arrays, prefix: str = "") -> csr_array:
    """The sparse matrix that ``matrix_arrays`` took apart."""
    data, indices, indptr, shape = (arrays[prefix + name] for name in ("data", "indices", "indptr", "shape"))
    return csr_array((data, indices, indptr), shape=tuple(int(n) for n in shape))
