"""What comes into sight where old clothes are taken off: background, skin, the cloth that goes on below."""

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

Image = NDArray[np.float32]  # [h, w, 3] 0..255
Mask = NDArray[np.bool_]

FAR = 40.0  # pixels from what is known, from which mirrored texture gives way to a smooth filling
COARSE = 4  # a smooth filling is computed on a picture so many times smaller


def mirrored(picture: Image, known: Mask, hole: Mask) -> Image:
    """The picture, the hole filled by the mirror image of the nearest known pixels, smoothly far from them.

    Texture stays texture, other than with diffusion; it is meant for strips.
    """
    if not hole.any() or not known.any():
        return picture
    distance, (rows, columns) = distance_transform_edt(~known, return_indices=True)
    y, x = np.nonzero(hole)
    near_y, near_x = rows[y, x], columns[y, x]
    height, width = hole.shape
    back_y, back_x = np.clip(2 * near_y - y, 0, height - 1), np.clip(2 * near_x - x, 0, width - 1)
    lost = ~known[back_y, back_x]
    back_y[lost], back_x[lost] = near_y[lost], near_x[lost]
    filled = picture.copy()
    textured = picture[back_y, back_x]
    smooth = _smooth(picture, known)[y, x]
    share = np.clip(1 - distance[y, x] / FAR, 0.15, 1)[:, None].astype(np.float32)
    filled[y, x] = share * textured + (1 - share) * smooth
    soft = cv2.GaussianBlur(filled, (0, 0), 1.2)
    filled[y, x] = soft[y, x]
    return filled


def _smooth(picture: Image, known: Mask) -> Image:
    """Everything unknown filled by Gaussian means of what is known, from small to large."""
    height, width = known.shape
    size = max(2, width // COARSE), max(2, height // COARSE)
    share = cv2.resize(known.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    colours = cv2.resize(picture * known[..., None], size, interpolation=cv2.INTER_AREA)
    total, weight = colours.copy(), share.copy()
    for spread in (2, 6, 18, 54):
        faint = 10.0 ** (-np.log2(spread))
        total += faint * cv2.GaussianBlur(colours, (0, 0), spread)
        weight += faint * cv2.GaussianBlur(share, (0, 0), spread)
    mean = total / np.maximum(weight, 1e-6)[..., None]
    large = cv2.resize(mean.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(large, np.float32)


def skin_colour(picture: Image, skin: Mask) -> NDArray[np.float32] | None:
    """float32 [3]: this person's skin in the middle of its light; None where too little of it is seen."""
    if skin.sum() < 40:
        return None
    colours = picture[skin]
    light = colours @ np.array([0.3, 0.59, 0.11], np.float32)
    low, high = np.percentile(light, (35, 75))
    middle: NDArray[np.float32] = np.median(colours[(light >= low) & (light <= high)], axis=0)
    return middle.astype(np.float32)


def limb(colour: NDArray[np.float32], across: NDArray[np.float64], *, light_from_left: float = 0.0) -> Image:
    """Skin on a round limb: ``across`` -1..1 from edge to edge, darker towards both."""
    edge = np.clip(np.abs(across), 0, 1)
    shade = 0.80 + 0.22 * np.sqrt(1 - 0.9 * edge**2) - light_from_left * 0.12 * across
    # shadows on skin are redder than it is
    tint = np.stack([shade**0.85, shade, shade**1.08], axis=-1)
    painted: Image = np.clip(colour * tint, 0, 255).astype(np.float32)
    return painted
