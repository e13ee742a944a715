"""Whether a try-on is right, told without its own word for it: from the two pictures and the true masks."""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.studio.dressing.body import SIDES, Body, capsule

Picture = NDArray[np.uint8]  # [h, w, 3] RGB
Mask = NDArray[np.bool_]  # [h, w]

# The garment's region: what it is seen on, true clothes of that half of the body, and so much of the
# height around, for shadows, soft edges and a body where a wider garment was
AROUND = 0.02
OUTSIDE_SSIM, COLOUR_DELTA_E = 0.98, 12.0  # the issue's own
HOLE, OLD_SEEN = (
    0.02,
    0.05,
)  # of what must be covered; of what was to be replaced inside of the new cloth's hull
SAME = 8.0  # levels: a pixel that differs by less in every channel is the old one
HAND_SAME, HANDS_KEPT = 12.0, 0.9
SMALLEST_HAND = 30  # pixels: with less a hand is not in the photo, or hidden
_LOWER = ("trousers", "shorts", "skirt")
REPLACED: Mapping[str, tuple[str, ...]] = {
    "top": ("top", "coat"),
    "coat": ("coat",),
    "dress": ("top", "coat", "dress", "skirt", "shorts"),
    "trousers": _LOWER,
    "shorts": _LOWER,
    "skirt": _LOWER,
}
# Clothes of the same half of the body: what one person calls a dress another calls a long top
_UPPER_REGION, _LOWER_REGION = ("top", "coat", "dress"), (*_LOWER, "dress", "legwear")
REGION: Mapping[str, tuple[str, ...]] = {
    "top": _UPPER_REGION,
    "coat": _UPPER_REGION,
    "dress": (*_UPPER_REGION, *_LOWER_REGION),
    "trousers": _LOWER_REGION,
    "shorts": _LOWER_REGION,
    "skirt": _LOWER_REGION,
}


@dataclass(frozen=True)
class Verdict:
    """One try-on measured; ``hands`` is None where none is to be seen."""

    outside_ssim: float
    colour_delta_e: float
    hole: float
    old_seen: float
    hands: float | None

    @property
    def claims(self) -> dict[str, bool]:
        """Which of the four demands hold."""
        return {
            "outside": self.outside_ssim >= OUTSIDE_SSIM,
            "colour": self.colour_delta_e <= COLOUR_DELTA_E,
            "whole": self.hole <= HOLE and self.old_seen <= OLD_SEEN,
            "hands": self.hands is None or self.hands >= HANDS_KEPT,
        }


