"""Pixels of which the parser is not sure: what it takes for hair, skin or a bag may be cloth.

Measured on 32 validation photos: 71 % of the pixels that are cloth but were taken for skin were so with a
chance under .6, and 11 % of true skin; of those taken for hair 48 %, and 9 % of true hair.
On 60, of those taken for a bag 30 % with a chance under .55, and 12 % of true bags; of those of trousers,
skirts and shorts that were taken for a coat 82 % with one under .6, and 11 % of true coats.
"""

from collections.abc import Set

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from daogou.studio.dressing.body import Body, capsule
from daogou.vision.segmenters import PARTS

SURE = 0.55
DOUBTED = ("hair", "skin", "scarf", "bag")
CLOTH = ("top", "coat", "dress", "skirt", "trousers", "shorts")
UPPER, LOWER = ("top", "coat"), ("skirt", "trousers", "shorts", "dress")
WAIST = 0.75  # torsos below the shoulders: short jackets end there
NEAR = 0.12  # torsos: cloth that is further away says nothing
# A bag or scarf is there or is not: what is called one in one piece is so sure in the mean, or is cloth
# WHOLE, MIDDLE and BELOW were chosen among few on 60 validation photos, where they won and lost nothing
THINGS, WHOLE, REACH = ("bag", "scarf"), 0.65, 0.35
HANGING, MIDDLE = ("hair", "scarf"), 0.7  # on the middle of the trunk
BELOW, STRAY = 0.75, 0.6  # on the legs: as a whole, or pixel by pixel
SHAFT = 0.75  # of the border: trousers between a hem and boots have about as much of either beside them
LEGS, HIGH = 1.3, 0.85  # of the radius of the bare legs; torsos below the shoulders
FEW = 200  # pixels: less of what is worn on legs does not tell which kind it is
PUT_ON_LEGS, PUT_ON_TRUNK = frozenset(("trousers", "shorts", "skirt")), frozenset(("top", "coat", "dress"))


def settled(
    areas: NDArray[np.uint8], sure: NDArray[np.float32], body: Body, kinds: Set[str]
) -> NDArray[np.uint8]:
    """uint8 [h, w] rows of PARTS and their chances -> those that neither the rest nor the pose gainsays, for
    somebody who tries on garments of these kinds. What hangs before legs is left to hang where nothing is put
    on above: taken for trousers, true bags and scarves would be taken off with them."""
    found = _shod(_hung(_clothed(areas, sure, body), body))
    if kinds & PUT_ON_TRUNK:
        found = _middle(_things(found, sure, body), sure, body)
    return _legs(found, sure, body) if kinds & PUT_ON_LEGS else found


def _clothed(areas: NDArray[np.uint8], sure: NDArray[np.float32], body: Body) -> NDArray[np.uint8]:
    """The doubtful ones given to the nearest sure cloth."""
    doubtful = _of(areas, *DOUBTED) & (sure < SURE)
    doubtful &= (_depth(body) > 0) & ~_hands(body)
    cloth = _of(areas, *CLOTH) & (sure >= SURE)
    if not doubtful.any() or not cloth.any():
        return areas
    far, (rows, columns) = distance_transform_edt(~cloth, return_indices=True)
    given = doubtful & (far <= NEAR * body.torso)
    return np.where(given, areas[rows, columns], areas)


def _things(areas: NDArray[np.uint8], sure: NDArray[np.float32], body: Body) -> NDArray[np.uint8]:
    """Doubtful bags and scarves given, each as a whole, to the cloth beside them."""
    doubtful = np.zeros(areas.shape, dtype=bool)
    for thing in THINGS:
        count, pieces = cv2.connectedComponents(_of(areas, thing).astype(np.uint8))
        sizes = np.bincount(pieces.ravel(), minlength=count)
        mean = np.bincount(pieces.ravel(), sure.ravel(), count) / np.maximum(sizes, 1)
        doubtful |= (pieces > 0) & (mean < WHOLE)[pieces]
    cloth = _of(areas, *CLOTH)
    if not doubtful.any() or not cloth.any():
        return areas
    far = np.asarray(distance_transform_edt(~cloth))
    return _given(areas, doubtful & (far <= REACH * body.torso), cloth)


