"""The surface of a cloth by its texture: its weave, its small unevenness in the light, and its gloss.

What is too fine or too much chance for the network is drawn as the drawn shop draws it.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.sources.demo.studio.finish import FINISHES
from daogou.sources.demo.studio.light import highlight, lit
from daogou.sources.demo.studio.tiles import SIDE, noise, texture

# float32; Any because OpenCV's stubs name no dtype for what they give back
Field = NDArray[Any]

DRAWN_SIDE = 750.0  # pixels of the picture that weaves and ripples are drawn for
BROAD, FINE = (
    (4.4, 17.0, 3.0),
    (0.7, 7.0, 2.2),
)  # (height, width, stretch) of ripples, as the drawn shop has them


@dataclass(frozen=True)
class Surface:
    """float32 [side, side]: ``weave`` about 0, ``shade`` about 1, ``gleam`` 0..1."""

    weave: Field
    shade: Field
    gleam: Field


def surface_of(name: str, side: int, chance: int) -> Surface:
    """The surface of that texture in a picture of that side; ``chance`` says which part of the cloth."""
    finish = FINISHES[name]
    height = finish.crumple * _ripples()
    across = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3, scale=0.125)
    down = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3, scale=0.125)
    return Surface(
        weave=_cut(texture(name), side, chance) * np.float32(finish.weave),
        shade=_cut(lit(across, down, np.ones_like(height), finish), side, chance),
        gleam=_cut(highlight(across, down, finish), side, chance),
    )


def _ripples() -> Field:
    """Unevenness in pixels, seamless, float32 [SIDE, SIDE]."""
    broad, fine = (
        size * noise(width, seed, stretch) for seed, (size, width, stretch) in ((51, BROAD), (52, FINE))
    )
    return broad + fine


def _cut(tile: Field, side: int, chance: int) -> Field:
    """A part of the endless repeat, at the picture's scale."""
    small = round(SIDE * side / DRAWN_SIDE)
    scaled = np.asarray(cv2.resize(tile, (small, small), interpolation=cv2.INTER_AREA))
    moved = np.roll(scaled, (chance % small, (chance // 7) % small), axis=(0, 1))
    times = -(-side // small)
    return np.tile(moved, (times, times))[:side, :side]