def ssim_map(first: Picture, second: Picture) -> NDArray[np.float64]:
    """Structural similarity of luminance at each pixel (Wang et al. 2004: Gaussian 1.5, K 0.01 and 0.03)."""
    one, other = (cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float64) for picture in (first, second))

    def mean(image: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(cv2.GaussianBlur(image, (11, 11), 1.5), np.float64)

    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    m1, m2 = mean(one), mean(other)
    v1, v2, both = mean(one * one) - m1 * m1, mean(other * other) - m2 * m2, mean(one * other) - m1 * m2
    top, bottom = (2 * m1 * m2 + c1) * (2 * both + c2), (m1 * m1 + m2 * m2 + c1) * (v1 + v2 + c2)
    return np.asarray(top / bottom)


def outside_ssim(before: Picture, after: Picture, region: Mask, person: Mask) -> float:
    """Mean similarity outside of the garment's region, over the box round the person only: a photo's far
    background, which nothing could change, would flatter."""
    rows, columns = np.flatnonzero(person.any(axis=1)), np.flatnonzero(person.any(axis=0))
    if not len(rows):
        return 1.0
    box = np.zeros_like(person)
    box[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] = True
    outside = box & ~region
    return float(ssim_map(before, after)[outside].mean()) if outside.any() else 1.0


def garment_region(seen: Mask, clothes: Mask) -> Mask:
    """Where a try-on may change pixels."""
    reach = 2 * max(1, round(AROUND * seen.shape[0])) + 1
    grown = cv2.dilate((seen | clothes).astype(np.uint8), np.ones((reach, reach), np.uint8))
    return grown.astype(bool)


def delta_e(first: Picture, where: Mask, second: Picture, there: Mask) -> float:
    """CIE 1976 colour difference (ΔE*ab) between the mean colours of two areas."""
    if not where.any() or not there.any():
        return float("inf")
    means = [_lab(picture)[mask].mean(axis=0) for picture, mask in ((first, where), (second, there))]
    return float(np.linalg.norm(means[0] - means[1]))


def _lab(picture: Picture) -> NDArray[np.float32]:
    return np.asarray(cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)


def same_pixels(before: Picture, after: Picture, tolerance: float) -> Mask:
    """bool [h, w]: which pixels are what they were, in every channel."""
    difference = np.abs(before.astype(np.int16) - after.astype(np.int16)).max(axis=2)
    same: Mask = difference < tolerance
    return same


def expected(body: Body, kind: str) -> Mask:
    """Where any garment of a kind must be: well inside of the trunk, the seat or the thighs."""
    if kind == "coat":  # beside an opening that may be as deep as the waist
        sides = [np.array([body.at(x * body.breadth, y) for y in (0.4, 0.58)]) for x in (-0.19, 0.19)]
        thick = np.array([0.06, 0.06]) * body.torso * body.breadth
        return capsule(sides[0], thick, body.size) | capsule(sides[1], thick, body.size)
    if kind in ("top", "dress"):
        line = np.array([body.at(0, 0.38), body.at(0, 0.58)])
        return capsule(line, np.array([0.16, 0.16]) * body.torso * body.breadth, body.size)
    if kind == "skirt":
        line = np.array([body.at(0, 0.95), body.at(0, 1.1)])
        return capsule(line, np.array([0.18, 0.18]) * body.torso * body.breadth, body.size)
    thighs = np.zeros(body.size, dtype=bool)
    for side in SIDES:
        hip, knee = body.leg(side)[:2]
        start, end = (0.05, 0.15) if kind == "shorts" else (0.2, 0.5)  # of the thigh
        line = np.array([hip + start * (knee - hip), hip + end * (knee - hip)])
        thighs |= capsule(line, np.array([0.08, 0.08]) * body.torso, body.size)
    return thighs


def hole(after: Picture, before: Picture, seen: Mask, must: Mask, in_front: Mask) -> float:
    """The part of what must be covered, less what is truly in front, where no new cloth is."""
    wanted = must & ~in_front
    if not wanted.any():
        return 0.0
    missing = wanted & (~seen | same_pixels(before, after, 1.0))
    return float(missing.sum() / wanted.sum())


def old_seen(before: Picture, after: Picture, replaced: Mask, seen: Mask) -> float:
    """Of what was to be replaced within the new cloth's convex hull, the part that is there as it was."""
    inner = cv2.erode(replaced.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & _hull(seen)
    if not inner.any():
        return 0.0
    return float((inner & ~seen & same_pixels(before, after, SAME)).sum() / inner.sum())


def _hull(mask: Mask) -> Mask:
    filled = np.zeros(mask.shape, np.uint8)
    if mask.any():
        hull = cv2.convexHull(np.argwhere(mask)[:, ::-1].astype(np.int32))
        cv2.fillConvexPoly(filled, hull, 1)
    return filled.astype(bool)


def hands_kept(before: Picture, after: Picture, skin: Mask, body: Body) -> float | None:
    """The part of the hands' pixels, of true skin, that are what they were."""
    hands = np.zeros(body.size, dtype=bool)
    for side in SIDES:
        wrist, finger = body.joint(f"{side}_wrist"), body.joint(f"{side}_index")
        middle = (wrist + 2 * finger) / 3
        hands |= capsule(np.array([middle, finger]), np.array([0.07, 0.08]) * body.torso, body.size)
    hands &= skin
    if hands.sum() < SMALLEST_HAND:
        return None
    return float(same_pixels(before, after, HAND_SAME)[hands].mean())
