"""Pixels of which the parser is not sure: what it takes for hair, skin or a bag may be cloth.

Measured on 32 validation photos: 71 % of the pixels that are cloth but were taken for skin were so with a
chance under .6, and 11 % of true skin; of those taken for hair 48 %, and 9 % of true hair.
On 60, of those taken for a bag 30 % with a chance under .55, and 12 % of true bags.
"""

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from daogou.studio.dressing.body import Body
from daogou.vision.segmenters import PARTS

SURE = 0.55
DOUBTED = ("hair", "skin", "scarf", "bag")
CLOTH = ("top", "coat", "dress", "skirt", "trousers", "shorts")
UPPER, LOWER = ("top", "coat"), ("skirt", "trousers", "shorts", "dress")
WAIST = 0.75  # torsos below the shoulders: short jackets end there
NEAR = 0.12  # torsos: cloth that is further away says nothing


def settled(areas: NDArray[np.uint8], sure: NDArray[np.float32], body: Body) -> NDArray[np.uint8]:
    """uint8 [h, w] rows of PARTS and their chances -> those that neither the rest nor the pose gainsays."""
    return _hung(_clothed(areas, sure, body), body)


def _clothed(areas: NDArray[np.uint8], sure: NDArray[np.float32], body: Body) -> NDArray[np.uint8]:
    """The doubtful ones given to the nearest sure cloth."""
    doubtful = np.isin(areas, [PARTS.index(part) for part in DOUBTED]) & (sure < SURE)
    doubtful &= (_depth(body) > 0) & ~body.hand_mask("left") & ~body.hand_mask("right")
    cloth = np.isin(areas, [PARTS.index(part) for part in CLOTH]) & (sure >= SURE)
    if not doubtful.any() or not cloth.any():
        return areas
    far, (rows, columns) = distance_transform_edt(~cloth, return_indices=True)
    given = doubtful & (far <= NEAR * body.torso)
    return np.where(given, areas[rows, columns], areas)


def _hung(areas: NDArray[np.uint8], body: Body) -> NDArray[np.uint8]:
    """Tops and coats hang from above the waist: patches of them that do not, amid what is worn below, are
    that."""
    upper, lower = (np.isin(areas, [PARTS.index(part) for part in parts]) for parts in (UPPER, LOWER))
    below = _depth(body) >= WAIST * body.torso
    count, pieces = cv2.connectedComponents(upper.astype(np.uint8))
    hanging = np.zeros(count, dtype=bool)
    hanging[np.unique(pieces[~below])] = True
    fallen = [one for one in range(1, count) if not hanging[one] and _amid(pieces == one, lower)]
    if not fallen:
        return areas
    rows, columns = distance_transform_edt(~lower, return_distances=False, return_indices=True)
    return np.where(np.isin(pieces, fallen), areas[rows, columns], areas)


def _amid(piece: NDArray[np.bool_], others: NDArray[np.bool_]) -> bool:
    """Whether most of what borders on a piece is one of the others."""
    around = cv2.dilate(piece.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & ~piece
    return bool(others[around].mean() > 0.5)


def _depth(body: Body) -> NDArray[np.float64]:
    """float64 [h, w]: pixels below the shoulders' line."""
    rows, columns = np.mgrid[0 : body.size[0], 0 : body.size[1]]
    origin = body.middle("shoulder")
    return np.asarray((columns - origin[0]) * body.down[0] + (rows - origin[1]) * body.down[1])
