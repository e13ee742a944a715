"""How shoulders or bust, waist and hips stand to each other: names of lines, no judgement of a body.

Women: the thresholds of FFIT (Simmons, Istook and Devarajan 2004, "Female Figure Identification Technique for
Apparel", with the simplification of Lee et al. 2007). FFIT's nine shapes need a high hip; without one its
hourglasses and spoon are told apart by bust, waist and hip alone, as here. Men: by the drop from chest to
waist, as body types Y, A, B and C of GB/T 1335.1. One person measured twice can fall either side of a
threshold: ``is_near`` says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from daogou.core.errors import BadQuery
from daogou.fit.body.measures import Body, Measure

Shape = Literal["hips_wider", "shoulders_wider", "waist_marked", "straight"]
SHAPES: tuple[Shape, ...] = ("hips_wider", "shoulders_wider", "waist_marked", "straight")

INCH = 2.54
# FFIT: hips or bust stand out from 3.6 inches; a waist is marked from 9 below the bust or 10 below the hips
STANDS_OUT = 3.6 * INCH
BELOW_BUST, BELOW_HIP = 9 * INCH, 10 * INCH
# GB/T 1335.1: from a drop of 17 cm on, type Y, a jacket's shoulders are cut a size larger than its waist
MEN_DROP = 17.0
# inner legs and trunk: hip to ankle over shoulder to hip, .491/.288 of the height (Drillis and Contini 1966);
# people differ by about a tenth
LEG_TO_TORSO, LEG_TO_TORSO_SD = 1.70, 0.10
NEEDED = {"women": ("bust", "waist", "hip"), "men": ("bust", "waist")}


@dataclass(frozen=True)
class Line:
    """``shape``; ``proportion``: ``long_legs``, ``long_torso`` or "" (neither, or not known)."""

    shape: Shape
    is_near: bool  # to a threshold: within what two tapings differ by
    proportion: Literal["long_legs", "long_torso", ""] = ""


def line_of(body: Body, lengths: Mapping[str, Measure] | None = None) -> Line:
    """From measures that were taken or seen on a photo; none is estimated, since estimates are all alike.

    Raises:
        BadQuery: a measure is missing, or it is not said whether women's or men's rules apply.
    """
    if body.audience not in NEEDED:
        raise BadQuery(
            "Style advice by measures goes by women's or by men's rules.",
            hint="Say which, or wish for an effect instead.",
        )
    missing = [name for name in NEEDED[body.audience] if not body.knows(name)]
    if missing:
        raise BadQuery(
            f"Style advice by measures needs {', '.join(missing)} too.",
            hint="Measure it, give a photo, or wish for an effect instead.",
        )
    value = {name: body.measures[name].value for name in NEEDED[body.audience]}
    doubt = sum(body.measures[name].sd ** 2 for name in value) ** 0.5
    shape, margin = _women(value) if body.audience == "women" else _men(value)
    return Line(shape, abs(margin) < doubt, _proportion(lengths or {}))


def _women(cm: Mapping[str, float]) -> tuple[Shape, float]:
    """The shape, and by how many cm it is away from being another."""
    wider = cm["hip"] - cm["bust"]
    marked = max(cm["bust"] - cm["waist"] - BELOW_BUST, cm["hip"] - cm["waist"] - BELOW_HIP)
    if wider >= STANDS_OUT:
        return "hips_wider", wider - STANDS_OUT
    if -wider >= STANDS_OUT:
        return "shoulders_wider", -wider - STANDS_OUT
    edge = STANDS_OUT - abs(wider)
    return ("waist_marked" if marked >= 0 else "straight"), min(abs(marked), edge)


def _men(cm: Mapping[str, float]) -> tuple[Shape, float]:
    drop = cm["bust"] - cm["waist"]
    return ("shoulders_wider" if drop >= MEN_DROP else "straight"), drop - MEN_DROP


def _proportion(lengths: Mapping[str, Measure]) -> Literal["long_legs", "long_torso", ""]:
    if "leg" not in lengths or "torso" not in lengths:
        return ""
    ratio = lengths["leg"].value / lengths["torso"].value
    if ratio > LEG_TO_TORSO + LEG_TO_TORSO_SD:
        return "long_legs"
    return "long_torso" if ratio < LEG_TO_TORSO - LEG_TO_TORSO_SD else ""
