"""Dresses and qipao: a bodice from the top's outlines, a skirt below the waist."""

from dataclasses import replace
from random import Random

from daogou.sources.demo.cuts import closures, collars
from daogou.sources.demo.cuts.body import (
    BODIES,
    Body,
    armhole_curve,
    body_half,
    front_neck,
    neck_depth,
    neck_width,
)
from daogou.sources.demo.cuts.cloths import GOLD, PEARL, lightness, main_fabric, plain, solid, toned
from daogou.sources.demo.cuts.folds import drag, fan
from daogou.sources.demo.cuts.skirts import Skirt, hang, skirt_of
from daogou.sources.demo.cuts.sleeves import binding, sleeves
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import Points, join, mirror, part, points, ribbon, smooth, symmetric
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold


def draw(design: Design) -> Drawing:
    """The whole dress."""
    drawing, chance = Drawing(), design.random("drawing")
    body, scale = _body(design)
    skirt = skirt_of(design.shape, design.length, body.waist, body.waist_y, scale=scale)
    neckline = _neckline(design, body)
    fabric = main_fabric(design, zone=(body.waist_y - 6, skirt.bottom))
    if design.shape == "slip":
        collars.slip_back(drawing, body.chest, body.armhole, fabric)
        collars.straps(drawing, (10.0, 8.8), (8.2, -2.5), 16.5, fabric)
    else:
        collars.back(drawing, neckline, fabric)
    cuff = (
        (plain(fabric), 5.0 * scale)
        if design.shape == "shirt-dress" and design.sleeve == "long sleeve"
        else (None, 0.0)
    )
    sleeves(drawing, body, design.sleeve, fabric, chance, cuff=cuff[0], cuff_height=cuff[1])
    hang(drawing, skirt, _skirt_shape(design), fabric, chance, shadow=0.1)
    half = _bodice(drawing, design, body, neckline, fabric, chance)
    _finish(drawing, design, body, skirt, neckline, half, fabric, chance)
    drawing.mark(**collars.points_of(neckline))
    drawing.mark_both(shoulder=(body.shoulder, body.drop), armpit=(body.chest, body.armhole))
    return drawing


def _body(design: Design) -> tuple[Body, float]:
    base = BODIES[design.audience]
    scale = base.neck / 8.6
    slim = 1.5 if design.shape in ("a-line", "tiered") else 0.0
    waist_y = 33.0 * scale if design.shape == "tiered" else 38.0 * scale
    waist = {"tiered": 21.0, "a-line": 18.0, "slip": 18.5, "shirt-dress": 18.0}.get(design.shape, 16.6)
    return replace(
        base,
        chest=21.5 * scale + slim * 0.5,
        waist=waist * scale * (1.12 if scale < 0.95 else 1),
        waist_y=waist_y,
        hem=waist * scale * (1.12 if scale < 0.95 else 1),
        length=waist_y + 1.2,
        shoulder=base.shoulder - 1.4,
        armhole=base.armhole - 0.6,
    ), 0.66 if design.audience == "kids" else 1.0


def _skirt_shape(design: Design) -> str:
    return "qipao" if design.category == "qipao" else design.shape


def _neckline(design: Design, body: Body) -> Points:
    if design.shape == "slip":
        return collars.slip_neck(square=False)
    depth = neck_depth(design, body)
    depth = min(depth, 15.0 * body.neck / 8.6)
    return front_neck(design.neckline, neck_width(design, body), depth)


