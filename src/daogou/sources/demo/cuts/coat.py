"""Coats, trench coats, blazers, jackets, down jackets, vests: two fronts over the body of a top."""

from dataclasses import replace
from random import Random

from daogou.sources.demo.cuts import closures, collars
from daogou.sources.demo.cuts.body import Body, armhole_curve, body_half, body_of, front_neck
from daogou.sources.demo.cuts.cloths import (
    HORN,
    lightness,
    main_fabric,
    plain,
    solid,
    toned,
)
from daogou.sources.demo.cuts.folds import drag, fan
from daogou.sources.demo.cuts.jackets import jacket
from daogou.sources.demo.cuts.overcoats import overcoat, trench
from daogou.sources.demo.cuts.quilting import channels, quilt_sleeves
from daogou.sources.demo.cuts.sleeves import sleeves
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import (
    Points,
    mirror,
    points,
    ribbon,
    symmetric,
)
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold

# cm below the shoulder for a woman's garment; men's are longer by their body
LENGTHS = {"knee length": 98.0, "midi": 112.0, "regular": 66.0, "cropped": 56.0}
# y of the point where the fronts meet
BREAK = {
    "single-breasted": 36.0,
    "double-breasted": 32.0,
    "wrap": 40.0,
    "duffle": 8.5,
    "trench": 25.0,
    "short-trench": 25.0,
    "trucker": 7.5,
    "bomber": 6.0,
    "biker": 15.0,
    "field": 7.5,
}
PUFFY = ("down-jacket", "gilet")


def draw(design: Design) -> Drawing:
    """The whole garment, closed."""
    drawing, chance = Drawing(), design.random("drawing")
    body = _body(design)
    scale = body.neck / 8.6
    depth = BREAK.get(design.shape, 5.0) * scale * (1.12 if design.audience == "men" else 1.0)
    neckline = front_neck(
        "v-neck" if design.neckline in ("lapel", "shawl collar") else "crew neck", body.neck, depth
    )
    middle = body.armhole + (body.length - body.armhole) * 0.48
    fabric = main_fabric(design, zone=(middle, middle + 0.3))
    if design.neckline == "hood":
        collars.hood(
            drawing,
            body.neck,
            max(depth, 6.0 * scale),
            plain(fabric) if fabric.zone else fabric,
            chance,
            scale=scale,
        )
    elif design.neckline != "mock neck":
        collars.back(drawing, neckline, solid(toned(fabric.rgb, 0.85), "silk"))
    _arms(drawing, design, body, fabric, chance)
    _trunk(drawing, design, body, neckline, fabric, chance)
    _details(drawing, design, body, depth, fabric, chance)
    _collar(drawing, design, body, depth, fabric)
    drawing.mark(**collars.points_of(neckline))
    drawing.mark_both(shoulder=(body.shoulder, body.drop), armpit=(body.chest, body.armhole))
    drawing.mark_both(waist=(body.waist, body.waist_y), hem=(body.hem, body.length))
    return drawing


def _body(design: Design) -> Body:
    # a coat's cut is roomy already: what a top calls oversized is only relaxed here
    fit = "relaxed" if design.fit == "oversized" else design.fit
    body = body_of(replace(design, length="regular", fit=fit))
    scale = body.neck / 8.6
    tall = 1.13 if design.audience in ("men", "unisex") else 1.0
    length = LENGTHS[design.length] * tall * scale
    if design.category == "blazer":
        length *= 1.08
    if design.shape == "short-trench":
        length *= 1.24
    thick = 2.6 if design.category in PUFFY else 1.2
    flare = {"coat": 3.0, "trench": 4.5}.get(design.category, 0.6)
    waist = -1.0 if design.category == "blazer" else thick
    belted = design.shape in ("trench", "wrap") and design.audience == "women"
    return replace(
        body,
        length=length,
        chest=body.chest + (thick - 0.6) * scale,
        waist=body.waist + (-0.6 if belted else waist) * scale,
        waist_y=min(41.0 * scale * tall, length - 6),
        hem=body.hem + (thick + flare) * scale,
        upper_arm=body.upper_arm + thick * 1.2 * scale,
        cuff=body.cuff + (2.6 if design.category in PUFFY else 1.6) * scale,
        armhole=body.armhole + 1.5 * scale,
    )


def _arms(drawing: Drawing, design: Design, body: Body, fabric: Fabric, chance: Random) -> None:
    scale = body.neck / 8.6
    cuff, height = None, 0.0
    if design.shape == "bomber":
        cuff, height = Fabric(toned(plain(fabric).rgb, 0.9), "rib"), 6.0 * scale
    elif design.shape in ("trucker",):
        cuff, height = fabric, 4.5 * scale
    before = len(drawing.layers)
    sleeves(drawing, body, design.sleeve, fabric, chance, cuff=cuff, cuff_height=height)
    if design.category in PUFFY and design.sleeve != "sleeveless":
        quilt_sleeves(drawing, before, body, fabric, scale)
    if design.category in ("trench",):
        for side in (-1, 1):
            end = drawing.landmarks[f"sleeve_outer_{'left' if side == 1 else 'right'}"]
            inner = drawing.landmarks[f"sleeve_inner_{'left' if side == 1 else 'right'}"]
            strap = points((end[0] + side * 0.3, end[1] - 6), (inner[0] - side * 0.3, inner[1] - 6))
            drawing.panel(ribbon(strap, 2.2), fabric, volume=0.4, shadow=0.4)


