"""Prints on cloth, by the ontology's ids: the repeats of the drawn shop, laid over any picture."""

from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.sources.demo.studio.patterns import repeat
from daogou.studio.dyes import Rgb

# ontology id -> the drawn shop's repeat
PRINTS: Mapping[str, str] = {
    "striped": "striped",
    "checked": "gingham",
    "floral": "floral",
    "polka_dot": "polka dot",
    "animal_print": "leopard",
    "camouflage": "camouflage",
    "tie_dye": "tie-dye",
    "geometric": "argyle",
    "houndstooth": "houndstooth",
    "pinstriped": "pinstriped",
    "plaid": "plaid",
    "heart_print": "heart print",
    "star_print": "star print",
}
# These tell by light and dark of one colour; a second colour would not show.
ONE_COLOUR = frozenset({"animal_print", "camouflage"})
# Camouflage and tie-dye are drawn for this scale whatever is asked: their repeat is scaled to it.
_FIXED_SCALE = 9.0
_FIXED = frozenset({"camouflage", "tie-dye"})
SLOPE_SHIFT = (
    5.0  # pixels at 600 px of width by which a steep fold takes a print in (as the drawn shop has it)
)

Field = NDArray[np.float32]


def laid(
    print_id: str, main: Rgb, second: Rgb, light: Field, px_per_cm: float, seed: int = 0
) -> NDArray[np.float32]:
    """The flat colour of printed cloth at each pixel, float32 [h, w, 3] sRGB 0..1.

    ``light``: float32 [h, w], how bright the cloth is: where it changes there is a fold, which takes the
    print in, as cloth does.
    """
    name = PRINTS[print_id]
    scale = _FIXED_SCALE if name in _FIXED else px_per_cm
    tile = repeat(name, main, second, round(scale, 2), seed)
    height, width = light.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    across, down = _slopes(light)
    zoom = np.float32(scale / px_per_cm)
    return _sampled(tile, (x - width / 2 + across) * zoom, (y - height / 2 + down) * zoom)


def _slopes(light: Field) -> tuple[Field, Field]:
    """By how many pixels folds shift a print, across and down."""
    unit = max(light.shape) / 600
    soft = cv2.GaussianBlur(light, (0, 0), max(1.5 * unit, 0.6))
    across = cv2.Sobel(soft, cv2.CV_32F, 1, 0, ksize=3, scale=0.125)
    down = cv2.Sobel(soft, cv2.CV_32F, 0, 1, ksize=3, scale=0.125)
    # light changes by a tenth over a pixel at the steepest folds of a picture 600 px wide
    reach = np.float32(10 * SLOPE_SHIFT * unit * unit)
    limit = SLOPE_SHIFT * unit
    return np.clip(across * reach, -limit, limit), np.clip(down * reach, -limit, limit)


def _sampled(tile: NDArray[np.float32], u: Field, v: Field) -> NDArray[np.float32]:
    height, width = tile.shape[:2]
    u, v = (u % np.float32(width)).astype(np.float32), (v % np.float32(height)).astype(np.float32)
    seen = cv2.remap(tile, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    return np.asarray(seen, np.float32)
