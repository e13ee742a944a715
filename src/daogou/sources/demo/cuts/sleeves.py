"""Sleeves, drawn on the right (x > 0) and mirrored."""

from dataclasses import dataclass
from math import atan2, cos, radians, sin
from random import Random

import numpy as np

from daogou.sources.demo.cuts.body import Body
from daogou.sources.demo.cuts.folds import drag, rings
from daogou.sources.demo.studio.curves import Point, Points, join, mirror, points, ribbon, shifted, smooth
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold


@dataclass(frozen=True, slots=True)
class Cut:
    """``reach``: share of the arm it covers; ``angle``: degrees from hanging; ``mouth``: width at its end
    as a share of the cuff; ``puff``: how far it bulges, cm; ``band``: height of its own cuff, cm.
    """

    reach: float
    angle: float
    mouth: float = 1.0
    puff: float = 0.0
    band: float = 0.0


CUTS = {
    "cap sleeve": Cut(0.13, 40, mouth=1.5),
    "short sleeve": Cut(0.36, 27, mouth=1.5),
    "puff sleeve": Cut(0.34, 26, mouth=1.12, puff=4.2, band=1.6),
    "three-quarter sleeve": Cut(0.72, 17, mouth=1.22),
    "long sleeve": Cut(1.0, 14),
    "balloon sleeve": Cut(0.99, 15, mouth=0.9, puff=4.6, band=3.6),
    "flared sleeve": Cut(0.92, 15, mouth=2.25),
}


@dataclass(frozen=True, slots=True)
class Sleeve:
    """Points a drawing needs afterwards."""

    outer: Point
    inner: Point
    centre: Point
    grain: float


def sleeves(
    drawing: Drawing,
    body: Body,
    kind: str,
    fabric: Fabric,
    chance: Random,
    *,
    cuff: Fabric | None = None,
    cuff_height: float = 0.0,
) -> None:
    """Both sleeves with their folds, cuffs and landmarks; nothing for ``sleeveless``."""
    cut = CUTS.get(kind)
    if cut is None:
        return
    wrist = _wrist(body, cut)
    outline = _outline(body, cut, wrist)
    band = cuff_height if cuff is not None else cut.band
    creases = _creases(body, cut, wrist, chance)
    for side in (1, -1):
        turn = (lambda curve: curve) if side == 1 else mirror
        shape = turn(outline)
        folds = [Fold(turn(f.path), f.width, f.depth * (1 if side == 1 else 0.85)) for f in creases]
        drawing.panel(shape, fabric, folds=folds, grain=-side * wrist.grain, volume=0.95, shadow=0.2)
        if band:
            _cuff(drawing, wrist, band, cuff or fabric, side)
        else:
            _hem(drawing, wrist, side)
    drawing.mark_both(
        shoulder=(body.shoulder, body.drop),
        armpit=(body.chest, body.armhole),
        sleeve_end=wrist.centre,
        sleeve_outer=wrist.outer,
        sleeve_inner=wrist.inner,
    )


def _wrist(body: Body, cut: Cut) -> Sleeve:
    angle = radians(cut.angle)
    tip = np.array([body.shoulder - 0.3, body.drop + 1.0])
    along = np.array([sin(angle), cos(angle)])
    across = np.array([cos(angle), -sin(angle)])
    # the sleeve hangs from the middle of its top, half an arm's width inside the shoulder's end
    middle = tip - across * body.upper_arm * 0.34 + along * body.arm * cut.reach
    half = body.cuff * cut.mouth / 2
    # a short sleeve's mouth is nearer its top, so wider
    half = max(half, body.upper_arm * 0.5 * (1 - cut.reach) * 0.92)
    outer, inner = middle + across * half, middle - across * half
    return Sleeve(_pt(outer), _pt(inner), _pt(middle), atan2(along[0], along[1]))


def _pt(vector: Points) -> Point:
    return float(vector[0]), float(vector[1])


