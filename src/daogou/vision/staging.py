"""Catalogue pictures turned into something like photos: the product cut out, turned, piled up, put before a
busy background, in other light. From one clean picture come many from which a photo can be recognised.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageFilter

from daogou.vision.foreground import plain_background
from daogou.vision.oklab import oklab
from daogou.vision.resize import shrunk

CUT_SIDE = 200  # pixels of the longer side of a cut-out
LARGEST_TURN = 40.0  # degrees: how people hold a thing
PILED = (2, 6)  # a pile has so many things across, from and below
FOREGROUND_SCALES = (0.45, 1.1)  # of the frame's side, for a thing held in front
LIGHT = (0.65, 1.3)  # factors of brightness, contrast and colour: indoor light against a studio
TINT = 0.12  # of one channel: lamps are warm or cold
BLUR = 1.5  # pixels, at most


@dataclass(frozen=True)
class Stage:
    """Draws photo-like scenes of products, uint8 [side, side, 3]."""

    side: int = 224

    def scenes(
        self, products: Sequence[Image.Image], which: int, count: int, random: np.random.Generator
    ) -> list[NDArray[np.uint8]]:
        """Scenes of one of the cut-outs, half of them piles; the others make the background."""
        drawn = [
            self._pile(products[which], random) if number % 2 else self._held(products, which, random)
            for number in range(count)
        ]
        return [np.asarray(_relit(scene, random)) for scene in drawn]

    def _held(self, products: Sequence[Image.Image], which: int, random: np.random.Generator) -> Image.Image:
        scene = self._background(products, random)
        return self._paste(scene, products[which], random.uniform(*FOREGROUND_SCALES), random, spread=0.12)

    def _pile(self, product: Image.Image, random: np.random.Generator) -> Image.Image:
        across = int(random.integers(*PILED))
        grey = int(random.integers(10, 90))  # gaps in a pile are dark
        scene = Image.new("RGB", (self.side, self.side), (grey, grey, grey))
        turn = float(random.choice([10.0, 180.0]))  # in rows, or tumbled
        for _ in range(across * across * 2):
            scale = random.uniform(0.9, 1.3) / across
            scene = self._paste(scene, product, scale, random, spread=0.5, turn=turn)
        return scene

    def _background(self, products: Sequence[Image.Image], random: np.random.Generator) -> Image.Image:
        shade = tuple(int(v) for v in random.integers(20, 235, size=3))
        scene = Image.new("RGB", (self.side, self.side), shade)
        for _ in range(int(random.integers(0, 12))):
            other = products[int(random.integers(len(products)))]
            scene = self._paste(scene, other, random.uniform(0.2, 0.5), random, spread=0.5)
        return scene.filter(ImageFilter.GaussianBlur(random.uniform(1, 6)))

    def _paste(
        self,
        scene: Image.Image,
        product: Image.Image,
        scale: float,
        random: np.random.Generator,
        *,
        spread: float,
        turn: float = LARGEST_TURN,
    ) -> Image.Image:
        factor = scale * self.side / max(product.size)
        size = (max(4, round(product.width * factor)), max(4, round(product.height * factor)))
        turned = product.resize(size).rotate(
            random.uniform(-turn, turn), Image.Resampling.BILINEAR, expand=True
        )
        middle = self.side * (0.5 + random.uniform(-spread, spread, size=2))
        at = (round(middle[0] - turned.width / 2), round(middle[1] - turned.height / 2))
        scene.paste(turned, at, turned)
        return scene


def cut_out(picture: NDArray[np.uint8]) -> Image.Image:
    """uint8 [h, w, 3] on a plain background -> RGBA, cropped to the product; whole where there is none."""
    small = shrunk(picture, CUT_SIDE)
    product = ~plain_background(oklab(small))
    if not product.any():
        product[:] = True
    alpha = (product * 255).astype(np.uint8)
    rgba = Image.fromarray(np.dstack([small, alpha]), "RGBA")
    rows, columns = np.flatnonzero(product.any(axis=1)), np.flatnonzero(product.any(axis=0))
    return rgba.crop((int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1))


def _relit(scene: Image.Image, random: np.random.Generator) -> Image.Image:
    for change in (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color):
        scene = change(scene).enhance(random.uniform(*LIGHT))
    tint = 1 + random.uniform(-TINT, TINT, size=3)
    tinted = np.clip(np.asarray(scene) * tint, 0, 255).astype(np.uint8)
    return Image.fromarray(tinted).filter(ImageFilter.GaussianBlur(random.uniform(0, BLUR)))
