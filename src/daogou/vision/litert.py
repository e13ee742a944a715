"""TFLite models through LiteRT (``ai-edge-litert``), on the CPU with XNNPACK."""

from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import MissingAsset
from daogou.core.roles import required


class Network:
    """One model of one input. One call at a time: an interpreter owns its buffers."""

    def __init__(self, interpreter: Any) -> None:
        interpreter.allocate_tensors()
        self._interpreter = interpreter
        self._input = interpreter.get_input_details()[0]
        self._outputs = [one["index"] for one in interpreter.get_output_details()]
        self._lock = Lock()

    @property
    def side(self) -> int:
        """Pixels of the input's sides."""
        return int(self._input["shape"][1])

    def __call__(self, pixels: NDArray[Any]) -> list[NDArray[np.float32]]:
        """[side, side, 3] -> the outputs in the model's order, without the axis of the batch."""
        with self._lock:
            self._interpreter.set_tensor(self._input["index"], pixels[None].astype(self._input["dtype"]))
            self._interpreter.invoke()
            return [self._interpreter.get_tensor(index)[0] for index in self._outputs]


def open_network(file: Path, threads: int, needed_by: str) -> Network:
    """A model from a file.

    Raises:
        MissingAsset: it is no TFLite model.
        MissingDependency: ai-edge-litert is not installed.
    """
    library = required("ai_edge_litert.interpreter", needed_by)
    try:
        return Network(library.Interpreter(model_path=str(file), num_threads=threads or None))
    except (ValueError, RuntimeError) as error:
        raise MissingAsset(
            f"{file} is no TFLite model: {error}.", hint="Fetch it anew, or name another file."
        ) from error
