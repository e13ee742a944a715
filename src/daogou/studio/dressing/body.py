"""Where a person's trunk and limbs are, and how wide: measured from the pose and the parsed parts.

Lengths are in *torsos*: from the middle of the shoulders to the middle of the hips. "Left" and "right" are
the person's own; somebody who faces the camera has the right side on the picture's left.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from daogou.vision.poses import Pose
from daogou.vision.segmenters import Segmentation

Point = NDArray[np.float64]  # [2]
SIDES = ("right", "left")
OUTWARDS = {"right": -1.0, "left": 1.0}

# Where an adult's body is at half width, in torsos from the shoulders' line down (own measurements on the
# true masks of 60 street photos in close clothes; a joint lies a hand's breadth inside of the skin)
WIDTHS = ((0.0, 0.33), (0.3, 0.31), (0.65, 0.265), (1.0, 0.33), (1.15, 0.345))
ARM = ((0.0, 0.115), (0.5, 0.085), (1.0, 0.055))  # radius at the shoulder, elbow, wrist
LEG = ((0.0, 0.19), (0.5, 0.115), (1.0, 0.07))  # radius at the hip, knee, ankle
HAND = (0.085, 0.12)  # radius at the wrist and the fingertips, the fingers spread
TIP_OUT, TIP_UP = 0.05, 0.085  # the shoulder's edge, from its joint
NECK_OUT, NECK_UP = 0.12, 0.17  # where the neck begins, from the middle of the shoulders


@dataclass(frozen=True)
class Body:
    """A person's measures in a picture."""

    pose: Pose
    size: tuple[int, int]  # height, width of the picture

    def joint(self, name: str) -> Point:
        """A landmark's place, float64 [2]."""
        return np.array(self.pose.at(name))

    def middle(self, name: str) -> Point:
        """Half way between a left and a right landmark."""
        return (self.joint(f"left_{name}") + self.joint(f"right_{name}")) / 2

    @cached_property
    def torso(self) -> float:
        """Pixels from the shoulders' to the hips' line."""
        return float(np.linalg.norm(self.middle("hip") - self.middle("shoulder")))

    @cached_property
    def down(self) -> Point:
        """Unit vector along the trunk."""
        return np.asarray((self.middle("hip") - self.middle("shoulder")) / max(self.torso, 1e-6))

    @cached_property
    def across(self) -> Point:
        """Unit vector towards the person's left, square to ``down``."""
        return np.array([self.down[1], -self.down[0]])

    @cached_property
    def breadth(self) -> float:
        """Half width of the trunk, 1 for somebody who faces the camera: turned bodies are narrow."""
        apart = abs(float((self.joint("left_shoulder") - self.joint("right_shoulder")) @ self.across))
        return float(np.clip(apart / (0.66 * self.torso), 0.72, 1.12))

    def at(self, x: float, y: float) -> Point:
        """Torsos to the person's left and down from the middle of the shoulders -> pixels."""
        return np.asarray(self.middle("shoulder") + self.torso * (x * self.across + y * self.down))

    def half_width(self, y: float) -> float:
        """The body's own, in torsos, at so many torsos below the shoulders."""
        return self.breadth * float(np.interp(y, *np.transpose(WIDTHS)))

    def shoulder_tip(self, side: str) -> Point:
        """Where a shoulder seam lies."""
        out = OUTWARDS[side] * TIP_OUT * self.breadth
        return np.asarray(
            self.joint(f"{side}_shoulder") + self.torso * (out * self.across - TIP_UP * self.down)
        )

    def neck_side(self, side: str) -> Point:
        """Where neck and shoulder meet."""
        return self.at(OUTWARDS[side] * NECK_OUT * self.breadth, -NECK_UP)

    def arm(self, side: str) -> NDArray[np.float64]:
        """Shoulder, elbow, wrist: [3, 2]."""
        return np.array([self.joint(f"{side}_{name}") for name in ("shoulder", "elbow", "wrist")])

    def leg(self, side: str) -> NDArray[np.float64]:
        """Hip, knee, ankle: [3, 2]."""
        return np.array([self.joint(f"{side}_{name}") for name in ("hip", "knee", "ankle")])

    def arm_mask(self, side: str, looseness: float = 1.0, start: float = 0.0) -> NDArray[np.bool_]:
        """Pixels within the arm's radius of its bones, from a share of its length on."""
        return capsule(self.arm(side), self.arm_radii * looseness, self.size, start)

    def leg_mask(self, side: str, looseness: float = 1.0, start: float = 0.0) -> NDArray[np.bool_]:
        """Pixels within the leg's radius of its bones."""
        return capsule(self.leg(side), self.leg_radii * looseness, self.size, start)

    def hand_mask(self, side: str) -> NDArray[np.bool_]:
        """Pixels where a hand may be, from the wrist to beyond the fingers' roots."""
        wrist, finger = self.joint(f"{side}_wrist"), self.joint(f"{side}_index")
        tips = finger + 0.5 * (finger - wrist)
        return capsule(np.array([wrist, tips]), np.array(HAND) * self.torso, self.size)

    @cached_property
    def arm_radii(self) -> NDArray[np.float64]:
        """Pixels, at shoulder, elbow and wrist."""
        return np.array([radius * self.torso for _, radius in ARM])

    @cached_property
    def leg_radii(self) -> NDArray[np.float64]:
        """Pixels, at hip, knee and ankle."""
        return np.array([radius * self.torso for _, radius in LEG])


