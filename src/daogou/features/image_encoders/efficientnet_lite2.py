"""EfficientNet-Lite2, trained on ImageNet, run by onnxruntime (Tan and Le 2019; Apache-2.0 weights).

6.1 million parameters; sees a little better than Lite0 and takes about twice as long. Its ONNX graph is
built once from the checkpoint, without torch, and kept beside it.
"""

from dataclasses import dataclass

from daogou.features.image_encoders import ImageEncoder
from daogou.features.lite_encoder import open_lite


@dataclass(frozen=True)
class Options:
    """``threads``: 0 for as many as there are cores. ``side``: pixels; it was trained at 260."""

    threads: int = 0
    side: int = 260


def build(options: Options) -> ImageEncoder:
    """Fetches the asset if it is not here.

    Raises:
        MissingAsset: no source gave the weights.
    """
    return open_lite("efficientnet-lite2", options.threads, options.side)
