"""Writing a network as an ONNX graph, from weights that came in another form."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = Mapping[str, NDArray[Any]]
Shape = Sequence[int | str | None]
Inputs = Mapping[str, tuple[Any, Shape]]  # name -> (numpy dtype, shape)

IR_VERSION = 8  # readable by every onnxruntime since 1.10


@dataclass
class Graph:
    """An ONNX graph being written."""

    weights: Weights
    nodes: list[Any] = field(default_factory=list)
    initialisers: list[Any] = field(default_factory=list)

    def add(self, kind: str, inputs: Sequence[str], name: str, **attributes: Any) -> str:
        """One node; returns the name of its output."""
        self.add_many(kind, inputs, [name], **attributes)
        return name

    def add_many(self, kind: str, inputs: Sequence[str], names: Sequence[str], **attributes: Any) -> None:
        """One node with these outputs."""
        from onnx import helper

        self.nodes.append(helper.make_node(kind, list(inputs), list(names), name=names[0], **attributes))

    def constant(self, name: str, values: NDArray[Any]) -> str:
        """One initialiser; returns its name."""
        from onnx import numpy_helper

        self.initialisers.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def serialised(self, name: str, inputs: Inputs, outputs: Mapping[str, Shape], opset: int) -> bytes:
        """The model's bytes; outputs are float32."""
        from onnx import TensorProto, helper

        entering = [
            helper.make_tensor_value_info(key, helper.np_dtype_to_tensor_dtype(np.dtype(dtype)), shape)
            for key, (dtype, shape) in inputs.items()
        ]
        leaving = [
            helper.make_tensor_value_info(key, TensorProto.FLOAT, shape) for key, shape in outputs.items()
        ]
        model = helper.make_model(
            helper.make_graph(self.nodes, name, entering, leaving, self.initialisers),
            opset_imports=[helper.make_opsetid("", opset)],
            ir_version=IR_VERSION,
        )
        serialised: bytes = model.SerializeToString()
        return serialised


def open_session(graph: str | bytes, threads: int) -> Any:
    """onnxruntime on the CPU; its threads sleep while they wait, since other work needs the cores too.

    ``graph``: a file's path or a serialised model; ``threads``: 0 for as many as there are cores.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or os.cpu_count() or 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