def capsule(
    bones: NDArray[np.float64], radii: NDArray[np.float64], size: tuple[int, int], start: float = 0.0
) -> NDArray[np.bool_]:
    """bool [h, w]: near a chain of bones [n, 2] whose thickness runs through ``radii`` [n]."""
    way, across = along(bones, size, float(radii.max()))
    allowed = np.interp(way, np.linspace(0, 1, len(radii)), radii)
    inside: NDArray[np.bool_] = (np.abs(across) <= allowed) & (way >= start)
    return inside


def along(
    bones: NDArray[np.float64], size: tuple[int, int], reach: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For each pixel how far along a chain of bones (0..1, each bone an equal share) its nearest place is,
    and how far from it, in pixels, float32 [h, w] each; infinitely far beyond ``reach``."""
    nearest, way = np.full(size, np.inf, np.float32), np.zeros(size, np.float32)
    low, high = bones.min(axis=0) - reach - 1, bones.max(axis=0) + reach + 2
    left, right = (int(np.clip(side, 0, size[1])) for side in (low[0], high[0]))
    top, bottom = (int(np.clip(side, 0, size[0])) for side in (low[1], high[1]))
    rows, columns = np.ogrid[top:bottom, left:right]
    near_nearest, near_way = nearest[top:bottom, left:right], way[top:bottom, left:right]
    for number, (first, second) in enumerate(pairwise(bones.astype(np.float32))):
        bone = second - first
        share = ((columns - first[0]) * bone[0] + (rows - first[1]) * bone[1]) / max(bone @ bone, 1e-6)
        share = np.clip(share, 0, 1).astype(np.float32)
        apart = np.hypot(columns - first[0] - share * bone[0], rows - first[1] - share * bone[1])
        closer = apart < near_nearest
        near_nearest[closer] = apart[closer]
        near_way[closer] = (number + share[closer]) / (len(bones) - 1)
    return way, nearest


def outline_scan(mask: NDArray[np.bool_], start: Point, direction: Point, furthest: float) -> float:
    """Pixels from a place in a direction until the mask ends; 0 where it does not begin."""
    steps = np.arange(0.0, furthest, 1.0)
    at = np.round(start + steps[:, None] * direction).astype(int)
    inside = (at >= 0).all(axis=1) & (at[:, 0] < mask.shape[1]) & (at[:, 1] < mask.shape[0])
    on = np.zeros(len(steps), dtype=bool)
    on[inside] = mask[at[inside, 1], at[inside, 0]]
    off = np.flatnonzero(~on)
    return float(off[0]) if len(off) else furthest


def worn_upper(parts: Segmentation) -> NDArray[np.bool_]:
    """What is worn on the trunk and arms."""
    return parts.mask("top", "coat", "dress")
