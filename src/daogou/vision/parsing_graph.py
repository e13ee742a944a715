"""The garment parser's network as an ONNX graph."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.vision.parsing_network import logits, seen

OPSET = 13  # the first in which every operator used here has its present form
IR_VERSION = 8  # readable by every onnxruntime since 1.10

Weights = Mapping[str, NDArray[np.float32]]  # NAME.kernel [out, in, k, k] and NAME.bias [out]


class OnnxOperations:
    """``Operations`` that write nodes; a value is its name."""

    def __init__(self, weights: Weights) -> None:
        self.names: Collection[str] = {
            name.removesuffix(".kernel") for name in weights if name.endswith(".kernel")
        }
        self._weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self._constant("zero", np.array(0, np.float32))
        self._constant("twice", np.array([1, 1, 2, 2], np.float32))

    def convolution(self, x: str, name: str, *, stride: int = 1, most: float | None = None) -> str:
        """See the contract; a kernel for one input channel filters each channel alone."""
        kernel = self._weights[f"{name}.kernel"]
        inputs = [
            x,
            self._constant(f"{name}.kernel", kernel),
            self._constant(f"{name}.bias", self._weights[f"{name}.bias"]),
        ]
        y = self._node(
            "Conv",
            inputs,
            strides=[stride, stride],
            kernel_shape=list(kernel.shape[2:]),
            auto_pad="SAME_UPPER",
            group=kernel.shape[0] if kernel.shape[1] == 1 else 1,
        )
        return y if most is None else self._cut(y, most)

    def _cut(self, x: str, most: float) -> str:
        if np.isinf(most):
            return self._node("Relu", [x])
        return self._node(
            "Clip", [x, "zero", self._constant(f"most{len(self.nodes)}", np.array(most, np.float32))]
        )

    def add(self, one: str, other: str) -> str:
        """See the contract."""
        return self._node("Add", [one, other])

    def doubled(self, x: str) -> str:
        """See the contract."""
        return self._node(
            "Resize", [x, "", "twice"], mode="linear", coordinate_transformation_mode="half_pixel"
        )

    def halved(self, x: str) -> str:
        """See the contract."""
        return self._node("AveragePool", [x], kernel_shape=[2, 2], strides=[2, 2])

    def mean(self, x: str) -> str:
        """See the contract."""
        return self._node("GlobalAveragePool", [x])

    def _node(self, kind: str, inputs: list[str], **attributes: Any) -> str:
        from onnx import helper

        name = f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def _constant(self, name: str, values: NDArray[np.float32]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values, np.float32), name))
        return name


def parser_graph(weights: Weights) -> bytes:
    """A serialised model: ``picture`` [n, 3, h, w] and ``hints`` [n, k, h/8, w/8] -> logits
    [n, labels, h/4, w/4], all float32."""
    ops = OnnxOperations(weights)
    levels = seen(ops, "picture")
    said = logits(ops, levels, "hints")
    return serialised(ops, {"picture": 3, "hints": weights["hints8.kernel"].shape[1]}, [said])


def levels_graph(weights: Weights) -> bytes:
    """The backbone alone: ``picture`` -> its four levels, the finest first."""
    ops = OnnxOperations(weights)
    levels = seen(ops, "picture")
    return serialised(ops, {"picture": 3}, [levels.fourth, levels.eighth, levels.sixteenth, levels.coarsest])


def serialised(ops: OnnxOperations, inputs: Mapping[str, int], outputs: list[str]) -> bytes:
    """The model's bytes; ``inputs``: name -> channels."""
    from onnx import TensorProto, helper

    entering = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", channels, f"{name}_h", f"{name}_w"])
        for name, channels in inputs.items()
    ]
    leaving = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs]
    model = helper.make_model(
        helper.make_graph(ops.nodes, "garment-parser", entering, leaving, ops.constants),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
    )
    written: bytes = model.SerializeToString()
    return written
