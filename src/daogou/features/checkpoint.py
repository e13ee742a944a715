"""Weights out of a PyTorch checkpoint without PyTorch, and without running anything that it holds.

A checkpoint is a pickle, and a pickle may call any function. This reader resolves only the four names
that a dictionary of tensors needs and refuses every other. It reads the format that torch wrote before 1.6:
three pickled headers, the pickled dictionary, the list of storage keys, then the raw storages.
"""

import io
import pickle
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import CorruptAsset

MAGIC = 0x1950A86A20F9469CFC6C  # the number torch.save wrote first until version 1.6
DTYPES = {"FloatStorage": np.dtype("<f4"), "LongStorage": np.dtype("<i8")}


@dataclass
class _Storage:
    """A flat array that is named now and filled when the end of the file is read."""

    dtype: np.dtype[Any]
    values: NDArray[Any] = field(default_factory=lambda: np.empty(0))


@dataclass(frozen=True)
class _View:
    """A tensor: a window on a storage."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]

    def array(self) -> NDArray[Any]:
        """The tensor's values, a view of the storage."""
        start = self.storage.values[self.offset :]
        steps = tuple(s * start.itemsize for s in self.strides)
        return np.lib.stride_tricks.as_strided(start, self.shape, steps, writeable=False)


def _view(storage: _Storage, offset: int, shape: Any, strides: Any, *_: Any) -> _View:
    return _View(storage, offset, tuple(shape), tuple(strides))


class _Reader(pickle.Unpickler):
    """Knows the four names of a state dictionary, and no other."""

    def __init__(self, stream: BinaryIO, storages: dict[str, _Storage]) -> None:
        super().__init__(stream)
        self.storages = storages

    def find_class(self, module: str, name: str) -> Any:
        if module == "torch" and name in DTYPES:
            return DTYPES[name]
        known: dict[tuple[str, str], Callable[..., Any]] = {
            ("collections", "OrderedDict"): OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): _view,
        }
        if (module, name) not in known:
            raise CorruptAsset(
                f"The checkpoint asks for {module}.{name}, which no dictionary of tensors needs."
            )
        return known[module, name]

    def persistent_load(self, saved: Any) -> _Storage:
        kind, dtype, key = saved[:3]
        if kind != "storage" or not isinstance(dtype, np.dtype):
            raise CorruptAsset(f"The checkpoint holds a {kind!r}, expected a storage.")
        return self.storages.setdefault(key, _Storage(dtype))


def read_checkpoint(file: Path) -> dict[str, NDArray[Any]]:
    """Tensor name -> array, of a checkpoint saved as a state dictionary.

    Raises:
        CorruptAsset: another format, or it names something that a dictionary of tensors does not need.
    """
    stream = io.BytesIO(file.read_bytes())
    storages: dict[str, _Storage] = {}
    try:
        magic, _version, _system = (_Reader(stream, {}).load() for _ in range(3))
        if magic != MAGIC:
            raise CorruptAsset(f"{file.name} is no checkpoint of the format written before torch 1.6.")
        state = _Reader(stream, storages).load()
        for key in _Reader(stream, {}).load():
            _fill(stream, storages[key])
        return {name: view.array() for name, view in state.items() if isinstance(view, _View)}
    except (pickle.UnpicklingError, EOFError, KeyError, ValueError, AttributeError) as error:
        raise CorruptAsset(f"{file.name} cannot be read as a checkpoint: {error}.") from error


def _fill(stream: BinaryIO, storage: _Storage) -> None:
    count = int.from_bytes(stream.read(8), "little")
    raw = stream.read(count * storage.dtype.itemsize)
    storage.values = np.frombuffer(raw, storage.dtype, count)
