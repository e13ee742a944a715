"""A product's alpha matte: how much of each pixel is the product's and not what is behind it.

Where the rim of the picture is one smooth surface (a studio's paper, lit unevenly), that surface is
continued behind the product: what neither it nor a soft shadow reaches from the rim is the product, even
white on white. Elsewhere the colours of the rim stand against those of the middle. GrabCut (Rother,
Kolmogorov and Blake 2004) decides what is unclear, and a guided filter draws the soft edge along the
picture's own.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.vision.backdrop import Backdrop, find_backdrop
from daogou.vision.foreground import centre_prior
from daogou.vision.guided import guided
from daogou.vision.oklab import oklab
from daogou.vision.resize import shrunk

SEARCHED_SIDE = 320  # pixels of the longer side in which the cut is looked for: half a second at most
MATTED_SIDE = 1200  # and in which its edge is drawn
CLEAR = 0.93  # of the rim is paper: nothing but the product crosses it
SMALLEST_HOLE = 0.001  # of the picture; smaller ones may be a print in the paper's colour
GRAINLESS = (
    0.015  # in OKLab: drawn papers stay below .010; floors and walls, .020 and more, hang on to a product
)
ONE_THING = 0.9  # of what is no paper: prints, shadows and dust may lie beside a product
WHOLE_SIDE = 0.95  # of a side of the picture: so much of it only a table or a wall covers
MIDDLE = 0.45  # of the centre prior: about half the picture's area
UNLIKE = 0.08  # from the paper in OKLab: surely no paper
AROUND = 15  # pixels of the square with which a hole is widened: past the shadow at its rim
MIXED = 3  # pixels of a soft edge
BAND = 9  # pixels that a shadow with an edge may reach
CLEAR_ROUNDS, BUSY_ROUNDS = 3, 6  # of GrabCut
SMALLEST_PIECE = 0.03  # of the largest: a pair of shoes is two pieces, a speck of dust is none
LEAST = 0.004  # of the picture: less than that is no product
EDGE = 4  # pixels of the search to each side of the cut, in which the matte is soft
SMOOTH = 1e-4  # of the guided filter: contrasts below its root are noise


def product_matte(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """uint8 [h, w, 3] -> float32 [h, w] in 0..1: 1 where a pixel is the product's, 0 where it is not.

    All zero where no product stands out.
    """
    height, width = picture.shape[:2]
    if min(height, width) < 8:  # fewer pixels than the rim takes
        return np.zeros((height, width), np.float32)
    small = np.ascontiguousarray(shrunk(picture, SEARCHED_SIDE))
    inside = _pieces(_cut(small))
    if inside.mean() < LEAST:
        return np.zeros((height, width), np.float32)
    return _softened(picture, inside)


def _cut(small: NDArray[np.uint8]) -> NDArray[np.bool_]:
    lab = oklab(small)
    backdrop = find_backdrop(lab)
    if backdrop is None:
        return _grabbed(small, _seeds_by_place(lab), BUSY_ROUNDS)
    smooth = backdrop.same < GRAINLESS
    if backdrop.plain < CLEAR and not (smooth and _one_thing_crosses_the_rim(backdrop)):
        return _grabbed(small, _seeds_amid_clutter(lab, backdrop), BUSY_ROUNDS)
    return _grabbed(small, _seeds_along_the_rim_of(_filled(backdrop), backdrop), CLEAR_ROUNDS)


def _one_thing_crosses_the_rim(backdrop: Backdrop) -> bool:
    """Nearly all that is not paper hangs together and leaves paper on every side: a product cut off by the
    picture's edge, not the things around one, nor the table that it lies on."""
    others = ~backdrop.behind()
    if any(side.mean() > WHOLE_SIDE for side in (others[0], others[-1], others[:, 0], others[:, -1])):
        return False
    areas = cv2.connectedComponentsWithStats(others.astype(np.uint8))[2][1:, cv2.CC_STAT_AREA]
    return bool(len(areas)) and bool(areas.max() >= ONE_THING * areas.sum())


def _seeds_along_the_rim_of(inside: NDArray[np.bool_], backdrop: Backdrop) -> NDArray[np.uint8]:
    """Deep inside is the product, outside is not; the band between may be the shadow it throws."""
    depth = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 3)
    seeds = np.where(inside, cv2.GC_PR_FGD, cv2.GC_BGD).astype(np.uint8)
    seeds[inside & backdrop.shade] = cv2.GC_PR_BGD
    unlike = (backdrop.distance > backdrop.same) & ~backdrop.shade
    seeds[inside & ((depth > BAND) | unlike)] = cv2.GC_FGD
    return seeds


