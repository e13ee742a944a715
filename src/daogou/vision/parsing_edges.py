"""Where exactly one part ends and the next begins: the network tells it to eight pixels of its input, the
picture's own edges tell it better."""

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.vision.guided import Guide
from daogou.vision.parts import PARTS

# Chosen among few on 101 validation photos, .0014 more of whose pixels have the right part: a larger radius
# blurs away what is thin, 512 rows are no better and take three times as long
ROWS, RADIUS, SMOOTH = 256, 4, 1e-3
LEAST = 0.2  # chance: a part that is nowhere likelier is the likeliest nowhere
FAINT = 1e-4  # what a linear function of the colour takes below zero
SKIN = PARTS.index("skin")


def drawn(chances: NDArray[np.float32], cut: NDArray[np.uint8]) -> NDArray[np.float32]:
    """[PARTS, h, w] of a region and what it looks like, uint8 [?, ?, 3] -> [PARTS, 256, 128]: the same, its
    edges along those of the picture. Skin only gains: of hands, which are thin, too little was left."""
    size = ROWS * chances.shape[2] // chances.shape[1], ROWS
    shown = cv2.resize(cut, size, interpolation=cv2.INTER_AREA).astype(np.float32) / np.float32(255)
    guide = Guide(shown, RADIUS, SMOOTH)
    found = np.zeros((len(chances), ROWS, size[0]), np.float32)
    for row, chance in enumerate(chances):
        if chance.max() > LEAST:
            wide = np.asarray(cv2.resize(chance, size, interpolation=cv2.INTER_LINEAR), np.float32)
            found[row] = np.clip(guide.along(wide), FAINT, 1)
            if row == SKIN:
                np.maximum(found[row], wide, out=found[row])
    found /= np.maximum(found.sum(axis=0), FAINT)
    return found
