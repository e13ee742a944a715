"""The picture tower of any CLIP model that open_clip loads: CLIP, SigLIP, Chinese-CLIP, FashionCLIP.

With the text encoder of the same name and the same options, pictures and words share one space already, and
the alignment ``shared`` is all that is left to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.core.roles import required
from daogou.features.clip_towers import Towers, load_towers
from daogou.features.image_encoders import ImageEncoder
from daogou.features.pixels import batches

NEEDED_BY = "image encoder 'open_clip'"


@dataclass(frozen=True)
class Options:
    """``model``: a name of open_clip, "hf-hub:owner/name", or a folder with open_clip_config.json.

    ``weights``: a tag of open_clip or a file, for a model given by its name.
    """

    model: str = "ViT-B-32"
    weights: str = "laion2b_s34b_b79k"
    device: str = "cpu"
    batch_size: int = 16


class ClipPictures:
    """The picture tower."""

    classes: tuple[str, ...] = ()

    def __init__(self, towers: Towers, options: Options) -> None:
        self._torch = required("torch", NEEDED_BY, "open-clip")
        self._towers = towers
        self._options = options
        self.space = towers.space
        self.dim = towers.dim

    def encode(self, images: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """float32 [n, dim], in the space of the text tower."""
        rows = [np.zeros((0, self.dim), np.float32)]
        with self._torch.inference_mode():
            for batch in batches(images, self._options.batch_size):
                pixels = self._torch.stack([self._towers.prepare(Image.fromarray(image)) for image in batch])
                vectors = self._towers.model.encode_image(pixels.to(self._options.device))
                rows.append(vectors.float().cpu().numpy())
        return np.concatenate(rows)

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """No columns: a CLIP model has no classes of its own."""
        return np.zeros((len(features), 0), np.float32)


def build(options: Options) -> ImageEncoder:
    """Load the model, or take it over from the text encoder that loaded it."""
    return ClipPictures(load_towers(options.model, options.weights, options.device), options)
