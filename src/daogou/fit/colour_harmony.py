"""Which colours go together: relations of hue in OKLCh, with the neutrals of dress apart.

Hue relations after Itten (*The Art of Color*, 1961) and Moon and Spencer (*Geometric formulation of classical
color harmony*, JOSA 34, 1944: what is neither alike nor clearly different is ambiguous), measured in OKLCh
instead of on a painter's wheel. In dress more is neutral than grey: earth tones and dark blues go with all.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np

from daogou.vision.oklab import hex_to_rgb, oklab

Relation = Literal["neutral", "tonal", "matching", "analogous", "complementary", "triadic", "discord"]

GREY = 0.045  # chroma up to which no hue is seen: beige .041, white .005; khaki .060 has one
EARTH_HUES, EARTH_CHROMA = (45.0, 115.0), 0.09  # degrees; brown, camel, khaki and olive lie below .09
INK_HUES, INK_CHROMA, INK_LIGHT = (240.0, 290.0), 0.09, 0.40  # navy: lightness .30, chroma .071
NEAR = 0.05  # of chroma and hue together, within which two neutrals of like lightness are one colour
VIVID = 0.12  # chroma from which two hues that disagree do so wholly: red .20, blue .14, pink .09
# degrees between hues up to which a relation holds; beyond the last it is complementary
ALIKE, NEIGHBOURS, APART, THIRDS = 22.0, 60.0, 105.0, 150.0
STEP = 0.12  # of lightness, from which two shades of a hue look meant
# -1..1 before anything is learnt. Two neutrals cannot be wrong but say little; a triad needs a sure hand
AGREEMENT: Mapping[Relation, float] = {
    "neutral": 0.6,
    "tonal": 0.8,
    "matching": 0.5,
    "analogous": 0.6,
    "complementary": 0.5,
    "triadic": 0.0,
    "discord": -0.7,
}


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour in OKLCh: ``lightness`` 0..1, ``chroma`` 0..about .3, ``hue`` in degrees 0..360."""

    lightness: float
    chroma: float
    hue: float

    @property
    def is_neutral(self) -> bool:
        """A grey, an earth tone or a dark blue: it goes with any colour."""
        earth = EARTH_HUES[0] <= self.hue <= EARTH_HUES[1] and self.chroma < EARTH_CHROMA
        ink = INK_HUES[0] <= self.hue <= INK_HUES[1] and self.chroma < INK_CHROMA
        return self.chroma <= GREY or earth or (ink and self.lightness < INK_LIGHT)


def shade_of(lab: Sequence[float]) -> Shade:
    """From OKLab (lightness, a, b), as ``vision.oklab`` gives it."""
    lightness, a, b = (float(value) for value in lab)
    return Shade(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


@cache
def shades() -> Mapping[str, Shade]:
    """How the colours of the concepts look: id -> shade."""
    text = files("daogou.fit").joinpath("colour_harmony.toml").read_text(encoding="utf-8")
    codes = tomllib.loads(text)
    labs = oklab(np.array([hex_to_rgb(code) for code in codes.values()], np.uint8))
    return {name: shade_of(lab) for name, lab in zip(codes, labs.tolist(), strict=True)}


def hue_distance(one: Shade, other: Shade) -> float:
    """Degrees between two hues, 0..180."""
    apart = abs(one.hue - other.hue) % 360
    return min(apart, 360 - apart)


def relation(one: Shade, other: Shade) -> Relation:
    """How two colours stand to each other; symmetric."""
    if one.is_neutral and other.is_neutral:
        return "matching" if _is_one_neutral(one, other) else "neutral"
    if one.is_neutral or other.is_neutral:
        return "neutral"
    apart = hue_distance(one, other)
    if apart <= ALIKE:
        return "tonal" if abs(one.lightness - other.lightness) >= STEP else "matching"
    if apart <= NEIGHBOURS:
        return "analogous"
    if apart <= APART:
        return "discord"
    return "triadic" if apart <= THIRDS else "complementary"


def _is_one_neutral(one: Shade, other: Shade) -> bool:
    across = one.chroma**2 + other.chroma**2
    turned = 2 * one.chroma * other.chroma * math.cos(math.radians(hue_distance(one, other)))
    return abs(one.lightness - other.lightness) < STEP and across - turned < NEAR**2


def harmony(one: Shade, other: Shade) -> float:
    """How well two colours go together, -1..1; 0 where nothing can be said. Symmetric.

    Hues that disagree do so the less, the greyer they are.
    """
    name = relation(one, other)
    agreed = AGREEMENT[name]
    if name == "discord":
        return agreed * min(1.0, math.sqrt(one.chroma * other.chroma) / VIVID)
    return agreed