def _filled(backdrop: Backdrop) -> NDArray[np.bool_]:
    """All that paper and shadow do not reach from the rim, but for openings through which the paper shows."""
    inside = ~backdrop.behind()
    count, holes, stats, _ = cv2.connectedComponentsWithStats((inside & backdrop.through).astype(np.uint8))
    for one in range(1, count):
        hole = holes == one
        if stats[one, cv2.CC_STAT_AREA] >= SMALLEST_HOLE * inside.size and _shows_paper(hole, backdrop):
            inside &= ~hole
    return inside & ~_mixed(inside, backdrop.distance)


def _shows_paper(hole: NDArray[np.bool_], backdrop: Backdrop) -> bool:
    """No brighter than the paper, and around it something unlike it: white cloth passes into white cloth."""
    around = cv2.dilate(hole.astype(np.uint8), np.ones((AROUND, AROUND), np.uint8)).astype(bool) & ~hole
    unlike = float(np.median(backdrop.distance[around])) > UNLIKE
    return unlike and float(np.median(backdrop.brighter[hole])) < backdrop.same / 2


def _mixed(inside: NDArray[np.bool_], distance: NDArray[np.float32]) -> NDArray[np.bool_]:
    """The outermost pixels that are more paper than product: not half as unlike as what they border on."""
    depth = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 3)
    full = cv2.dilate(distance, np.ones((2 * MIXED + 1, 2 * MIXED + 1), np.uint8))
    return np.asarray((depth <= MIXED) & (distance < full / 2))


def _seeds_amid_clutter(lab: NDArray[np.float32], backdrop: Backdrop) -> NDArray[np.uint8]:
    """What lies at the rim, paper or not, is behind; of what is not paper, the middle is the product."""
    seeds = _seeds_by_place(lab)
    seeds[backdrop.behind()] = cv2.GC_BGD
    return seeds


def _seeds_by_place(lab: NDArray[np.float32]) -> NDArray[np.uint8]:
    """GrabCut's four labels: the rim is behind, the middle probably the product."""
    height, width = lab.shape[:2]
    seeds = np.where(centre_prior(height, width) > MIDDLE, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    thick = max(2, round(min(height, width) * 0.03))
    rim = np.ones((height, width), bool)
    rim[thick:-thick, thick:-thick] = False
    seeds[rim] = cv2.GC_BGD
    return seeds


def _grabbed(small: NDArray[np.uint8], seeds: NDArray[np.uint8], rounds: int) -> NDArray[np.bool_]:
    sure = (seeds == cv2.GC_FGD) | (seeds == cv2.GC_PR_FGD)
    if not sure.any() or sure.all():
        return np.zeros(seeds.shape, bool)
    cv2.setRNGSeed(0)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    labels, _, _ = cv2.grabCut(small, seeds.copy(), (0, 0, 1, 1), *models, rounds, cv2.GC_INIT_WITH_MASK)
    return np.asarray((labels == cv2.GC_FGD) | (labels == cv2.GC_PR_FGD))


def _pieces(inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    count, pieces, stats, _ = cv2.connectedComponentsWithStats(inside.astype(np.uint8), connectivity=8)
    if count == 1:
        return inside
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    kept = areas >= areas.max() * SMALLEST_PIECE
    return np.asarray(kept[pieces])


def _softened(picture: NDArray[np.uint8], inside: NDArray[np.bool_]) -> NDArray[np.float32]:
    height, width = picture.shape[:2]
    shown = np.ascontiguousarray(shrunk(picture, MATTED_SIDE))
    size = (shown.shape[1], shown.shape[0])
    scale = size[0] / inside.shape[1]
    hard = np.asarray(cv2.resize(inside.astype(np.float32), size), np.float32)
    radius = max(1, round(EDGE * scale / 2))
    soft = guided(np.asarray(shown / np.float32(255)), hard, radius, SMOOTH)
    near = cv2.blur(hard, (2 * radius + 1, 2 * radius + 1))
    alpha = np.where(near <= 0.001, 0, np.where(near >= 0.999, 1, np.clip(soft, 0, 1))).astype(np.float32)
    whole = (
        alpha
        if size == (width, height)
        else cv2.resize(alpha, (width, height), interpolation=cv2.INTER_LINEAR)
    )
    return np.asarray(np.clip(whole, 0, 1), np.float32)
