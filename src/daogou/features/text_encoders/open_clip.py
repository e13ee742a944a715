"""The text tower of any CLIP model that open_clip loads: CLIP, SigLIP, Chinese-CLIP, FashionCLIP.

With the image encoder of the same name and the same options, pictures and words share one space already, and
the alignment ``shared`` is all that is left to do. The original CLIP reads English only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import required
from daogou.features.clip_towers import Towers, load_towers
from daogou.features.rows import encode_present
from daogou.features.text_encoders import TextEncoder

NEEDED_BY = "text encoder 'open_clip'"


@dataclass(frozen=True)
class Options:
    """``model``: a name of open_clip, "hf-hub:owner/name", or a folder with open_clip_config.json.

    ``weights``: a tag of open_clip or a file, for a model given by its name.
    """

    model: str = "ViT-B-32"
    weights: str = "laion2b_s34b_b79k"
    device: str = "cpu"
    batch_size: int = 64


class ClipTexts:
    """The text tower."""

    def __init__(self, towers: Towers, options: Options) -> None:
        self._torch = required("torch", NEEDED_BY, "open-clip")
        self._towers = towers
        self._options = options
        self.space = towers.space
        self.dim = towers.dim

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows, in the space of the picture tower; text after the 77th token (CLIP) is not read."""
        return encode_present(texts, self.dim, self._batch, batch_size=self._options.batch_size)

    def _batch(self, texts: list[str]) -> NDArray[np.float32]:
        with self._torch.inference_mode():
            tokens = self._towers.tokenize(texts).to(self._options.device)
            vectors: NDArray[np.float32] = self._towers.model.encode_text(tokens).float().cpu().numpy()
        return vectors


def build(options: Options) -> TextEncoder:
    """Load the model, or take it over from the image encoder that loaded it."""
    return ClipTexts(load_towers(options.model, options.weights, options.device), options)