def _middle(areas: NDArray[np.uint8], sure: NDArray[np.float32], body: Body) -> NDArray[np.uint8]:
    """Doubtful hair and scarves on the middle of the trunk given to the cloth beside them."""
    depth = _depth(body) / body.torso
    line = np.array([body.at(0, 0.3), body.at(0, 1.1)])
    trunk = capsule(line, np.array([0.3, 0.3]) * body.torso * body.breadth, body.size)
    doubtful = _of(areas, *HANGING) & (sure < MIDDLE) & trunk & (depth > 0.3) & (depth < 1.1)
    return _given(areas, doubtful, _of(areas, *CLOTH))


def _legs(areas: NDArray[np.uint8], sure: NDArray[np.float32], body: Body) -> NDArray[np.uint8]:
    """What may as well be worn on legs as be a top or coat over them is worn on them. Tops and coats are
    doubted as a whole there, so that no half of a coat is left."""
    legs = (body.leg_mask("left", LEGS) | body.leg_mask("right", LEGS)) & ~_hands(body)
    legs &= _depth(body) > HIGH * body.torso
    over = np.zeros_like(legs)
    for part in UPPER:
        here = legs & _of(areas, part)
        if here.any():
            over |= here if sure[here].mean() < BELOW else here & (sure < STRAY)
    worn = _of(areas, *PUT_ON_LEGS)
    if worn.sum() < FEW:
        return np.where(over, np.uint8(PARTS.index("trousers")), areas)
    return _given(areas, over, worn)


def _given(
    areas: NDArray[np.uint8], doubtful: NDArray[np.bool_], cloth: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """What is doubtful is what the nearest cloth is."""
    if not doubtful.any() or not cloth.any():
        return areas
    rows, columns = distance_transform_edt(~cloth, return_distances=False, return_indices=True)
    return np.where(doubtful, areas[rows, columns], areas)


def _of(areas: NDArray[np.uint8], *parts: str) -> NDArray[np.bool_]:
    return np.isin(areas, [PARTS.index(part) for part in parts])


def _hands(body: Body) -> NDArray[np.bool_]:
    return body.hand_mask("left") | body.hand_mask("right")


def _hung(areas: NDArray[np.uint8], body: Body) -> NDArray[np.uint8]:
    """Tops and coats hang from above the waist: patches of them that do not, amid what is worn below, are
    that."""
    upper, lower = (_of(areas, *parts) for parts in (UPPER, LOWER))
    below = _depth(body) >= WAIST * body.torso
    count, pieces = cv2.connectedComponents(upper.astype(np.uint8))
    hanging = np.zeros(count, dtype=bool)
    hanging[np.unique(pieces[~below])] = True
    fallen = [one for one in range(1, count) if not hanging[one] and _amid(pieces == one, lower)]
    if not fallen:
        return areas
    rows, columns = distance_transform_edt(~lower, return_distances=False, return_indices=True)
    return np.where(np.isin(pieces, fallen), areas[rows, columns], areas)


def _shod(areas: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Patches of trousers amid shoes, the background beside them not counted, are the shafts of boots."""
    shoes, person = _of(areas, "shoes"), areas > 0
    count, pieces = cv2.connectedComponents(_of(areas, "trousers").astype(np.uint8))
    if not shoes.any():
        return areas
    shafts = []
    for one in range(1, count):
        beside = _border(pieces == one) & person
        if beside.any() and shoes[beside].mean() > SHAFT:
            shafts.append(one)
    return np.where(np.isin(pieces, shafts), np.uint8(PARTS.index("shoes")), areas)


def _amid(piece: NDArray[np.bool_], others: NDArray[np.bool_]) -> bool:
    """Whether most of what borders on a piece is one of the others."""
    return bool(others[_border(piece)].mean() > 0.5)


def _border(piece: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What is next to a piece."""
    return cv2.dilate(piece.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & ~piece


def _depth(body: Body) -> NDArray[np.float64]:
    """float64 [h, w]: pixels below the shoulders' line."""
    rows, columns = np.mgrid[0 : body.size[0], 0 : body.size[1]]
    origin = body.middle("shoulder")
    return np.asarray((columns - origin[0]) * body.down[0] + (rows - origin[1]) * body.down[1])
