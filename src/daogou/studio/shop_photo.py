"""Layers of a form into a finished picture: dyed, printed, woven, lit, before a paper backdrop."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.sources.demo.studio.photo import BACKDROPS
from daogou.studio.cloth_surface import DRAWN_SIDE, surface_of
from daogou.studio.dyes import Rgb
from daogou.studio.prints import laid

# float32; Any because the stubs of numpy and OpenCV name a wider dtype for most of what they give back
Field = NDArray[Any]

SIDE = 384  # pixels: three times what the network sees; edges, print and weave are made at this size
STEEPER = 2.6  # edges enlarged three times are so much too soft
THIN = 0.15  # of cover: below, a colour cannot be told from what lies behind
CRISP, CRISP_REACH = 0.9, 7.0  # unsharp masking: how much, and of details up to how many pixels
LAMP_HEIGHT, LAMP_SIDE = 0.4, 0.42  # where the light falls, as in the drawn shop's studio
DARK_GREY = 0.1  # on dark cloth a weave shows less in ratio but must not vanish


@dataclass(frozen=True)
class Form:
    """``layers``: float32 [h, w, 5] about 0..1: cover; the part that takes the dye, over 1.4, lit; and red,
    green and blue of the rest. ``weave``: a texture of the drawn shop; ``px_per_cm`` at ``SIDE``; ``stands``
    on a floor, or floats.
    """

    layers: Field
    weave: str
    px_per_cm: float
    stands: bool


@dataclass(frozen=True)
class Cloth:
    """``second`` and ``print`` (an id of ``PRINTS``) are empty for plain cloth."""

    main: Rgb
    second: Rgb | None = None
    print: str = ""


DYE_RANGE = 1.4  # the dye layer's 1: cloth in full light is brighter than its colour in even light


def photographed(form: Form, cloth: Cloth, seed: int) -> NDArray[np.uint8]:
    """uint8 [SIDE, SIDE, 3] RGB; ``seed`` chooses the backdrop and where a print falls."""
    large = np.stack([_enlarged(layer) for layer in np.moveaxis(form.layers, -1, 0)], axis=-1)
    soft = np.clip(large[..., 0], 0, 1)
    inside = _crisp(large[..., 1:] / np.maximum(soft, THIN)[..., None], soft)
    cover = np.clip((soft - 0.5) * STEEPER + 0.5, 0, 1)[..., None]
    light = np.clip(inside[..., :1] * DYE_RANGE, 0, DYE_RANGE)
    product = _product(form, cloth, light, seed) + np.clip(inside[..., 1:], 0, 1)
    ground = _backdrop(seed, form.stands) * (1 - _shadow(cover[..., 0], form.stands))[..., None]
    mixed = ground * (1 - cover) + product * cover
    picture: NDArray[np.uint8] = np.round(np.clip(mixed, 0, 1) * 255).astype(np.uint8)
    return picture


def _enlarged(layer: Field) -> Field:
    return np.asarray(cv2.resize(layer, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC), np.float32)


def _crisp(layers: Field, cover: Field) -> Field:
    """With contrast about folds and trims that the network, which errs to the middle, leaves out."""
    weight = cover[..., None] ** 2  # what lies behind must not brighten the rim
    around = cv2.GaussianBlur(cover**2, (0, 0), CRISP_REACH)[..., None]
    blurred = cv2.GaussianBlur(layers * weight, (0, 0), CRISP_REACH) / np.maximum(around, THIN)
    crisp: Field = layers + np.float32(CRISP) * weight * (layers - blurred)
    return crisp


def _product(form: Form, cloth: Cloth, light: Field, seed: int) -> Field:
    """The part that takes the dye, float32 [SIDE, SIDE, 3], in ``light`` [SIDE, SIDE, 1]."""
    surface = surface_of(form.weave, SIDE, seed)
    shade, gleam = surface.shade[..., None], surface.gleam[..., None]
    colour = _colour(form, cloth, (light * shade)[..., 0], seed)
    woven = colour + surface.weave[..., None] * (colour + np.float32(DARK_GREY))
    dyed = np.minimum(light, 1)
    product: Field = light * shade * woven + dyed * gleam * (np.float32(1.02) - np.float32(0.55) * woven)
    return product


def _colour(form: Form, cloth: Cloth, light: Field, seed: int) -> Field:
    """The cloth's flat colour at each pixel, float32 [SIDE, SIDE, 3] or [1, 1, 3]."""
    if cloth.print and cloth.second:
        return laid(cloth.print, cloth.main, cloth.second, light, form.px_per_cm, seed)
    return np.array(cloth.main, np.float32).reshape(1, 1, 3) / 255


def _backdrop(seed: int, stands: bool) -> Field:
    """A paper roll, brighter where the lamp falls; for what stands it bends from wall to floor."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    lamp = 0.93 + 0.085 * np.exp(-((x - LAMP_SIDE) ** 2 * 2.2 + (y - LAMP_HEIGHT) ** 2 * 1.6))
    if stands:
        lamp = lamp + 0.022 * np.tanh((y - 0.64) * 9)
    colour = np.array(BACKDROPS[seed % len(BACKDROPS)], np.float32) / 255
    backdrop: Field = np.clip(lamp[..., None] * colour, 0, 1).astype(np.float32)
    return backdrop


def _shadow(cover: Field, stands: bool) -> Field:
    """Soft and to the lower right; for what stands also narrow and dark where it meets the floor."""
    unit = SIDE / DRAWN_SIDE
    far, near = (
        _moved(cover, dx * unit, dy * unit, blur * unit) for dx, dy, blur in ((12, 18, 16), (3, 5, 4))
    )
    if not stands:
        return far * 0.16 + near * 0.15
    rows = np.flatnonzero(cover.max(axis=1) > 0.5)
    floor = int(rows[-1]) if len(rows) else SIDE - 1
    flat = np.zeros_like(cover)
    foot = cover[max(0, floor - round(60 * unit)) : floor + 1].max(axis=0)
    flat[max(0, floor - round(7 * unit)) : floor + round(7 * unit)] = foot
    contact = cv2.GaussianBlur(flat, (0, 0), sigmaX=14 * unit, sigmaY=6 * unit) * 0.5
    pool = cv2.GaussianBlur(flat, (0, 0), sigmaX=44 * unit, sigmaY=20 * unit) * 0.45
    return np.minimum(contact + pool + far * 0.064, 0.75).astype(np.float32)


def _moved(cover: Field, across: float, down: float, blur: float) -> Field:
    shift = np.array([[1, 0, across], [0, 1, down]], np.float32)
    moved = cv2.warpAffine(cover, shift, (cover.shape[1], cover.shape[0]))
    return np.asarray(cv2.GaussianBlur(moved, (0, 0), blur), np.float32)