def _trunk(
    drawing: Drawing, design: Design, body: Body, neckline: Points, fabric: Fabric, chance: Random
) -> None:
    narrow = body.shoulder * 0.14 if design.sleeve == "sleeveless" else 0.0
    half = body_half(body, neckline, hem_dip=1.0 if design.category != "blazer" else 0.2, shoulder_in=narrow)
    folds: list[Fold] = []
    for side in (-1, 1):
        pit = (side * body.chest * 0.97, body.armhole + 1)
        folds += drag(chance, pit, (side * body.chest * 0.45, body.armhole + 6), 8, 3)
    if body.length > 80:
        folds += fan(
            chance,
            (-body.waist * 0.8, body.waist * 0.8, body.waist_y + 6),
            (-body.hem * 0.95, body.hem * 0.95, body.length),
            6,
            4.2,
        )
    whole = symmetric(half)
    drawing.panel(whole, fabric, folds=folds, volume=1.1, shadow=0.16, flush=True)
    if design.category in PUFFY:
        channels(drawing, whole, fabric, 7.6 * body.neck / 8.6)
    if design.sleeve != "sleeveless":
        for seam in (armhole_curve(body), mirror(armhole_curve(body))):
            drawing.seam(seam, opacity=0.8)


def _details(
    drawing: Drawing, design: Design, body: Body, depth: float, fabric: Fabric, chance: Random
) -> None:
    scale = body.neck / 8.6
    trim = HORN if lightness(fabric.rgb) > 70 else toned(fabric.rgb, 1.7)
    maker = {
        "coat": overcoat,
        "blazer": overcoat,
        "trench": trench,
        "down-jacket": _zipped,
        "gilet": _zipped,
        "jacket": jacket,
    }[design.category]
    maker(drawing, design, body, depth, fabric, scale, trim)
    del chance


def _zipped(
    drawing: Drawing,
    design: Design,
    body: Body,
    depth: float,
    fabric: Fabric,
    scale: float,
    trim: tuple[int, int, int],
) -> None:
    closures.zip_(
        drawing, points((0, depth - 2), (0, body.length + 0.6)), toned(fabric.rgb, 0.7), width=1.6 * scale
    )
    y = body.length - min(24 * scale, body.length * 0.36)
    for side in (-1, 1):
        closures.zip_(
            drawing,
            points((side * body.hem * 0.58, y), (side * body.hem * 0.74, y + 13 * scale)),
            toned(fabric.rgb, 0.6),
            width=0.9 * scale,
        )
    x = body.chest * 0.42
    badge = points(
        (x, body.armhole - 3),
        (x + 3.6 * scale, body.armhole - 3),
        (x + 3.6 * scale, body.armhole - 0.8),
        (x, body.armhole - 0.8),
    )
    drawing.panel(badge, solid(trim, "smooth"), volume=0.1, shadow=0.2)
    del design


def _collar(drawing: Drawing, design: Design, body: Body, depth: float, fabric: Fabric) -> None:
    half, scale = body.neck, body.neck / 8.6
    if design.neckline == "lapel":
        width = {"blazer": 8.0, "coat": 9.5, "trench": 10.5, "jacket": 10.0}[design.category]
        collars.lapels(
            drawing,
            half,
            depth,
            fabric,
            peaked=design.shape == "double-breasted" and design.category == "blazer",
            width=width * scale,
        )
    elif design.neckline == "shawl collar":
        collars.shawl(drawing, half, depth, fabric)
    elif design.neckline == "shirt collar":
        cloth = (
            Fabric(toned(fabric.rgb, 0.72 if lightness(fabric.rgb) > 70 else 1.5), "corduroy")
            if design.shape == "field"
            else fabric
        )
        collars.shirt_collar(drawing, half, depth * 0.8, cloth, size=1.5 * scale)
    elif design.neckline == "band collar":
        collars.band_collar(
            drawing, half, depth, Fabric(toned(plain(fabric).rgb, 0.9), "rib"), height=4.0 * scale, gap=0.6
        )
    elif design.neckline == "mock neck":
        collars.tube(drawing, half * 1.05, 6.5 * scale, plain(fabric), rolled=False)
        closures.zip_(
            drawing, points((0, -5.4 * scale), (0, depth)), toned(fabric.rgb, 0.7), width=1.6 * scale
        )