def _bodice(
    drawing: Drawing, design: Design, body: Body, neckline: Points, fabric: Fabric, chance: Random
) -> Points:
    if design.shape == "slip":
        half = join(
            neckline,
            smooth((10.2, 8.6), (14, 14.5), (body.chest - 1.2, body.armhole - 1.0)),
            smooth(
                (body.chest - 1.2, body.armhole - 1.0),
                (body.waist + 0.6, body.waist_y - 7),
                (body.waist, body.waist_y + 1),
            ),
            points((0, body.waist_y + 1)),
        )
    else:
        narrow = (
            max(0.0, body.shoulder - float(neckline[-1][0]) - 4.6) if design.sleeve == "sleeveless" else 0.0
        )
        half = body_half(body, neckline, shoulder_in=narrow)
    folds: list[Fold] = []
    for side in (-1, 1):
        pit = (side * body.chest * 0.96, body.armhole + 1)
        folds += drag(chance, pit, (side * body.chest * 0.4, body.armhole + 7), 8, 3)
    folds += fan(
        chance,
        (-body.chest * 0.6, body.chest * 0.6, body.armhole + 6),
        (-body.waist * 0.8, body.waist * 0.8, body.waist_y + 1),
        6,
        2.6,
    )
    if design.shape == "slip":
        folds += [
            Fold(
                smooth((side * 2, 17 + 2 * k), (side * 6, 18.5 + 2 * k), (side * 11, 15 + 2 * k)),
                1.6,
                3.0 - k,
            )
            for side in (-1, 1)
            for k in (0, 1, 2)
        ]
    drawing.panel(symmetric(half), fabric, folds=folds, volume=1.1, shadow=0.1, flush=True)
    if design.sleeve != "sleeveless":
        for seam in (armhole_curve(body), mirror(armhole_curve(body))):
            drawing.seam(seam, opacity=0.55)
    elif design.shape != "slip":
        binding(drawing, half[len(neckline) : len(neckline) + 46], plain(fabric), 0.7)
    return half


def _finish(
    drawing: Drawing,
    design: Design,
    body: Body,
    skirt: Skirt,
    neckline: Points,
    half: Points,
    fabric: Fabric,
    chance: Random,
) -> None:
    if design.category == "qipao":
        return _qipao(drawing, body, skirt, neckline, fabric)
    depth, scale = float(neckline[0][1]), body.neck / 8.6
    if design.shape == "shirt-dress":
        closures.placket(drawing, depth, skirt.bottom + 0.6, 1.5 * scale, fabric)
        closures.buttons(
            drawing,
            0,
            depth + 4,
            skirt.bottom - 9,
            9,
            0.6 * scale,
            PEARL if lightness(fabric.rgb) < 150 else toned(fabric.rgb, 0.6),
        )
        collars.shirt_collar(drawing, float(neckline[-1][0]), depth, fabric, size=scale)
    elif design.shape == "wrap":
        _wrap(drawing, body, neckline, fabric, scale)
    elif design.shape != "slip":
        collars.rib_band(drawing, neckline, plain(fabric), 0.8)
    if design.shape in ("shirt-dress", "wrap"):
        _sash(drawing, body, fabric, scale, at_side=design.shape == "wrap")
    elif design.shape not in ("slip", "sheath"):
        seam = smooth((-body.waist, body.waist_y), (0, body.waist_y + 0.8), (body.waist, body.waist_y))
        drawing.seam(seam, opacity=0.8)
    if design.shape == "fit-and-flare" and chance.random() < 0.5:
        belt = ribbon(
            smooth(
                (-body.waist - 0.2, body.waist_y), (0, body.waist_y + 0.9), (body.waist + 0.2, body.waist_y)
            ),
            2.6 * scale,
        )
        drawing.panel(belt, plain(fabric), volume=0.5, shadow=0.35, tone=0.92)
    if design.shape == "sheath":
        for side in (-1, 1):
            drawing.seam(
                smooth(
                    (side * body.chest * 0.48, body.armhole + 6),
                    (side * body.waist * 0.5, body.waist_y),
                    (side * skirt.hip * 0.5, skirt.hip_y),
                ),
                opacity=0.5,
            )
    del half


def _wrap(drawing: Drawing, body: Body, neckline: Points, fabric: Fabric, scale: float) -> None:
    half, depth = float(neckline[-1][0]), float(neckline[0][1])
    edge = smooth(
        (half, 0),
        (half * 0.4, depth * 0.62),
        (-body.waist * 0.3, body.waist_y - 9 * scale),
        (-body.waist * 0.86, body.waist_y - 0.5),
    )
    drawing.panel(ribbon(edge, 1.5 * scale), plain(fabric), volume=0.4, shadow=0.32)
    other = smooth((-half, 0), (-half * 0.45, depth * 0.58), (-half * 0.02, depth))
    drawing.panel(ribbon(other, 1.5 * scale), plain(fabric), volume=0.4, shadow=0.2)


