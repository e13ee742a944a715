"""Coats, trench coats, blazers, jackets, down jackets, vests: two fronts over the body of a top."""

from dataclasses import replace
from random import Random

from daogou.sources.demo.cuts import closures, collars
from daogou.sources.demo.cuts.body import Body, armhole_curve, body_half, body_of, front_neck
from daogou.sources.demo.cuts.cloths import (
    GOLD,
    HORN,
    STEEL,
    WOOD,
    lightness,
    main_fabric,
    plain,
    second_fabric,
    solid,
    toned,
)
from daogou.sources.demo.cuts.folds import drag, fan
from daogou.sources.demo.cuts.sleeves import sleeves
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import (
    Points,
    bounds,
    join,
    mirror,
    points,
    ribbon,
    shifted,
    smooth,
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
    middle = body.armhole + (body.length - body.armhole) * 0.15
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
        _quilt_sleeves(drawing, before, body, fabric, scale)
    if design.category in ("trench",):
        for side in (-1, 1):
            end = drawing.landmarks[f"sleeve_outer_{'left' if side == 1 else 'right'}"]
            inner = drawing.landmarks[f"sleeve_inner_{'left' if side == 1 else 'right'}"]
            strap = points((end[0] + side * 0.3, end[1] - 6), (inner[0] - side * 0.3, inner[1] - 6))
            drawing.panel(ribbon(strap, 2.2), fabric, volume=0.4, shadow=0.4)


def _quilt_sleeves(drawing: Drawing, before: int, body: Body, fabric: Fabric, scale: float) -> None:
    shapes = [layer.outline for layer in drawing.layers[before:] if hasattr(layer, "outline")]
    for outline in shapes:
        _channels(drawing, outline, fabric, 7.2 * scale, slope=-0.18 if outline[:, 0].mean() > 0 else 0.18)


def _channels(drawing: Drawing, outline: Points, fabric: Fabric, step: float, *, slope: float = 0.0) -> None:
    """Puffed channels: bands across the outline, each standing round on its own."""
    left, top, right, bottom = bounds([outline])
    count = max(2, round((bottom - top) / step))
    tall = (bottom - top) / count
    middle = (left + right) / 2
    for number in range(count + 1):
        y0 = top + tall * (number - 0.5)
        tilt = lambda x: (x - middle) * slope  # noqa: E731 - one formula, used eight times
        xs = [left - 1, (left * 2 + right) / 3, (left + right * 2) / 3, right + 1]
        upper = smooth(*[(x, y0 + tilt(x) + 0.35 * (k % 2)) for k, x in enumerate(xs)])
        lower = smooth(*[(x, y0 + tall + tilt(x) + 0.35 * (k % 2)) for k, x in enumerate(xs)][::-1])
        drawing.panel(
            join(upper, lower),
            fabric,
            volume=0.62,
            shadow=0.12,
            clip=outline,
            folds=_puckers(number, xs, y0, tall, tilt),
        )


def _puckers(number: int, xs: list[float], y0: float, tall: float, tilt) -> list[Fold]:  # type: ignore[no-untyped-def]
    chance = Random(f"{number}/{xs[0]:.1f}")
    folds = []
    for _ in range(int((xs[-1] - xs[0]) / 3.6)):
        x = chance.uniform(xs[0], xs[-1])
        y = y0 + tilt(x) + (0.3 if chance.random() < 0.5 else tall - 0.4)
        away = 1 if y < y0 + tilt(x) + tall / 2 else -1
        folds.append(Fold(points((x, y), (x + chance.uniform(-1, 1), y + away * tall * 0.42)), 0.8, -2.2))
    return folds


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
        _channels(drawing, whole, fabric, 7.6 * body.neck / 8.6)
    if design.sleeve != "sleeveless":
        for seam in (armhole_curve(body), mirror(armhole_curve(body))):
            drawing.seam(seam, opacity=0.8)


def _details(
    drawing: Drawing, design: Design, body: Body, depth: float, fabric: Fabric, chance: Random
) -> None:
    scale = body.neck / 8.6
    trim = HORN if lightness(fabric.rgb) > 70 else toned(fabric.rgb, 1.7)
    maker = {
        "coat": _coat,
        "blazer": _coat,
        "trench": _trench,
        "down-jacket": _zipped,
        "gilet": _zipped,
        "jacket": _jacket,
    }[design.category]
    maker(drawing, design, body, depth, fabric, scale, trim)
    del chance


def _edge(drawing: Drawing, x: float, depth: float, body: Body, *, curve: float = 0.0) -> None:
    """The edge of the front that lies on top."""
    drawing.seam(
        smooth((0.3, depth), (x, depth + 5), (x, body.length - 8), (x - curve, body.length + 0.6)),
        opacity=1.0,
    )


def _coat(
    drawing: Drawing,
    design: Design,
    body: Body,
    depth: float,
    fabric: Fabric,
    scale: float,
    trim: tuple[int, int, int],
) -> None:
    if design.shape == "wrap":
        drawing.seam(smooth((0, depth), (-4, body.waist_y + 8), (-5.5, body.length)), opacity=1.0)
        _belt(drawing, body, plain(fabric), scale)
        _welts(drawing, body, fabric, scale)
        return
    if design.shape == "duffle":
        _edge(drawing, 0.4, depth, body)
        _toggles(drawing, depth, body, scale)
        for side in (-1, 1):
            closures.patch_pocket(
                drawing,
                side * body.hem * 0.5 - 7.5 * scale,
                body.length * 0.58,
                15 * scale,
                17 * scale,
                fabric,
                flap=True,
            )
        return
    blazer = design.category == "blazer"
    _edge(
        drawing,
        6.5 * scale if design.shape == "double-breasted" else 1.2,
        depth,
        body,
        curve=0 if not blazer or design.shape == "double-breasted" else -4.0,
    )
    if design.shape == "double-breasted":
        rows = 2 if blazer else 3
        for side in (-1, 1):
            closures.buttons(
                drawing,
                side * 5.2 * scale,
                depth + 2,
                depth + (10 if blazer else 24) * scale,
                rows,
                (0.95 if blazer else 1.25) * scale,
                trim,
            )
    else:
        closures.buttons(
            drawing,
            0,
            depth + 1.4,
            depth + (9.5 if blazer else 30) * scale,
            2 if blazer else 3,
            (0.95 if blazer else 1.25) * scale,
            trim,
        )
    y = body.length - 20 * scale if blazer else body.waist_y + 14 * scale
    if design.shape == "double-breasted" and not blazer:
        _welts(drawing, body, fabric, scale)
    else:
        for side in (-1, 1):
            x = side * body.hem * 0.56 - 6.6 * scale
            closures.flap_pocket(drawing, x, y, 13.2 * scale, 4.6 * scale, fabric, tilt=side * -0.5)
    if blazer:
        closures.welt(
            drawing,
            (body.chest * 0.32, body.armhole + 3.4),
            (body.chest * 0.32 + 9 * scale, body.armhole + 2.2),
            fabric,
            2.0 * scale,
        )
        for side in (-1, 1):
            dart = smooth(
                (side * body.chest * 0.5, body.armhole + 9 * scale),
                (side * body.waist * 0.5, body.waist_y),
                (side * body.hem * 0.52, y),
            )
            drawing.seam(dart, opacity=0.35)


def _welts(drawing: Drawing, body: Body, fabric: Fabric, scale: float) -> None:
    y = body.waist_y + 10 * scale
    for side in (-1, 1):
        x = side * body.hem * 0.52
        closures.welt(drawing, (x, y), (x + side * 4.2 * scale, y + 15 * scale), fabric, 2.4 * scale)


def _toggles(drawing: Drawing, depth: float, body: Body, scale: float) -> None:
    cord = solid((96, 72, 50), "leather")
    for number in range(4):
        y = depth + (7 + 13.5 * number) * scale
        for side in (-1, 1):
            loop = smooth(
                (side * 1.0, y), (side * 5, y - 0.9), (side * 7, y), (side * 5, y + 0.9), (side * 1.0, y)
            )
            drawing.panel(ribbon(loop, 0.5 * scale), cord, volume=0.4, shadow=0.35)
            patch = points((side * 6, y - 1.7), (side * 9, y - 1.7), (side * 9, y + 1.7), (side * 6, y + 1.7))
            drawing.panel(patch, cord, volume=0.3, shadow=0.35)
        drawing.panel(
            smooth(
                (-3.0 * scale, y), (0, y - 0.9 * scale), (3.0 * scale, y), (0, y + 0.9 * scale), closed=True
            ),
            solid(WOOD, "gloss"),
            volume=0.9,
            shadow=0.45,
        )


def _belt(drawing: Drawing, body: Body, fabric: Fabric, scale: float) -> None:
    y = body.waist_y
    band = smooth((-body.waist - 0.4, y), (0, y + 1.2), (body.waist + 0.4, y))
    drawing.panel(ribbon(band, 4.4 * scale), fabric, volume=0.6, shadow=0.4)
    for dx, dy in ((-4, 26), (3, 31)):
        drawing.panel(
            ribbon(smooth((-1, y + 1), (-1 + dx * 0.4, y + dy * 0.5), (-1 + dx, y + dy)), 4.0 * scale),
            fabric,
            volume=0.6,
            shadow=0.4,
        )
    drawing.panel(
        smooth((-3.4, y - 1.6), (1.8, y - 1.9), (2.2, y + 3.6), (-3.2, y + 3.8), closed=True),
        fabric,
        volume=0.8,
        shadow=0.4,
    )


def _trench(
    drawing: Drawing,
    design: Design,
    body: Body,
    depth: float,
    fabric: Fabric,
    scale: float,
    trim: tuple[int, int, int],
) -> None:
    _edge(drawing, 7.0 * scale, depth, body)
    flap = join(
        points((body.neck * 0.9, 1.0)),
        smooth(
            (body.shoulder - 1, body.drop + 0.5),
            (body.chest - 2, body.armhole - 4),
            (body.chest * 0.8, body.armhole + 3),
            (3, body.armhole + 2),
        ),
        points((2, depth * 0.7)),
    )
    drawing.panel(mirror(flap), fabric, volume=0.35, shadow=0.35)
    rows = 4 if design.shape == "trench" else 3
    last = min(depth + 34 * scale, body.length - 12)
    for side in (-1, 1):
        closures.buttons(drawing, side * 5.6 * scale, depth + 3, last, rows, 1.15 * scale, trim)
        tab = smooth(
            (side * (body.neck + 2.4), 1.3),
            (side * (body.neck + 5), 1.9),
            (side * (body.shoulder - 0.6), body.drop + 0.3),
        )
        drawing.panel(ribbon(tab, 2.4 * scale), fabric, volume=0.35, shadow=0.4)
        closures.button(drawing, side * (body.neck + 3.4), 1.6, 0.6 * scale, trim)
    _welts(drawing, body, fabric, scale) if body.length > 70 else None
    if design.shape == "trench":
        y = body.waist_y
        band = smooth((-body.waist - 0.4, y), (0, y + 1.2), (body.waist + 0.4, y))
        drawing.panel(ribbon(band, 4.2 * scale), fabric, volume=0.5, shadow=0.4)
        drawing.panel(
            ribbon(smooth((2, y + 1.2), (7, y + 4), (9, y + 15)), 3.8 * scale), fabric, volume=0.5, shadow=0.4
        )
        frame = points((-2.6, y - 1.8), (2.6, y - 1.8), (2.6, y + 4.0), (-2.6, y + 4.0), (-2.6, y - 1.8))
        drawing.panel(ribbon(frame, 0.9), solid(HORN, "gloss"), volume=0.5, shadow=0.45)


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


def _jacket(
    drawing: Drawing,
    design: Design,
    body: Body,
    depth: float,
    fabric: Fabric,
    scale: float,
    trim: tuple[int, int, int],
) -> None:
    {"trucker": _trucker, "bomber": _bomber, "biker": _biker, "field": _field}[design.shape](
        drawing, body, depth, fabric, scale
    )
    del trim


def _trucker(drawing: Drawing, body: Body, depth: float, fabric: Fabric, scale: float) -> None:
    tint = (206, 150, 84)
    closures.placket(drawing, depth, body.length, 2.2 * scale, fabric)
    yoke_y = body.armhole - 5 * scale
    for side in (-1, 1):
        yoke = points((side * 2.2 * scale, yoke_y + 1.2), (side * body.chest * 0.9, yoke_y))
        drawing.seam(yoke, opacity=0.9)
        drawing.line(shifted(yoke, 0, 0.7), tint, 0.2, opacity=0.85, kind="stitch")
        x = side * body.chest * 0.5
        closures.patch_pocket(
            drawing, x - 5.6 * scale, yoke_y + 0.6, 11.2 * scale, 11 * scale, fabric, pointed=True, flap=True
        )
        closures.button(drawing, x, yoke_y + 3.4 * scale, 0.6 * scale, GOLD, metal=True)
        for shift in (-2.2, 2.2):
            seam = smooth(
                (x + shift * 1.2 * scale, yoke_y + 12 * scale),
                (x + shift * 0.5 * scale, body.length - 4 * scale),
            )
            drawing.seam(seam, opacity=0.6)
            drawing.line(shifted(seam, 0.5, 0), tint, 0.18, opacity=0.7, kind="stitch")
    closures.buttons_metal(drawing, 0, depth + 3, body.length - 7 * scale, 5, 0.8 * scale)
    band = points(
        (-body.hem - 0.2, body.length - 4.4 * scale),
        (body.hem + 0.2, body.length - 4.4 * scale),
        (body.hem, body.length + 1),
        (-body.hem, body.length + 1),
    )
    drawing.panel(band, fabric, volume=0.45, shadow=0.3)
    drawing.line(
        points((-body.hem, body.length - 3.6 * scale), (body.hem, body.length - 3.6 * scale)),
        tint,
        0.2,
        opacity=0.85,
        kind="stitch",
    )
    closures.button(drawing, 0, body.length - 1.6 * scale, 0.8 * scale, GOLD, metal=True)


def _bomber(drawing: Drawing, body: Body, depth: float, fabric: Fabric, scale: float) -> None:
    closures.zip_(
        drawing, points((0, depth - 3), (0, body.length)), toned(fabric.rgb, 0.6), width=1.5 * scale
    )
    rib = Fabric(toned(plain(fabric).rgb, 0.9), "rib")
    hem = points(
        (-body.hem - 0.3, body.length - 5.5 * scale),
        (body.hem + 0.3, body.length - 5.5 * scale),
        (body.hem - 1.5, body.length + 1),
        (-body.hem + 1.5, body.length + 1),
    )
    drawing.panel(hem, rib, volume=0.7, shadow=0.3)
    for side in (-1, 1):
        x, y = side * body.hem * 0.52, body.length - 22 * scale
        closures.welt(
            drawing,
            (x, y),
            (x + side * 4.5 * scale, y + 12 * scale),
            second_fabric(fabric) if fabric.zone else fabric,
            2.2 * scale,
        )


def _biker(drawing: Drawing, body: Body, depth: float, fabric: Fabric, scale: float) -> None:
    path = smooth((5.5 * scale, depth - 2), (4.0 * scale, body.length * 0.6), (2.5 * scale, body.length))
    closures.zip_(drawing, path, toned(fabric.rgb, 0.6), width=1.5 * scale)
    for side in (-1, 1):
        x, y = side * body.hem * 0.5, body.length - 22 * scale
        closures.zip_(
            drawing,
            points((x, y), (x + side * 4.5 * scale, y + 13 * scale)),
            toned(fabric.rgb, 0.6),
            width=1.0 * scale,
        )
        drawing.seam(
            smooth(
                (side * body.chest * 0.95, body.armhole - 4),
                (side * body.chest * 0.4, body.armhole - 1),
                (side * 7, body.armhole - 1.4),
            ),
            opacity=0.7,
        )
    closures.zip_(
        drawing,
        points((-body.chest * 0.6, body.armhole + 8), (-body.chest * 0.24, body.armhole + 5)),
        toned(fabric.rgb, 0.6),
        width=1.0 * scale,
    )
    belt = points(
        (-body.hem, body.length - 4.5 * scale),
        (body.hem, body.length - 4.5 * scale),
        (body.hem - 0.2, body.length + 0.6),
        (-body.hem + 0.2, body.length + 0.6),
    )
    drawing.panel(belt, fabric, volume=0.5, shadow=0.35)
    frame = points(
        (-1.5, body.length - 5),
        (3.2, body.length - 5),
        (3.2, body.length + 1),
        (-1.5, body.length + 1),
        (-1.5, body.length - 5),
    )
    drawing.panel(ribbon(frame, 0.8), solid(STEEL, "metal"), volume=0.5, shadow=0.4)


def _field(drawing: Drawing, body: Body, depth: float, fabric: Fabric, scale: float) -> None:
    closures.placket(drawing, depth, body.length, 2.6 * scale, fabric)
    for side in (-1, 1):
        x = side * body.chest * 0.54
        closures.patch_pocket(
            drawing, x - 6 * scale, body.armhole - 4 * scale, 12 * scale, 12.5 * scale, fabric, flap=True
        )
        closures.patch_pocket(
            drawing, x - 7.2 * scale, body.length - 21 * scale, 14.4 * scale, 16 * scale, fabric, flap=True
        )
        closures.button(drawing, x, body.armhole - 1.6 * scale, 0.65 * scale, HORN)
        closures.button(drawing, x, body.length - 18.4 * scale, 0.65 * scale, HORN)


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
