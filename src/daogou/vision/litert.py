"""TFLite models through LiteRT (``ai-edge-litert``), on the CPU with XNNPACK."""

import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import MissingAsset
from daogou.core.roles import required

Said = TypeVar("Said")
Outputs = list[NDArray[np.float32]]
FORCE_FP16 = 4  # XNNPACK's flag
STDERR = 2  # its file descriptor
_CHATTER = (b"INFO:", b"WARNING: [npu_registry", b"WARNING: [model_load", b"WARNING: [compiler_plugin")
_HALF = ("avx512_fp16", "fphp", "asimdhp")  # what processors say that reckon with 16 bits


class Network(Protocol):
    """One model of one input. One call at a time: it owns its buffers."""

    @property
    def side(self) -> int:
        """Pixels of the input's sides."""
        ...

    def __call__(self, pixels: NDArray[Any]) -> Outputs:
        """[side, side, 3] -> the outputs in the model's order, without the axis of the batch."""
        ...

    def read(
        self, square: NDArray[np.uint8], through: float, less: float, reader: Callable[[Outputs], Said]
    ) -> Said:
        """What ``reader`` makes of the outputs for ``square / through - less``, uint8 [side, side, 3].

        Nothing is copied: fresh memory for pixels and outputs takes a millisecond, more than the arithmetic.
        ``reader`` is given the outputs where they lie, and must not keep them.
        """
        ...


class _Interpreted:
    """Through the interpreter, in the model's own precision."""

    def __init__(self, interpreter: Any) -> None:
        interpreter.allocate_tensors()
        self._interpreter = interpreter
        self._input = interpreter.get_input_details()[0]
        self._outputs = [one["index"] for one in interpreter.get_output_details()]
        self._lock = Lock()

    @property
    def side(self) -> int:
        return int(self._input["shape"][1])

    def __call__(self, pixels: NDArray[Any]) -> Outputs:
        with self._lock:
            self._interpreter.set_tensor(self._input["index"], pixels[None].astype(self._input["dtype"]))
            self._interpreter.invoke()
            return [self._interpreter.get_tensor(index)[0] for index in self._outputs]

    def read(
        self, square: NDArray[np.uint8], through: float, less: float, reader: Callable[[Outputs], Said]
    ) -> Said:
        with self._lock:
            self._fill(square, through, less)
            self._interpreter.invoke()
            return reader([self._interpreter.tensor(index)()[0] for index in self._outputs])

    def _fill(self, square: NDArray[np.uint8], through: float, less: float) -> None:
        """Apart, so that no view of the input is left when the model runs."""
        _scaled(square, through, less, self._interpreter.tensor(self._input["index"])()[0])


class _Half:
    """Compiled with 16 bits a number, where the processor reckons with them: a fifth to a quarter faster.

    ``shapes``: of the input, then of the outputs, each with the batch's axis.
    """

    def __init__(self, model: Any, shapes: list[tuple[int, ...]]) -> None:
        self._model = model
        self._pixels = np.zeros(shapes[0], np.float32)
        self._shapes = shapes[1:]
        self._given, self._found = model.create_input_buffers(0), model.create_output_buffers(0)
        self._lock = Lock()
        self._given[0].write(self._pixels)  # the first time it says at length what it finds on the machine

    @property
    def side(self) -> int:
        return int(self._pixels.shape[1])

    def __call__(self, pixels: NDArray[Any]) -> Outputs:
        with self._lock:
            self._pixels[0] = pixels
            return self._run()

    def read(
        self, square: NDArray[np.uint8], through: float, less: float, reader: Callable[[Outputs], Said]
    ) -> Said:
        with self._lock:
            _scaled(square, through, less, self._pixels[0])
            return reader(self._run())

    def _run(self) -> Outputs:
        self._given[0].write(self._pixels)
        self._model.run_by_index(0, self._given, self._found)
        return [
            found.read(int(np.prod(shape)), np.float32).reshape(shape)[0]
            for found, shape in zip(self._found, self._shapes, strict=True)
        ]


def open_network(file: Path, threads: int, needed_by: str, *, half: bool = False) -> Network:
    """A model from a file; ``half``: reckon with 16 bits a number, where the processor can.

    Raises:
        MissingAsset: it is no TFLite model.
        MissingDependency: ai-edge-litert is not installed.
    """
    library = required("ai_edge_litert.interpreter", needed_by)
    try:
        interpreter = library.Interpreter(model_path=str(file), num_threads=threads or None)
        compiled = _half(file, threads, interpreter, needed_by) if half and has_half() else None
        return compiled or _Interpreted(interpreter)
    except (ValueError, RuntimeError) as error:
        raise MissingAsset(
            f"{file} is no TFLite model: {error}.", hint="Fetch it anew, or name another file."
        ) from error


@cache
def has_half() -> bool:
    """Whether the processor reckons with 16 bits a number; elsewhere that would be slower."""
    if platform.system() == "Darwin":
        return platform.machine() == "arm64"
    told = Path("/proc/cpuinfo")
    words = set(told.read_text("utf-8", "replace").split()) if told.is_file() else set[str]()
    return not words.isdisjoint(_HALF)


def _half(file: Path, threads: int, interpreter: Any, needed_by: str) -> Network | None:
    """None where this build of the library cannot do it."""
    compiled = required("ai_edge_litert.compiled_model", needed_by).CompiledModel
    options = required("ai_edge_litert.options", needed_by).Options
    cpu = required("ai_edge_litert.cpu_options", needed_by).CpuOptions
    environment = required("ai_edge_litert.environment", needed_by).Environment
    chosen = options(cpu_options=cpu(num_threads=threads, xnnpack_flags=FORCE_FP16))
    details = (*interpreter.get_input_details(), *interpreter.get_output_details())
    shapes = [tuple(int(size) for size in one["shape"]) for one in details]
    nowhere = str(file.parent)  # or it looks for accelerators of phones
    try:
        with _quietly():
            found = environment.create(compiler_plugin_path=nowhere, dispatch_library_path=nowhere)
            return _Half(compiled.from_file(str(file), environment=found, options=chosen), shapes)
    except RuntimeError:
        return None


@contextmanager
def _quietly() -> Iterator[None]:
    """Without what the library writes past Python while it compiles a model: that there is no accelerator,
    and of each sparse tensor that it may not be supported. Whatever else is written meanwhile is kept."""
    kept_apart = os.dup(STDERR)
    with TemporaryFile() as written:
        os.dup2(written.fileno(), STDERR)
        try:
            yield
        finally:
            os.dup2(kept_apart, STDERR)
            os.close(kept_apart)
            written.seek(0)
            os.write(STDERR, b"".join(line for line in written if not line.startswith(_CHATTER)))


def _scaled(square: NDArray[np.uint8], through: float, less: float, out: NDArray[np.float32]) -> None:
    np.divide(square, np.float32(through), out=out)
    if less:
        out -= np.float32(less)
