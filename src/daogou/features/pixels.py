"""Pictures of any size to the size that a network takes."""

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Fit = Literal["squash", "crop", "pad"]
Pixels = NDArray[np.uint8]


def fitted(image: Pixels, height: int, width: int, fit: Fit) -> Pixels:
    """uint8 [h, w, 3] -> uint8 [height, width, 3].

    ``squash`` keeps everything and changes the proportions; ``crop`` keeps the proportions and loses the
    edges; ``pad`` keeps both and fills up with white, the usual ground of product pictures.
    """
    picture = Image.fromarray(image)
    if fit == "squash":
        return np.asarray(picture.resize((width, height), Image.Resampling.BICUBIC))
    scales = (width / picture.width, height / picture.height)
    scale = max(scales) if fit == "crop" else min(scales)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return _centred(picture.resize(size, Image.Resampling.BICUBIC), height, width)


def _centred(picture: Image.Image, height: int, width: int) -> Pixels:
    ground = Image.new("RGB", (width, height), "white")
    ground.paste(picture, ((width - picture.width) // 2, (height - picture.height) // 2))
    return np.asarray(ground)


def batches(images: Sequence[Pixels], size: int) -> Iterator[Sequence[Pixels]]:
    """The pictures in pieces, so that memory does not grow with their number."""
    for start in range(0, len(images), size):
        yield images[start : start + size]


def softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of logits to rows of probabilities."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
    shares: NDArray[np.float32] = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares
