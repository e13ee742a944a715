"""How a product looks, in numbers with words: its colours, texture and shape."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.vision.colour import measure_colour
from daogou.vision.matte import product_matte
from daogou.vision.resize import shrunk
from daogou.vision.silhouette import Silhouette, measure_silhouette
from daogou.vision.texture import Texture, measure_texture

DESCRIBED_SIDE = 800  # pixels: threads are not looked for


@dataclass(frozen=True)
class Look:
    """``colours``: names with their shares, the largest first; ``colour``: what a person would call it."""

    colours: Mapping[str, float]
    colour: str
    texture: Texture
    silhouette: Silhouette

    @property
    def words(self) -> tuple[str, ...]:
        """All of it in a few words: ``("navy", "fine stripes", "tall", "symmetric")``."""
        texture = self.texture.word
        if texture != "plain":
            texture = f"{self.texture.scale} {texture}"
        return (*([self.colour] if self.colour else []), texture, *self.silhouette.words)


def describe(picture: NDArray[np.uint8], matte: NDArray[np.float32] | None = None) -> Look:
    """uint8 [h, w, 3], and its matte float32 [h, w] where it is known already -> how the product looks."""
    if matte is None:
        picture = shrunk(picture, DESCRIBED_SIDE)
        matte = product_matte(picture)
    colour = measure_colour(picture)
    return Look(colour.names, colour.main, measure_texture(picture, matte), measure_silhouette(matte))
