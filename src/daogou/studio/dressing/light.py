"""The light and folds of a photo, told from the clothes worn in it, for clothes that replace them."""

import cv2
import numpy as np
from numpy.typing import NDArray

BROAD = 0.16  # torsos: light that falls differently on left and right
FINE = 0.02, 0.07  # torsos: between these sizes are folds; finer is weave, broader is light
BROAD_GAIN, FOLD_GAIN = 0.55, 0.5  # how much of it is taken over: the new cloth has folds of its own
BROAD_RANGE, FOLD_RANGE = (0.78, 1.18), (0.82, 1.15)
PRINTED = 0.16  # deviation of the fold image above which it shows a print, not folds
DARK = 0.12  # linear light below which a photo's noise would be taken for folds


def luminance(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """uint8 [h, w, 3] -> float32 [h, w] 0..1, linear light."""
    linear = (picture.astype(np.float32) / 255) ** 2.2
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722], np.float32), np.float32)


def carried_light(picture: NDArray[np.uint8], worn: NDArray[np.bool_], torso: float) -> NDArray[np.float32]:
    """float32 [h, w], about 1: what to multiply new cloth by, in linear light, to lie in the same light."""
    light = np.log(luminance(picture) + 0.02)
    inside = worn.astype(np.float32)
    if inside.sum() < 25:
        return np.ones(worn.shape, np.float32)
    middle = float(np.median(light[worn]))
    broad = _spread(light - middle, inside, BROAD * torso)
    fine = _spread(light, inside, FINE[0] * torso / 2) - _spread(light, inside, FINE[1] * torso)
    calm = _calm(fine, worn, middle)
    gentle = np.exp(BROAD_GAIN * calm * broad).clip(*BROAD_RANGE)
    gentle = gentle * np.exp(FOLD_GAIN * calm * fine).clip(*FOLD_RANGE)
    near = cv2.GaussianBlur(inside, (0, 0), max(0.02 * torso, 1.0))
    result: NDArray[np.float32] = (1 + (gentle - 1) * np.clip(near * 2 - 1, 0, 1)).astype(np.float32)
    return result


def _calm(fine: NDArray[np.float32], worn: NDArray[np.bool_], middle: float) -> float:
    """1 where the old cloth is plain, less the more it is printed or the darker it is."""
    spread = float(np.percentile(fine[worn], 90) - np.percentile(fine[worn], 10)) / 2
    printed = np.clip(1.5 - spread / PRINTED, 0, 1)
    return float(printed * np.clip(np.exp(middle) / DARK, 0.25, 1))


def _spread(image: NDArray[np.float32], inside: NDArray[np.float32], size: float) -> NDArray[np.float32]:
    """A Gaussian mean over the inside only."""
    size = max(size, 0.8)
    share = cv2.GaussianBlur(inside, (0, 0), size)
    mean = cv2.GaussianBlur(image * inside, (0, 0), size) / np.maximum(share, 1e-3)
    return np.asarray(mean, np.float32)


def lit(cloth: NDArray[np.float32], light: NDArray[np.float32]) -> NDArray[np.float32]:
    """float32 [h, w, 3] 0..255 sRGB under a factor of linear light."""
    bright: NDArray[np.float32] = np.clip(cloth * light[..., None] ** np.float32(1 / 2.2), 0, 255)
    return bright
