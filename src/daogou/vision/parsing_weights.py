"""The garment parser's weights in a small file: kernels as bytes with a scale per output channel."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LARGEST = 127


def write_weights(weights: dict[str, NDArray[np.float32]], file: Path) -> None:
    """Kernels of one input channel, which are few and touchy, and biases stay float16."""
    stored: dict[str, NDArray[np.generic]] = {}
    for name, values in weights.items():
        if values.ndim == 4 and values.shape[1] > 1:
            stored[f"{name}.bytes"], stored[f"{name}.scale"] = quantised(values)
        else:
            stored[name] = values.astype(np.float16)
    np.savez_compressed(file, **stored)  # type: ignore[arg-type]


def quantised(kernel: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """[out, in, k, k] -> whole numbers in -127..127, and what to multiply each output channel by."""
    scale = np.maximum(np.abs(kernel).max(axis=(1, 2, 3)), 1e-12) / LARGEST
    return np.rint(kernel / scale[:, None, None, None]).astype(np.int8), scale.astype(np.float32)


def read_weights(file: Path) -> dict[str, NDArray[np.float32]]:
    """What ``write_weights`` wrote, as float32."""
    weights: dict[str, NDArray[np.float32]] = {}
    with np.load(file) as stored:
        for name in stored.files:
            if name.endswith(".bytes"):
                kernel = name.removesuffix(".bytes")
                scale = stored[f"{kernel}.scale"][:, None, None, None]
                weights[kernel] = stored[name].astype(np.float32) * scale
            elif not name.endswith(".scale"):
                weights[name] = stored[name].astype(np.float32)
    return weights