def _outline(body: Body, cut: Cut, wrist: Sleeve) -> Points:
    tip = np.array([body.shoulder - 1.4, body.drop - 0.25])
    pit = np.array([body.chest - 0.6, body.armhole])
    out, into = np.array(wrist.outer), np.array(wrist.inner)
    away = (out - into) / max(float(np.linalg.norm(out - into)), 1e-6)
    # the sleeve leaves the shoulder along its slope and turns down outside the body's corner
    root = tip - (1.6, 0.75)
    crown = shifted(tip, 1.55, 0.35)
    cap = shifted(tip, 3.0 + cut.puff * 0.5, 3.4 - cut.puff * 0.4)
    elbow = tip + (out - tip) * 0.5 + away * (1.0 + cut.puff)
    low = tip + (out - tip) * 0.86 + away * (0.25 + cut.puff * 1.25)
    outer = smooth(_pt(root), _pt(crown), _pt(cap), _pt(elbow), _pt(low), wrist.outer)
    half = pit + (into - pit) * 0.5 + away * (-0.2 - cut.puff * 0.2)
    low_in = pit + (into - pit) * 0.88 - away * (cut.puff * 0.6)
    inner = smooth(wrist.inner, _pt(low_in), _pt(half), _pt(pit))
    under = points(_pt(pit - (3.5, 1.0)), (body.shoulder - 5, body.drop + 5), (body.shoulder - 5, body.drop))
    return join(outer, inner, under)


def _creases(body: Body, cut: Cut, wrist: Sleeve, chance: Random) -> list[Fold]:
    tip, pit = (body.shoulder, body.drop + 2), (body.chest, body.armhole)
    folds = drag(chance, pit, (tip[0] - 1.5, tip[1] + 5), 9.0, 3)
    if cut.reach > 0.6:
        t = 0.5
        outer = (tip[0] + (wrist.outer[0] - tip[0]) * t, tip[1] + (wrist.outer[1] - tip[1]) * t)
        inner = (pit[0] + (wrist.inner[0] - pit[0]) * t, pit[1] + (wrist.inner[1] - pit[1]) * t)
        folds += rings(chance, outer, inner, 11.0, 4)
        t = 0.88
        outer = (tip[0] + (wrist.outer[0] - tip[0]) * t, tip[1] + (wrist.outer[1] - tip[1]) * t)
        inner = (pit[0] + (wrist.inner[0] - pit[0]) * t, pit[1] + (wrist.inner[1] - pit[1]) * t)
        folds += rings(chance, outer, inner, 6.0, 3)
    if cut.puff or cut.mouth > 1.9:
        folds += _gathers(wrist, body, cut, chance)
    return folds


def _gathers(wrist: Sleeve, body: Body, cut: Cut, chance: Random) -> list[Fold]:
    """Folds that run up from the end of a gathered or flared sleeve."""
    folds = []
    for number in range(5):
        share = (number + 0.5) / 5
        x = wrist.outer[0] + (wrist.inner[0] - wrist.outer[0]) * share
        y = wrist.outer[1] + (wrist.inner[1] - wrist.outer[1]) * share
        up = body.arm * cut.reach * chance.uniform(0.25, 0.45)
        bulge = (0.5 - share) * cut.puff * 2.0
        path = smooth((x, y), (x + bulge, y - up * 0.5), (x + bulge * 0.8 - 1, y - up))
        folds.append(Fold(path, 1.7, chance.uniform(2.5, 4.2) * (1 if number % 2 else -1)))
    return folds


def _cuff(drawing: Drawing, wrist: Sleeve, height: float, fabric: Fabric, side: int) -> None:
    along = np.array([sin(wrist.grain), cos(wrist.grain)]) * height
    out, into = np.array(wrist.outer), np.array(wrist.inner)
    # gathered cloth is held narrower than it hangs
    narrow = (into - out) * 0.05
    band = points(
        _pt(out + narrow - along * 0.25),
        _pt(into - narrow - along * 0.25),
        _pt(into - narrow + along * 0.75),
        _pt(out + narrow + along * 0.75),
    )
    shape = band if side == 1 else mirror(band)
    drawing.panel(shape, fabric, grain=-side * wrist.grain, volume=0.7, shadow=0.25)


def _hem(drawing: Drawing, wrist: Sleeve, side: int) -> None:
    up = np.array([sin(wrist.grain), cos(wrist.grain)]) * 1.6
    path = points(_pt(np.array(wrist.outer) - up), _pt(np.array(wrist.inner) - up))
    drawing.line(path if side == 1 else mirror(path), (0, 0, 0), 0.16, opacity=0.4, kind="stitch")


def binding(drawing: Drawing, edge: Points, fabric: Fabric, width: float = 0.9) -> None:
    """A narrow band sewn along an edge on both sides of the body."""
    drawing.panel(ribbon(edge, width), fabric, volume=0.35, shadow=0.12)
    drawing.panel(ribbon(mirror(edge), width), fabric, volume=0.35, shadow=0.12)
