"""Cloth in another colour, its folds, shades and highlights kept.

Shade scales all channels of cloth in linear light, so that it scales all of OKLab's by one factor (its cones
are cube roots). New cloth takes the old cloth's factor: L' = L_new (L / L_old)^g, a and b with it. The power
g is below 1 where dark cloth becomes light: black cloth shows its folds by gloss, in larger ratios than
white cloth does by shade, and above 1 the other way. What is brighter than the cloth approaches white and
loses its chroma, as gloss does.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.studio.dyes import Rgb
from daogou.vision.oklab import TO_CONES, TO_LAB, oklab

# float32; Any because the stubs of numpy and OpenCV name a wider dtype for most of what they give back
Field = NDArray[Any]

CONTRAST_POWER = 0.45  # how much of the difference in lightness between the cloths g makes up for
FLATTEST, STEEPEST = 0.5, 1.8  # bounds of g: beyond, folds vanish or turn into holes
DARKEST = 0.04  # of OKLab lightness: noise below must not be blown up


def lab_of(rgb: Rgb) -> Field:
    """float32 [3] OKLab of one sRGB colour."""
    return oklab(np.array(rgb, np.uint8))


def dyed(lab: Field, old: Field, new: Field) -> Field:
    """float32 [h, w, 3] OKLab of cloth of even colour ``old`` [3], as if it were ``new`` [(h, w,) 3]."""
    old_light = max(float(old[0]), DARKEST)
    new_light = np.maximum(new[..., :1], np.float32(DARKEST))
    power = np.clip((old_light / new_light) ** CONTRAST_POWER, FLATTEST, STEEPEST)
    factor = (np.maximum(lab[..., :1], DARKEST) / old_light) ** power
    light = _shouldered(new_light * factor, new_light)
    # from the cloth to white the chroma fades; below the cloth's own lightness it goes with the light
    fade = np.where(light > new_light, (1 - light) / np.maximum(1 - new_light, 0.02), light / new_light)
    chroma = new[..., 1:] * np.clip(fade, 0, 1)
    return np.concatenate([light, chroma], axis=-1).astype(np.float32)


def _shouldered(light: Field, cloth: Field) -> Field:
    """Brighter than the cloth: bent so that no highlight passes white, however bright the ratio was."""
    room = np.maximum(1 - cloth, 0.02)
    over = np.maximum(light - cloth, 0)
    return np.where(light > cloth, cloth + room * (1 - np.exp(-over / room)), light)


def srgb(lab: Field) -> NDArray[np.uint8]:
    """float32 [..., 3] OKLab -> uint8 [..., 3] sRGB, clipped to what a screen shows."""
    cones = (lab @ np.linalg.inv(TO_LAB).T) ** 3
    linear = np.clip(cones @ np.linalg.inv(TO_CONES).T, 0, 1)
    value = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    shown: NDArray[np.uint8] = np.round(value * 255).astype(np.uint8)
    return shown
