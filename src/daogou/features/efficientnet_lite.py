"""EfficientNet-Lite as an ONNX graph, built from the weights of a checkpoint.

Tan and Le, "EfficientNet", 2019; the Lite variants (Google, 2020) drop squeeze-and-excitation and use
ReLU6. Batch normalisation is folded into the convolutions, and padding is TensorFlow's SAME, so a picture of
any size can go in.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.features.onnx_graph import Graph, Inputs, Weights

BATCH_NORM_EPSILON = 1e-3  # as trained; torch's default of 1e-5 would be wrong
OPSET = 13  # the first in which every operator used here has its present form

# (repeats, kernel, stride) of each stage in the B0 plan; the Lite variants repeat the inner stages more often
STAGES = ((1, 3, 1), (2, 3, 2), (2, 5, 2), (3, 3, 2), (3, 5, 1), (4, 5, 2), (1, 3, 1))
HEAD_DIM = 1280  # of the last layer, in every Lite variant
MIDDLE_STAGES = (3, 5)  # after these (strides 8, 16) the picture is pooled too: colour, print, texture
FINE_STAGE = 5  # whose places are compared one by one: still 1/16 of the picture, and they read print


def folded(weights: Weights, conv: str, norm: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Kernel and bias of a convolution that also does the normalisation after it.

    gamma * (w*x - mean) / sqrt(var + eps) + beta  =  (w * s)*x + (beta - mean * s)
    with s = gamma / sqrt(var + eps)
    """
    scale = weights[f"{norm}.weight"] / np.sqrt(weights[f"{norm}.running_var"] + BATCH_NORM_EPSILON)
    kernel = weights[f"{conv}.weight"] * scale[:, None, None, None]
    bias = weights[f"{norm}.bias"] - weights[f"{norm}.running_mean"] * scale
    return kernel.astype(np.float32), bias.astype(np.float32)


@dataclass(frozen=True)
class Block:
    """One inverted residual: expand, filter each channel, project, and add the input where shapes allow."""

    name: str
    stage: int
    stride: int
    ends_stage: bool


def blocks(weights: Weights) -> Iterator[Block]:
    """The blocks of a network, stage by stage; where a stage begins is read from the channel counts."""
    count = len({name.split(".")[1] for name in weights if name.startswith("_blocks.")})
    widths = [weights[f"_blocks.{i}._project_conv.weight"].shape[0] for i in range(count)]
    stage = 0
    for i, width in enumerate(widths):
        begins = i == 0 or width != widths[i - 1]
        stage += begins
        stride = STAGES[stage - 1][2] if begins else 1
        yield Block(f"_blocks.{i}", stage, stride, i + 1 == count or widths[i + 1] != width)


def build_graph(weights: Weights) -> bytes:
    """A serialised ONNX model: ``picture`` float32 [n, 3, h, w] -> ``features`` float32 [n, dim].

    ``picture`` is RGB, (value - 127) / 128. The features are the pooled last layer (1280), then the mean and
    the standard deviation over the picture of each middle stage. For comparing place by place there are
    ``fine`` [n, 112, h/16, w/16], of stage 5, and ``coarse`` [n, 1280, h/32, w/32], the last layer.
    """
    graph = Graph(weights)
    graph.constant("zero", np.array(0, np.float32))
    graph.constant("six", np.array(6, np.float32))
    x = convolution(graph, "picture", "_conv_stem", "_bn0", stride=2)
    middle: list[str] = []
    for block in blocks(weights):
        x = _inverted_residual(graph, x, block)
        if block.ends_stage and block.stage in MIDDLE_STAGES:
            middle.extend(_mean_and_deviation(graph, x, f"stage{block.stage}"))
        if block.ends_stage and block.stage == FINE_STAGE:
            graph.add("Identity", [x], "fine")
    x = convolution(graph, x, "_conv_head", "_bn1")
    graph.add("Identity", [x], "coarse")
    pooled = graph.add("ReduceMean", [x], "pooled", axes=[2, 3], keepdims=0)
    graph.add("Concat", [pooled, *middle], "features", axis=1)
    outputs = {"features": [None] * 2, "fine": [None] * 4, "coarse": [None] * 4}
    inputs: Inputs = {"picture": (np.float32, ["n", 3, "h", "w"])}
    return graph.serialised("efficientnet-lite", inputs, outputs, OPSET)


def convolution(graph: Graph, x: str, conv: str, norm: str, *, stride: int = 1, active: bool = True) -> str:
    """Convolution with its batch normalisation folded in, then ReLU6 if ``active``."""
    kernel, bias = folded(graph.weights, conv, norm)
    inputs = [x, graph.constant(f"{conv}.kernel", kernel), graph.constant(f"{conv}.bias", bias)]
    depthwise = kernel.shape[1] == 1
    y = graph.add(
        "Conv",
        inputs,
        f"{conv}.out",
        strides=[stride, stride],
        kernel_shape=list(kernel.shape[2:]),
        auto_pad="SAME_UPPER",
        group=kernel.shape[0] if depthwise else 1,
    )
    return graph.add("Clip", [y, "zero", "six"], f"{conv}.relu6") if active else y


def _inverted_residual(graph: Graph, x: str, block: Block) -> str:
    name, start = block.name, x
    if f"{name}._expand_conv.weight" in graph.weights:
        x = convolution(graph, x, f"{name}._expand_conv", f"{name}._bn0")
    x = convolution(graph, x, f"{name}._depthwise_conv", f"{name}._bn1", stride=block.stride)
    x = convolution(graph, x, f"{name}._project_conv", f"{name}._bn2", active=False)
    entering = graph.weights[_first(graph.weights, name)].shape
    width_in = entering[0] if entering[1] == 1 else entering[1]
    width_out = graph.weights[f"{name}._project_conv.weight"].shape[0]
    same_shape = block.stride == 1 and width_in == width_out
    return graph.add("Add", [x, start], f"{name}.sum") if same_shape else x


def _first(weights: Weights, name: str) -> str:
    expand = f"{name}._expand_conv.weight"
    return expand if expand in weights else f"{name}._depthwise_conv.weight"


def _mean_and_deviation(graph: Graph, x: str, name: str) -> tuple[str, str]:
    """Over the picture, per channel: what there is, and how unevenly it is spread."""
    mean4 = graph.add("ReduceMean", [x], f"{name}.mean4", axes=[2, 3], keepdims=1)
    centred = graph.add("Sub", [x, mean4], f"{name}.centred")
    square = graph.add("Mul", [centred, centred], f"{name}.square")
    variance = graph.add("ReduceMean", [square], f"{name}.variance", axes=[2, 3], keepdims=0)
    deviation = graph.add("Sqrt", [variance], f"{name}.deviation")
    mean = graph.add("ReduceMean", [x], f"{name}.mean", axes=[2, 3], keepdims=0)
    return mean, deviation
