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
from typing import Literal

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
Clothes = Literal["close", "ordinary"]
# How much wider than the body an outline is: factor and its deviation. Close-fitting: cloth of 2 to 3 mm all
# round, no more. Ordinary: the median of 86 street photos, where every person was taken for 165 cm tall,
# against
# the women of anthropometrics.toml (waist 1.23, hip 1.24), and what is left of the spread beside people's
# own.
CLOTHING: Mapping[Clothes, tuple[float, float]] = {"close": (1.03, 0.06), "ordinary": (1.23, 0.17)}
# BlazePose's joints lie inside of the measuring points, legs are seen from above and shoes lift them:
# factors that
# bring the medians of those photos to shoulder 38.0 cm, and trunk, arm and leg .288, .332 and .491 of the
# height (Drillis and Contini 1966)
JOINTS: Mapping[str, float] = {"shoulder": 1.275, "torso": 1.04, "arm": 1.19, "leg": 1.20}
# shares of a measure: the spread of the photos' lengths was 4 to 5 %, people's own among it
JOINT_SD = 0.05
SCALE_SD = 0.015  # hair above, soles below


@dataclass(frozen=True)
class PhotoMeasures:
    """``body``: height, shoulder, girths, for size advice. ``lengths``: shoulder, torso, arm, leg in cm."""

    body: Body
    lengths: Mapping[str, Measure]


def measured(
    pose: Pose, height_cm: float, audience: Audience = "", clothes: Clothes = "ordinary"
) -> PhotoMeasures:
    """What a photo shows of a person of that height, in close-fitting or ordinary clothes.

    Girths that arms hide are left out: ``estimated`` fills them in like any other.

    Raises:
        UnfitPhoto: the person is not seen whole, from the front, upright and large enough; the hint says what
            to do. Without ``pose.person`` too, since girths are taken from the outline.
    """
    outline = outline_of(pose)
    check_view(pose, outline)
    scale = height_cm / outline.height
    lengths = {name: _length(pixels * scale * JOINTS[name]) for name, pixels in _joint_lengths(pose).items()}
    girths = {
        name: girth
        for name in LEVELS
        if (girth := _girth(pose, outline, name, scale, (audience, clothes))) is not None
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
        "shoulder": distance(pose, "left_shoulder", "right_shoulder"),
        "torso": both("shoulder", "hip"),
        "arm": both("shoulder", "elbow", "wrist"),
        "leg": both("hip", "knee", "ankle"),
    }


def _length(cm: float) -> Measure:
    return Measure(cm, float(cm * np.hypot(JOINT_SD, SCALE_SD)), "photo")


def _girth(
    pose: Pose, outline: Outline, name: str, scale: float, who: tuple[Audience, Clothes]
) -> Measure | None:
    """None where arms hide the torso on both sides."""
    widths = outline.torso_widths(pose, *LEVELS[name])
    if not len(widths):
        return None
    wider, wider_sd = CLOTHING[who[1]]
    pixels = float(np.percentile(widths, 10 if name in NARROWEST else 90))  # not the one odd row
    width = pixels * scale / wider
    ratio, ratio_sd = DEPTHS.get(who[0], DEPTHS[""])[name]
    cm = perimeter(width, width * ratio)
    by_depth = perimeter(width, width * (ratio + ratio_sd)) - cm
    return Measure(cm, float(np.hypot(by_depth, cm * np.hypot(wider_sd, SCALE_SD))), "photo")


def perimeter(width: float, depth: float) -> float:
    """Of an ellipse of that width and depth (Ramanujan 1914, second approximation)."""
    a, b = width / 2, depth / 2
    h = ((a - b) / (a + b)) ** 2
    return float(np.pi * (a + b) * (1 + 3 * h / (10 + np.sqrt(4 - 3 * h))))
