"""The backbone's weights as ImageNet taught them, for teaching the parser: batch normalisation folded in."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.assets import asset_path
from daogou.core.roles import required

EPSILON = 1e-3  # of its batch normalisation, as trained
Weights = dict[str, NDArray[np.float32]]


def imagenet_weights() -> Weights:
    """EfficientNet-Lite0's, by the parser's names.

    Raises:
        MissingAsset: no source gave the checkpoint.
        MissingDependency: torch is not installed.
    """
    torch = required("torch", "teaching the garment parser")
    loaded = torch.load(asset_path("efficientnet-lite0"), weights_only=True)
    state = {name: value.float().numpy() for name, value in loaded.items()}
    weights = _folded(state, "_conv_stem", "_bn0", "stem")
    for name, block in _blocks(state):
        if f"{block}._expand_conv.weight" in state:
            weights |= _folded(state, f"{block}._expand_conv", f"{block}._bn0", f"{name}.expand")
        weights |= _folded(state, f"{block}._depthwise_conv", f"{block}._bn1", f"{name}.depthwise")
        weights |= _folded(state, f"{block}._project_conv", f"{block}._bn2", f"{name}.project")
    return weights


def _blocks(state: dict[str, Any]) -> list[tuple[str, str]]:
    """stage1.0 -> _blocks.0 and so on; a stage begins where the number of channels changes."""
    count = len({name.split(".")[1] for name in state if name.startswith("_blocks.")})
    pairs, stage, place, before = [], 0, 0, -1
    for i in range(count):
        width = len(state[f"_blocks.{i}._project_conv.weight"])
        stage, place = (stage, place + 1) if width == before else (stage + 1, 0)
        pairs.append((f"stage{stage}.{place}", f"_blocks.{i}"))
        before = width
    return pairs


def _folded(state: dict[str, Any], convolution: str, norm: str, name: str) -> Weights:
    """gamma (w*x - mean) / sqrt(var + eps) + beta as one convolution with a bias."""
    scale = state[f"{norm}.weight"] / np.sqrt(state[f"{norm}.running_var"] + EPSILON)
    kernel = state[f"{convolution}.weight"] * scale[:, None, None, None]
    bias = state[f"{norm}.bias"] - state[f"{norm}.running_mean"] * scale
    return {f"{name}.kernel": kernel.astype(np.float32), f"{name}.bias": bias.astype(np.float32)}
