"""EfficientNet-Lite0, trained on ImageNet, run by onnxruntime (Tan and Le 2019; Apache-2.0 weights).

The checkpoint comes from a package registry as an asset; its ONNX graph is built once, without torch, and
kept beside it. 4.7 million parameters, about 10 ms a picture on two cores.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.assets import asset_path
from daogou.core.files import replacing
from daogou.features.checkpoint import read_checkpoint
from daogou.features.efficientnet_lite import HEAD_DIM, Weights, build_graph
from daogou.features.image_encoders import ImageEncoder
from daogou.features.pixels import Pixels, batches, softmax
from daogou.vision.resize import padded

ASSET = "efficientnet-lite0"
GRAPH_FILE = "efficientnet-lite0.v1.onnx"  # raise the number when build_graph changes
BATCH_SIZE = 16  # on a CPU larger batches are no faster, and they take memory


@dataclass(frozen=True)
class Options:
    """``threads``: 0 for as many as there are cores. ``side``: pixels; it was trained at 224."""

    threads: int = 0
    side: int = 224


class EfficientNetLite0:
    """The pooled last layer (1280 numbers), mean and deviation of two middle layers (304); 1,000 classes."""

    def __init__(self, session: Any, weights: Weights, side: int) -> None:
        self._session = session
        self._side = side
        self._kernel = np.ascontiguousarray(weights["_fc.weight"].T)  # [1280, 1000]
        self._bias = weights["_fc.bias"]
        self.classes = imagenet_classes()
        self.dim = self._run([np.zeros((side, side, 3), np.uint8)]).shape[1]
        self.space = f"efficientnet-lite0-{side}-{self.dim}"

    def encode(self, images: Sequence[Pixels]) -> NDArray[np.float32]:
        """float32 [n, dim]; a picture is shrunk to fit the square, and padded with the colour of its rim."""
        rows = [self._run([padded(i, self._side) for i in part]) for part in batches(images, BATCH_SIZE)]
        return np.concatenate(rows) if rows else np.empty((0, self.dim), dtype=np.float32)

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """float32 [n, 1000], rows sum to 1."""
        return softmax(features[:, :HEAD_DIM] @ self._kernel + self._bias)

    def _run(self, images: Sequence[Pixels]) -> NDArray[np.float32]:
        pixels = np.stack(images).transpose(0, 3, 1, 2)  # (n, 3, side, side)
        picture = (pixels.astype(np.float32) - 127.0) * np.float32(1 / 128)  # as it was trained
        features: NDArray[np.float32] = self._session.run(["features"], {"picture": picture})[0]
        return features


def imagenet_classes() -> tuple[str, ...]:
    """English names of the 1,000 classes, in the order of the model's output."""
    text = (files("daogou.features") / "data" / "imagenet_classes.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def graph_file(checkpoint: Path, weights: Weights) -> Path:
    """The ONNX graph beside the checkpoint, built if it is not there."""
    graph = checkpoint.parent / GRAPH_FILE
    if not graph.is_file():
        with replacing(graph) as file:
            file.write_bytes(build_graph(weights))
    return graph


def open_session(graph: Path, threads: int) -> Any:
    """onnxruntime on the CPU; its threads sleep while they wait, since decoding needs the cores too."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or os.cpu_count() or 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def build(options: Options) -> ImageEncoder:
    """Fetches the asset if it is not here.

    Raises:
        MissingAsset: no source gave the weights.
    """
    checkpoint = asset_path(ASSET)
    weights = read_checkpoint(checkpoint)
    return EfficientNetLite0(
        open_session(graph_file(checkpoint, weights), options.threads), weights, options.side
    )
