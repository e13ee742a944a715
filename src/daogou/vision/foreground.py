"""Which pixels are the product's: a weight per pixel, from colours alone and in a millisecond.

A product picture is mostly a thing in the middle of a plain studio background. Where the border of the
picture is of one colour, everything of that colour that touches the border is background. Where it is not
(a photo from a street or a shelf), only the middle counts more than the rim. Skin is taken out where it is a
small part of what is left: a worn garment then keeps its own colour, a skin-coloured bag stays.
"""

import numpy as np
from numpy.typing import NDArray

from daogou.vision.oklab import oklab

BORDER = 0.04  # of the side: thin enough to miss most products, thick enough to average compression noise
SAME_COLOUR = 0.035  # in OKLab; about twice what JPEG does to a plain background
PLAIN_SHARE = 0.5  # of the border: legs and sleeves are often cut by it
SMALLEST_SHARE = 0.02  # a product of less is taken for a failure (white on white): the middle is used instead
SKIN_SHARE = 0.45  # above that the thing itself is skin-coloured
CENTRE_SPREAD = 0.45  # of half the side: a Gaussian's deviation


def product_weights(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """uint8 [h, w, 3], at best about 64 px -> float32 [h, w] in 0..1: how much a pixel is the product's."""
    lab = oklab(picture)
    centre = centre_prior(*picture.shape[:2])
    background = plain_background(lab)
    foreground = ~background
    if foreground.mean() < SMALLEST_SHARE:
        return centre
    if background.any():
        foreground = _without_skin(lab, _without_edge(foreground))
    return (foreground * (0.15 + 0.85 * centre)).astype(np.float32)  # the rim of the product counts a little


def centre_prior(height: int, width: int) -> NDArray[np.float32]:
    """float32 [h, w]: 1 in the middle, falling off as a Gaussian."""
    down = ((2 * np.arange(height, dtype=np.float32) + 1) / height - 1)[:, None]
    across = ((2 * np.arange(width, dtype=np.float32) + 1) / width - 1)[None, :]
    prior: NDArray[np.float32] = np.exp(-(down**2 + across**2) / (2 * CENTRE_SPREAD**2))
    return prior


def plain_background(lab: NDArray[np.float32]) -> NDArray[np.bool_]:
    """float32 [h, w, 3] OKLab -> bool [h, w]: background of one colour touching the border; empty if none."""
    height, width = lab.shape[:2]
    thick = max(1, round(min(height, width) * BORDER))
    rim = np.ones((height, width), dtype=bool)
    rim[thick:-thick, thick:-thick] = False
    colour = np.median(lab[rim], axis=0)
    alike = ((lab - colour) ** 2).sum(axis=-1) < SAME_COLOUR**2
    if alike[rim].mean() < PLAIN_SHARE:
        return np.zeros((height, width), dtype=bool)
    return connected(alike, rim & alike)


def connected(allowed: NDArray[np.bool_], seeds: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """bool [h, w]: the allowed pixels that a path of allowed neighbours (of four) joins to a seed."""
    reached = seeds & allowed
    while True:
        grown = _along_rows(_along_rows(reached, allowed).T, allowed.T).T
        if (grown == reached).all():
            return grown
        reached = grown


def _along_rows(reached: NDArray[np.bool_], allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Reach everything in the same row up to the next wall, to both sides, at once."""
    rightwards = _since_wall(reached, allowed)
    leftwards = _since_wall(reached[:, ::-1], allowed[:, ::-1])[:, ::-1]
    return rightwards | leftwards


def _since_wall(reached: NDArray[np.bool_], allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where, read from the left, something reached came after the last wall."""
    places = np.arange(1, reached.shape[1] + 1, dtype=np.int32)
    last_wall = np.maximum.accumulate(np.where(allowed, 0, places), axis=1)
    last_reached = np.maximum.accumulate(np.where(reached, places, 0), axis=1)
    after: NDArray[np.bool_] = last_reached > last_wall
    return after


def skin(lab: NDArray[np.float32]) -> NDArray[np.bool_]:
    """float32 [..., 3] OKLab -> bool [...]: of the hue and strength of human skin, from light to dark.

    Skin of all people has nearly one hue (between red and yellow) and differs in lightness.
    """
    light, red, yellow = lab[..., 0], lab[..., 1], lab[..., 2]
    hue = np.degrees(np.arctan2(yellow, red))
    strength = np.hypot(red, yellow)
    skin_coloured: NDArray[np.bool_] = (
        (light > 0.35) & (light < 0.93) & (hue > 28) & (hue < 75) & (strength > 0.03) & (strength < 0.14)
    )
    return skin_coloured


def _without_edge(foreground: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The outermost pixels are a mixture with the background; thin things keep them."""
    inner = foreground.copy()
    inner[1:] &= foreground[:-1]
    inner[:-1] &= foreground[1:]
    inner[:, 1:] &= foreground[:, :-1]
    inner[:, :-1] &= foreground[:, 1:]
    return inner if inner.sum() > foreground.sum() / 2 else foreground


def _without_skin(lab: NDArray[np.float32], foreground: NDArray[np.bool_]) -> NDArray[np.bool_]:
    skin_pixels = skin(lab) & foreground
    share = skin_pixels.sum() / max(1, foreground.sum())
    return foreground & ~skin_pixels if share < SKIN_SHARE else foreground