def _sash(drawing: Drawing, body: Body, fabric: Fabric, scale: float, *, at_side: bool) -> None:
    band = smooth(
        (-body.waist - 0.3, body.waist_y), (0, body.waist_y + 0.9), (body.waist + 0.3, body.waist_y)
    )
    drawing.panel(ribbon(band, 3.2 * scale), plain(fabric), volume=0.55, shadow=0.35)
    x, y = (-body.waist * 0.7 if at_side else 1.6), body.waist_y + 0.5
    for dx, dy in ((-3.2, 24), (2.4, 27)):
        drawing.panel(
            ribbon(
                smooth((x, y), (x + dx * 0.3, y + dy * 0.5 * scale), (x + dx, y + dy * scale)), 2.2 * scale
            ),
            plain(fabric),
            volume=0.5,
            shadow=0.35,
        )
    for side in (-1, 1):
        loop = smooth(
            (x, y),
            (x + side * 3 * scale, y - 2.4),
            (x + side * 6.4 * scale, y - 0.6),
            (x + side * 5 * scale, y + 2.2),
            (x + side * 2, y + 1.2),
            closed=True,
        )
        drawing.panel(loop, plain(fabric), volume=0.7, shadow=0.35)
    drawing.panel(
        smooth((x - 1.2, y - 1.3), (x + 1.2, y - 1.3), (x + 1.3, y + 1.6), (x - 1.3, y + 1.6), closed=True),
        plain(fabric),
        volume=0.7,
        shadow=0.35,
    )


def _qipao(drawing: Drawing, body: Body, skirt: Skirt, neckline: Points, fabric: Fabric) -> None:
    """Mandarin collar, slanted front to the wearer's right, piping, knot buttons, side slits."""
    half, depth, scale = float(neckline[-1][0]), float(neckline[0][1]), body.neck / 8.6
    trim = solid(GOLD if lightness(fabric.rgb) < 170 else toned(fabric.rgb, 0.5), "silk")
    front = smooth(
        (0, depth),
        (-body.chest * 0.3, depth + 6 * scale),
        (-body.chest * 0.62, body.armhole - 3 * scale),
        (-body.chest + 0.3, body.armhole + 1),
    )
    drawing.panel(ribbon(front, 0.75), trim, volume=0.3, shadow=0.3)
    side = smooth(
        (-body.chest + 0.3, body.armhole + 1),
        (-body.waist, body.waist_y),
        (-skirt.hip + 0.2, skirt.hip_y + 2),
    )
    drawing.panel(ribbon(part(side, 0.0, 1.0), 0.5), trim, volume=0.3, shadow=0.2)
    for s in (-1, 1):
        x = skirt.hip - (skirt.hip - skirt.hem) * 0.3
        slit = smooth(
            (s * (x - 0.3), skirt.bottom - (skirt.bottom - skirt.hip_y) * 0.55),
            (s * (skirt.hem - 1.5), skirt.bottom - 6),
            (s * (skirt.hem - 0.6), skirt.bottom - 1.4),
        )
        drawing.panel(ribbon(slit, 0.6), trim, volume=0.3, shadow=0.3)
    hem = smooth(
        (-skirt.hem + 0.4, skirt.bottom - 2), (0, skirt.bottom - 1.2), (skirt.hem - 0.4, skirt.bottom - 2)
    )
    drawing.panel(ribbon(hem, 0.6), trim, volume=0.3, shadow=0.15)
    collars.band_collar(drawing, half, depth, fabric, height=4.2 * scale, gap=0.15)
    edge = smooth(
        (half * 0.96, -4.2 * scale), (half * 0.62, depth * 0.5 - 2.3 * scale), (0.6, depth - 3.4 * scale)
    )
    for path in (edge, mirror(edge)):
        drawing.panel(ribbon(path, 0.55), trim, volume=0.3, shadow=0.2)
    for t in (0.02, 0.48, 0.84):
        x, y = front[int(t * (len(front) - 1))]
        _knot(drawing, float(x), float(y), scale, trim)


def _knot(drawing: Drawing, x: float, y: float, scale: float, trim: Fabric) -> None:
    """A pankou: two loops of cord and a knot."""
    for side in (-1, 1):
        petal = smooth(
            (x, y),
            (x + side * 1.5 * scale, y - 0.8 * scale),
            (x + side * 3.0 * scale, y),
            (x + side * 1.5 * scale, y + 0.8 * scale),
            closed=True,
        )
        drawing.panel(ribbon(petal, 0.45 * scale), trim, volume=0.4, shadow=0.35)
    drawing.panel(
        smooth((x - 0.6, y), (x, y - 0.6), (x + 0.6, y), (x, y + 0.6), closed=True),
        trim,
        volume=0.8,
        shadow=0.4,
    )
