"""Where exactly a hand ends: a parser tells it to a few pixels, and fingertips are no more than that."""

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.studio.dressing.scene import Mask
from daogou.vision.oklab import oklab

REACH = 0.05  # torsos beyond what was told: a finger's width
SURROUNDINGS = 0.06  # torsos: how far off what is beside a hand is looked at
LEAST = 12  # pixels of skin or of something else: of fewer no colour is learnt


def whole_hands(picture: NDArray[np.float32], told: Mask, allowed: Mask, torso: float) -> Mask:
    """bool [h, w]: the hands that were told, and next to them what looks more like them than like what is
    beside them, as far as ``allowed``; ``picture`` float32 [h, w, 3] 0..255."""
    near = _grown(told, REACH * torso) & allowed
    if told.sum() < LEAST or not (near & ~told).any():
        return told
    rows, columns = (np.flatnonzero(near.any(axis=axis)) for axis in (1, 0))
    around = round(2 * SURROUNDINGS * torso)
    box = tuple(slice(max(0, line[0] - around), line[-1] + around + 1) for line in (rows, columns))
    whole = told.copy()
    whole[box] |= _alike(picture[box], told[box], near[box], torso)
    return whole


def _alike(picture: NDArray[np.float32], told: Mask, near: Mask, torso: float) -> Mask:
    lab = oklab(np.clip(picture, 0, 255).astype(np.uint8))
    beside = ~_grown(told, REACH * torso)
    spread = SURROUNDINGS * torso
    if beside.sum() < LEAST:
        return np.zeros_like(told)
    to_hand = np.linalg.norm(lab - _local(lab, told, spread), axis=-1)
    to_rest = np.linalg.norm(lab - _local(lab, beside, spread), axis=-1)
    found: Mask = near & ~told & (to_hand < to_rest)
    return found


def _local(lab: NDArray[np.float32], where: Mask, spread: float) -> NDArray[np.float32]:
    """The mean colour of what is there, nearer pixels counting more."""
    weight = where.astype(np.float32)
    total = cv2.GaussianBlur(lab * weight[..., None], (0, 0), spread)
    mean = total / np.maximum(cv2.GaussianBlur(weight, (0, 0), spread), 1e-6)[..., None]
    return np.asarray(mean, np.float32)


def _grown(mask: Mask, reach: float) -> Mask:
    """Widened by so many pixels."""
    size = 2 * max(1, round(reach)) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return cv2.dilate(mask.astype(np.uint8), disc).astype(bool)
