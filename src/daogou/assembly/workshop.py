"""The picture workshop: product pictures cut out, changed in words, and made where there are none yet."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.assembly.models import named
from daogou.core.settings import Settings
from daogou.studio import generators
from daogou.studio.editing import Edited, edit
from daogou.studio.generators import Generator
from daogou.studio.marking import Made, Mark
from daogou.vision import segmenters
from daogou.vision.matte import product_matte
from daogou.vision.quality import Quality, picture_quality
from daogou.vision.segmenters import Segmentation, Segmenter

TOOL = "Daogou workshop"
METHODS = ("garment_parser", "cut_out", "person")  # of cutting, that need no options


@dataclass(frozen=True)
class Workshop:
    """Of one opened shop; what it needs is opened when it is first asked for."""

    folder: Path
    settings: Settings

    def cut_out(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """uint8 [h, w, 3] RGB -> uint8 [h, w, 4]: what is behind the product is transparent."""
        alpha = np.round(product_matte(picture) * 255).astype(np.uint8)
        return np.dstack([picture, alpha])

    def quality(self, picture: NDArray[np.uint8]) -> Quality:
        """What is wrong with a product picture, uint8 [h, w, 3] RGB, with each measure."""
        return picture_quality(picture)

    def segment(self, picture: NDArray[np.uint8], method: str = METHODS[0]) -> Segmentation:
        """A picture, uint8 [h, w, 3] RGB, cut into labelled areas.

        Raises:
            UnknownBackend: there is no such method.
        """
        return self._segmenter(method).segment(picture)

    @cached_property
    def _segmenter(self) -> Callable[[str], Segmenter]:
        @cache
        def opened(method: str) -> Segmenter:
            own = self.settings.studio.parser
            return segmenters.ROLE.open(*(named(own, self.folder) if method == own.name else (method, {})))

        return opened

    def edit(self, picture: NDArray[np.uint8], words: str) -> Edited:
        """The product of a picture in another colour or with a print: "this in green", 加条纹.

        Raises:
            BadQuery: the words name no colour and no print, or ask for what neither can do.
            UnfitPhoto: no product stands out.
        """
        return edit(picture, words, product_matte(picture))

    def generate(self, words: str, seed: int = 0) -> NDArray[np.uint8]:
        """A picture of a product that does not exist, uint8 [side, side, 3] RGB.

        Raises:
            BadQuery: the words name nothing that can be drawn.
        """
        picture: NDArray[np.uint8] = self._generator.generate([words], seed)[0]
        return picture

    @cached_property
    def _generator(self) -> Generator:
        return generators.ROLE.open(*named(self.settings.studio.generator, self.folder))


def edited_mark(words: str) -> Mark:
    """What a changed picture says of itself."""
    return Mark(Made.EDITED, TOOL, words)


def generated_mark(words: str) -> Mark:
    """What a made picture says of itself."""
    return Mark(Made.GENERATED, TOOL, words)


def png_of(picture: NDArray[np.uint8]) -> bytes:
    """uint8 [h, w, 3 or 4] -> PNG."""
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "PNG")
    return out.getvalue()
