"""Lengths and girths of a person from one photo from the front, given how tall they are.

The photo's scale is the height over the person's height in pixels. Lengths are distances of joints; girths
are
the perimeters of ellipses as wide as the outline, with the depth that people of that width have on
average. All
of it is rough: each number comes with its standard deviation, and a tape is always better.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from daogou.fit.body.measures import Audience, Body, Measure
from daogou.fit.body.outline import Outline, outline_of
from daogou.fit.body.views import check_view, distance
from daogou.vision.poses import Pose

# depth over breadth of chest, waist and hip, and how people differ in it: rounded from the breadths and
# depths
# of the surveys of U.S. Army personnel (Gordon et al. 1989, 2014). Unknown audience: the mean, more doubt.
DEPTHS: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "women": {"bust": (0.82, 0.08), "waist": (0.72, 0.07), "hip": (0.66, 0.07)},
    "men": {"bust": (0.75, 0.07), "waist": (0.73, 0.07), "hip": (0.71, 0.06)},
    "": {"bust": (0.78, 0.09), "waist": (0.72, 0.07), "hip": (0.68, 0.08)},
}
# Where on the way from shoulder to hip joint each girth is taken: chest .72, waist .62, hip .51 of the
# height,
# shoulder joint .818, hip joint .530 (Drillis and Contini 1966, as in Winter 2009)
LEVELS: Mapping[str, tuple[float, float]] = {"bust": (0.30, 0.42), "waist": (0.55, 0.80), "hip": (0.95, 1.15)}
NARROWEST = frozenset(("waist",))  # the others are taken where the outline is widest
# shares of a measure: what joints, outline and clothes may be off by. Even close clothes add to an outline.
JOINT_SD, OUTLINE_SD = 0.05, 0.06
SCALE_SD = 0.015  # hair above, soles below
# shoulder points lie outside of the joints' centres: biacromial breadth over the distance of the joints
SHOULDER_POINTS = 1.08


@dataclass(frozen=True)
class PhotoMeasures:
    """``body``: height, shoulder, girths, for size advice. ``lengths``: shoulder, torso, arm, leg in cm."""

    body: Body
    lengths: Mapping[str, Measure]


def measured(pose: Pose, height_cm: float, audience: Audience = "") -> PhotoMeasures:
    """What a photo shows of a person of that height.

    Raises:
        UnfitPhoto: the person is not seen whole, from the front, upright and large enough; the hint says what
            to do. Without ``pose.person`` too, since girths are taken from the outline.
    """
    outline = outline_of(pose)
    check_view(pose, outline)
    scale = height_cm / outline.height
    lengths = {name: _length(pixels * scale) for name, pixels in _joint_lengths(pose).items()}
    girths = {
        name: girth for name in LEVELS if (girth := _girth(pose, outline, name, scale, audience)) is not None
    }
    shoulder = lengths["shoulder"]
    known = {"height": Measure(height_cm, 0.7), "shoulder": shoulder, **girths}
    return PhotoMeasures(Body(known, audience), lengths)


def _joint_lengths(pose: Pose) -> dict[str, float]:
    """In pixels, the mean of both sides."""

    def both(*joints: str) -> float:
        sides = [
            sum(distance(pose, f"{side}_{a}", f"{side}_{b}") for a, b in pairwise(joints))
            for side in ("left", "right")
        ]
        return float(np.mean(sides))

    return {
        "shoulder": distance(pose, "left_shoulder", "right_shoulder") * SHOULDER_POINTS,
        "torso": both("shoulder", "hip"),
        "arm": both("shoulder", "elbow", "wrist"),
        "leg": both("hip", "knee", "ankle"),
    }


def _length(cm: float) -> Measure:
    return Measure(cm, float(cm * np.hypot(JOINT_SD, SCALE_SD)), "photo")


def _girth(pose: Pose, outline: Outline, name: str, scale: float, audience: Audience) -> Measure | None:
    """None where no row of the outline is free of arms."""
    widths = outline.torso_widths(pose, *LEVELS[name])
    if not len(widths):
        return None
    pixels = float(np.percentile(widths, 10 if name in NARROWEST else 90))  # not the one odd row
    ratio, ratio_sd = DEPTHS.get(audience, DEPTHS[""])[name]
    cm = perimeter(pixels * scale, pixels * scale * ratio)
    by_depth = perimeter(pixels * scale, pixels * scale * (ratio + ratio_sd)) - cm
    return Measure(cm, float(np.hypot(by_depth, cm * np.hypot(OUTLINE_SD, SCALE_SD))), "photo")


def perimeter(width: float, depth: float) -> float:
    """Of an ellipse of that width and depth (Ramanujan 1914, second approximation)."""
    a, b = width / 2, depth / 2
    h = ((a - b) / (a + b)) ** 2
    return float(np.pi * (a + b) * (1 + 3 * h / (10 + np.sqrt(4 - 3 * h))))
