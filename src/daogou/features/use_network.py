"""The network of the Universal Sentence Encoder, multilingual v3, as an ONNX graph.

Yang et al. 2019. Word pieces are embedded, three convolutions (over 2, 3 and 5 pieces) read them, and a deep
averaging network makes one vector of the mean. The texts of a batch lie one after the other; ``window`` says
which pieces stand around each, so that none sees those of another text.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from daogou.features.onnx_graph import Graph, Inputs, Weights

DIM, BRANCH = 512, 256  # numbers of a piece and of the sentence; of each convolution
ORDERS = {2: 0, 3: 1, 5: 2}  # pieces that a convolution reads -> how many of them stand before
REACH = 2  # pieces before and after that the widest convolution reads
OPSET = 17  # the first with LayerNormalization


def build_network(weights: Weights) -> bytes:
    """A serialised ONNX model. n pieces of m texts:

    ``pieces`` float32 [n, 512] their embeddings; ``window`` int64 [n, 5] as ``windows`` gives it;
    ``share`` float32 [m, n], 1 / sqrt(pieces of the text) for a text's own pieces, else 0.
    ``sentences`` float32 [m, 512], not yet of unit length.
    """
    graph = Graph(weights)
    graph.constant("zeros", np.zeros((1, BRANCH), np.float32))  # what stands beyond the ends of a text
    projected = _projected(graph)
    branches = [
        _branch(graph, x, order, before) for x, (order, before) in zip(projected, ORDERS.items(), strict=True)
    ]
    graph.add("Concat", ["pieces", *branches], "read", axis=1)
    read = _normalised(graph, "read", _row(graph, "ln_g"), _row(graph, "ln_b"))
    graph.add("MatMul", ["share", read], "mean")
    graph.add("ReduceSum", ["share", graph.constant("along", np.array([1]))], "root", keepdims=1)
    bias = graph.add("MatMul", ["root", graph.constant("cnn_b", weights["cnn_b"][None])], "root.bias")
    x = graph.add("Add", [_times(graph, "mean", "cnn_W"), bias], "averaged")
    y0 = _rectified(graph, _times(graph, x, "d0"))
    y1 = _rectified(graph, graph.add("Add", [_times(graph, x, "p1"), _times(graph, y0, "d1")], "second"))
    y2 = _rectified(graph, _times(graph, y1, "d2"))
    last = graph.add("Add", [_times(graph, y1, "p3"), _times(graph, y2, "d3")], "third")
    graph.add("Tanh", [last], "sentences")
    inputs: Inputs = {
        "pieces": (np.float32, ["n", DIM]),
        "window": (np.int64, ["n", 2 * REACH + 1]),
        "share": (np.float32, ["m", "n"]),
    }
    return graph.serialised("use-multilingual-v3", inputs, {"sentences": ["m", DIM]}, OPSET)


def windows(lengths: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """``window`` and ``share`` of texts of these many pieces; beyond a text's ends stands the row n."""
    count = sum(lengths)
    ends = np.repeat(np.cumsum(lengths), lengths)[:, None]
    starts = ends - np.repeat(lengths, lengths)[:, None]
    places = np.arange(count)[:, None] + np.arange(-REACH, REACH + 1)
    window = np.where((places >= starts) & (places < ends), places, count)
    share = np.zeros((len(lengths), count), np.float32)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    share[owner, np.arange(count)] = 1 / np.sqrt(np.asarray(lengths, np.float32))[owner]
    return window, share


def _projected(graph: Graph) -> list[str]:
    """What each convolution reads of the pieces; they are normalised all together."""
    for kind in ("proj", "proj_b", "ln_g", "ln_b"):
        parts = [graph.weights[f"{kind}{order}"] for order in ORDERS]
        graph.constant(f"{kind}_all", np.concatenate(parts, axis=-1).astype(np.float32))
    product = graph.add("MatMul", ["pieces", "proj_all"], "projected")
    biased = graph.add("Add", [product, "proj_b_all"], "projected.biased")
    normal = _normalised(graph, biased, "ln_g_all", "ln_b_all")
    names = [f"in{order}" for order in ORDERS]
    graph.add_many("Split", [normal, graph.constant("sizes", np.full(len(ORDERS), BRANCH))], names, axis=1)
    return names


def _branch(graph: Graph, x: str, order: int, before: int) -> str:
    """Two convolutions over ``order`` pieces, each added to what it read."""
    first = REACH - before
    columns = graph.constant(f"columns{order}", np.arange(first, first + order))
    around = graph.add("Gather", ["window", columns], f"around{order}", axis=1)
    flat = graph.constant(f"flat{order}", np.array([-1, order * BRANCH]))
    for step in (1, 2):
        padded = graph.add("Concat", [x, "zeros"], f"{x}.padded", axis=0)
        near = graph.add("Gather", [padded, around], f"{x}.near", axis=0)
        near = graph.add("Reshape", [near, flat], f"{x}.flat")
        seen = graph.add(
            "Add", [_times(graph, near, f"w{step}_{order}"), _row(graph, f"b{step}_{order}")], f"{x}.seen"
        )
        x = graph.add("Add", [_rectified(graph, seen), x], f"{x}.{step}")
    return x


def _times(graph: Graph, x: str, weight: str) -> str:
    return graph.add("MatMul", [x, _row(graph, weight)], f"{x}*{weight}")


def _row(graph: Graph, name: str) -> str:
    return graph.constant(name, graph.weights[name].astype(np.float32))


def _rectified(graph: Graph, x: str) -> str:
    return graph.add("Relu", [x], f"{x}.relu")


def _normalised(graph: Graph, x: str, scale: str, bias: str) -> str:
    epsilon = float(graph.weights["eps"].item())
    return graph.add("LayerNormalization", [x, scale, bias], f"{x}.normal", axis=-1, epsilon=epsilon)
