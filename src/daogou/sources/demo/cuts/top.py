"""T-shirts, shirts, blouses, knitwear, sweatshirts."""

from dataclasses import replace
from random import Random

from daogou.sources.demo.cuts import closures, collars
from daogou.sources.demo.cuts.body import (
    Body,
    armhole_curve,
    body_half,
    body_of,
    front_neck,
    neck_depth,
    neck_width,
)
from daogou.sources.demo.cuts.cloths import HORN, PEARL, lightness, main_fabric, plain, second_fabric, toned
from daogou.sources.demo.cuts.folds import drag, fan
from daogou.sources.demo.cuts.prints import chest_print
from daogou.sources.demo.cuts.sleeves import binding, sleeves
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import Points, join, mirror, points, ribbon, shifted, smooth, symmetric
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold, Panel

KNITS = ("sweater", "cardigan", "sweatshirt", "hoodie")
WOVEN = ("shirt", "blouse", "pyjamas")


def draw(design: Design) -> Drawing:
    """The whole top."""
    drawing, chance, body = Drawing(), design.random("drawing"), _body(design)
    neckline = _neckline(design, body)
    fabric = main_fabric(design, zone=_zone(design, body))
    has_hood = design.neckline == "hood"
    if has_hood:
        collars.hood(drawing, body.neck, neckline[0][1], fabric, chance, scale=body.neck / 8.6)
    elif design.shape == "camisole":
        collars.slip_back(drawing, body.chest, body.armhole, fabric)
        collars.straps(drawing, (10.0, 9.2), (8.2, -2.5), 16.5, fabric)
    else:
        collars.back(drawing, neckline, fabric)
    _sleeves(drawing, design, body, fabric, chance)
    _trunk(drawing, design, body, neckline, fabric, chance)
    _front(drawing, design, body, neckline, fabric, chance)
    _neck(drawing, design, body, neckline, fabric, chance)
    drawing.mark(**collars.points_of(neckline))
    drawing.mark_both(
        armpit=(body.chest, body.armhole), waist=(body.waist, body.waist_y), hem=(body.hem, body.length)
    )
    drawing.mark_both(shoulder=(body.shoulder, body.drop))
    return drawing


def _body(design: Design) -> Body:
    body = body_of(design)
    if design.sleeve != "sleeveless":
        return body
    # without sleeves to make room for, a top is cut close under the arm
    return replace(
        body, chest=body.chest - 2.6, waist=body.waist - 2.4, hem=body.hem - 1.8, armhole=body.armhole - 1.5
    )


def _neckline(design: Design, body: Body) -> Points:
    depth = neck_depth(design, body)
    if design.category == "cardigan":
        depth = 24.0 if design.neckline == "v-neck" else 8.5
        depth *= body.neck / 8.6
    if design.shape == "camisole":
        return collars.slip_neck(square=design.neckline == "square neck")
    if design.shape == "tank":
        return front_neck(design.neckline, min(body.neck * 1.35, body.shoulder - 5), depth * 1.35)
    return front_neck(design.neckline, neck_width(design, body), depth)


def _zone(design: Design, body: Body) -> tuple[float, float]:
    """Where a block or gradient turns: below the chest, at a hard or a soft edge."""
    middle = body.armhole + (body.length - body.armhole) * 0.5
    return (middle, middle + 0.3) if design.pattern == "colour block" else (body.armhole, body.length)


def _sleeves(drawing: Drawing, design: Design, body: Body, fabric: Fabric, chance: Random) -> None:
    cloth = second_fabric(fabric) if design.pattern == "colour block" and chance.random() < 0.4 else fabric
    cuff, height = None, 0.0
    if design.category in KNITS:
        cuff, height = Fabric(plain(cloth).rgb, "rib"), 6.0
    elif design.category == "polo":
        cuff, height = Fabric(plain(cloth).rgb, "rib"), 2.4
    elif design.category == "shirt" and design.sleeve == "long sleeve":
        cuff, height = cloth, 6.2
    scale = body.neck / 8.6
    sleeves(drawing, body, design.sleeve, cloth, chance, cuff=cuff, cuff_height=height * scale)


def _trunk(
    drawing: Drawing, design: Design, body: Body, neckline: Points, fabric: Fabric, chance: Random
) -> None:
    dip = {"shirt": 3.2, "blouse": 1.6}.get(design.category, 0.5)
    half = _half(design, body, neckline, dip)
    drawing.panel(
        symmetric(half), fabric, folds=_creases(design, body, chance), volume=1.05, shadow=0.16, flush=True
    )
    if design.sleeve != "sleeveless":
        for seam in (armhole_curve(body), mirror(armhole_curve(body))):
            drawing.seam(seam, opacity=0.6)
    elif design.shape != "camisole":
        edge = half[len(neckline) : len(neckline) + 46]
        binding(drawing, edge, plain(fabric), 0.8)
    _hem(drawing, design, body, fabric, dip)


def _half(design: Design, body: Body, neckline: Points, dip: float) -> Points:
    if design.shape == "camisole":
        side = smooth(
            (body.chest - 1.4, body.armhole - 1), (body.waist + 0.6, body.waist_y), (body.hem, body.length)
        )
        hem = smooth((body.hem, body.length), (body.hem * 0.5, body.length + dip), (0, body.length + dip))
        return join(
            neckline, smooth((10.2, 8.8), (14.2, 15.0), (body.chest - 1.4, body.armhole - 1)), side, hem
        )
    wide = 4.8 if design.sleeve == "sleeveless" else 0.0
    narrow = max(0.0, body.shoulder - float(neckline[-1][0]) - wide) if wide else 0.0
    return body_half(body, neckline, hem_dip=dip, shoulder_in=narrow)


def _creases(design: Design, body: Body, chance: Random) -> list[Fold]:
    folds = []
    for side in (-1, 1):
        pit = (side * body.chest * 0.97, body.armhole + 1)
        folds += drag(chance, pit, (side * body.chest * 0.45, body.armhole - 7), 6, 2)
        folds += drag(chance, pit, (side * body.waist * 0.5, body.waist_y + 4), 9, 3)
    soft = design.fit in ("relaxed", "oversized") or design.material in (
        "chiffon",
        "silk",
        "satin",
        "viscose",
    )
    depth = 4.2 if soft else 2.4
    folds += fan(
        chance,
        (-body.chest * 0.8, body.chest * 0.8, body.armhole + 8),
        (-body.hem, body.hem, body.length),
        6,
        depth,
    )
    return folds


def _hem(drawing: Drawing, design: Design, body: Body, fabric: Fabric, dip: float) -> None:
    scale = body.neck / 8.6
    if design.category in KNITS:
        height = 5.5 * scale
        closures.rib(
            drawing,
            points(
                (-body.hem - 0.2, body.length - height),
                (body.hem + 0.2, body.length - height),
                (body.hem - 0.8, body.length + 0.6),
                (-body.hem + 0.8, body.length + 0.6),
            ),
            plain(fabric),
        )
    elif design.shape == "peplum":
        y = body.waist_y
        folds = fan(
            Random(f"{design.seed}/peplum"),
            (-body.waist, body.waist, y),
            (-body.hem * 1.2, body.hem * 1.2, body.length + 1),
            9,
            5.0,
        )
        wavy = smooth(
            *[
                (float(px), float(py))
                for px, py in (
                    (body.hem * 1.22, body.length),
                    (body.hem * 0.6, body.length + 1.8),
                    (0, body.length + 1.2),
                    (-body.hem * 0.6, body.length + 1.8),
                    (-body.hem * 1.22, body.length),
                )
            ]
        )
        drawing.panel(
            join(points((-body.waist, y), (body.waist, y)), wavy), fabric, folds=folds, volume=0.8, shadow=0.3
        )
    else:
        hem = smooth(
            (-body.hem, body.length - 1.6), (0, body.length + dip - 1.6), (body.hem, body.length - 1.6)
        )
        closures.stitch(drawing, hem, fabric.rgb)


def _front(
    drawing: Drawing, design: Design, body: Body, neckline: Points, fabric: Fabric, chance: Random
) -> None:
    scale, depth = body.neck / 8.6, float(neckline[0][1])
    trim = (
        PEARL
        if lightness(fabric.rgb) < 150 or chance.random() < 0.4
        else toned(HORN, chance.uniform(0.9, 1.5))
    )
    if design.category in ("shirt", "pyjamas") or (
        design.category == "blouse" and design.neckline in ("v-neck", "peter pan collar")
    ):
        closures.placket(drawing, depth, body.length + 1.4, 1.5 * scale, fabric)
        closures.buttons(drawing, 0, depth + 4 * scale, body.length - 6 * scale, 6, 0.58 * scale, trim)
    if design.category == "polo":
        closures.placket(drawing, depth, depth + 13 * scale, 1.5 * scale, plain(fabric))
        closures.buttons(drawing, 0, depth + 2.5 * scale, depth + 10.5 * scale, 3, 0.58 * scale, trim)
    if design.category == "cardigan":
        _cardigan_band(drawing, body, neckline, fabric, trim)
    if design.category == "shirt" and (design.shape == "pocket" or chance.random() < 0.5):
        for side in (1,) if design.shape != "pocket" else (-1, 1):
            x = side * body.chest * 0.52 - 5.2 * scale
            closures.patch_pocket(
                drawing, x, body.armhole - 1 * scale, 10.4 * scale, 11.5 * scale, fabric, pointed=True
            )
    if design.pattern == "graphic":
        chest_print(drawing, fabric, design.random("print"), 0, body.armhole + 4.5 * scale, 22 * scale)
    if design.category == "hoodie":
        _hoodie(drawing, design, body, depth, fabric, scale)
    if design.pattern == "cable knit":
        _cables(drawing, body, depth, scale)


def _cardigan_band(
    drawing: Drawing, body: Body, neckline: Points, fabric: Fabric, trim: tuple[int, int, int]
) -> None:
    depth, scale = float(neckline[0][1]), body.neck / 8.6
    band = Fabric(plain(fabric).rgb, "rib")
    edge = ribbon(neckline, 3.0 * scale)
    drawing.panel(mirror(edge), band, volume=0.4, shadow=0.25, grain=1.2)
    drawing.panel(edge, band, volume=0.4, shadow=0.25, grain=-1.2)
    drawing.panel(
        points(
            (-1.6 * scale, depth - 0.6),
            (1.6 * scale, depth - 0.6),
            (1.6 * scale, body.length + 0.6),
            (-1.6 * scale, body.length + 0.6),
        ),
        band,
        volume=0.4,
        shadow=0.28,
        grain=1.5708,
    )
    closures.buttons(
        drawing,
        0,
        depth + 2.4 * scale,
        body.length - 3 * scale,
        5 if depth > 15 * scale else 7,
        0.95 * scale,
        trim,
    )


def _hoodie(drawing: Drawing, design: Design, body: Body, depth: float, fabric: Fabric, scale: float) -> None:
    y = body.length - 26 * scale
    w = body.hem * 0.62
    pocket = smooth((w * 0.62, y), (w * 0.86, y + 6 * scale), (w, y + 12 * scale))
    half = points(
        (0, y), *[(float(a), float(b)) for a, b in pocket], (w, y + 20.4 * scale), (0, y + 20.4 * scale)
    )
    drawing.panel(
        symmetric(half), plain(fabric) if not fabric.zone else second_fabric(fabric), volume=0.3, shadow=0.3
    )
    for path in (shifted(pocket, -0.6, 0.3), mirror(shifted(pocket, -0.6, 0.3))):
        closures.stitch(drawing, path, fabric.rgb)
    if design.shape == "zip":
        closures.zip_(drawing, points((0, depth), (0, body.length)), toned(fabric.rgb, 0.7))


def _cables(drawing: Drawing, body: Body, depth: float, scale: float) -> None:
    """Plaits of two strands, each a chain of small ridges."""
    for column in (-0.55, 0.0, 0.55):
        x0 = column * body.chest
        top = depth + 4 * scale if abs(column) < 0.1 else body.armhole * 0.62
        y, step, number = top, 3.4 * scale, 0
        folds = []
        while y < body.length - 8 * scale:
            sign = 1 if number % 2 else -1
            folds.append(
                Fold(
                    smooth(
                        (x0 - 1.5 * sign * scale, y),
                        (x0, y + step * 0.55),
                        (x0 + 1.5 * sign * scale, y + step * 1.15),
                    ),
                    2.1 * scale,
                    4.4,
                )
            )
            folds.append(
                Fold(
                    smooth((x0 + 1.5 * sign * scale, y), (x0 + 0.4 * sign * scale, y + step * 0.4)),
                    1.3 * scale,
                    2.2,
                )
            )
            y, number = y + step, number + 1
        folds += [
            Fold(
                points((x0 + side * 2.9 * scale, top), (x0 + side * 2.9 * scale, body.length - 7 * scale)),
                0.9 * scale,
                -4.0,
            )
            for side in (-1, 1)
        ]
        _ridge(drawing, folds)


def _ridge(drawing: Drawing, folds: list[Fold]) -> None:
    """Folds on the layer that is already there."""
    for place in range(len(drawing.layers) - 1, -1, -1):
        layer = drawing.layers[place]
        if isinstance(layer, Panel) and layer.flush:
            drawing.layers[place] = replace(layer, folds=(*layer.folds, *folds))
            return


def _neck(
    drawing: Drawing, design: Design, body: Body, neckline: Points, fabric: Fabric, chance: Random
) -> None:
    half, depth, scale = float(neckline[-1][0]), float(neckline[0][1]), body.neck / 8.6
    kind = design.neckline
    if design.category == "cardigan":
        return
    if kind in ("turtleneck", "mock neck"):
        tube = Fabric(plain(fabric).rgb, "rib" if design.category == "sweater" else fabric.texture)
        collars.tube(
            drawing, half, (9 if kind == "turtleneck" else 4.6) * scale, tube, rolled=kind == "turtleneck"
        )
    elif kind == "shirt collar":
        cloth = Fabric(plain(fabric).rgb, "rib") if design.category == "polo" else fabric
        collars.shirt_collar(drawing, half, depth, cloth, size=scale)
    elif kind == "lapel":
        collars.shirt_collar(drawing, half, depth * 0.7, fabric, size=1.5 * scale, open_=0.25)
    elif kind == "band collar":
        collars.band_collar(drawing, half, depth, fabric, height=3 * scale)
    elif kind == "peter pan collar":
        collars.peter_pan(drawing, neckline, plain(fabric))
    elif kind == "bow neck":
        collars.bow(drawing, neckline, fabric, chance)
    elif kind == "hood":
        for side in (-1, 1):
            cord = smooth(
                (side * half * 0.32, depth * 0.86),
                (side * half * 0.42, depth + 7 * scale),
                (side * half * 0.36, depth + 14 * scale),
            )
            closures.cord(drawing, cord, toned(fabric.rgb, 0.82 if lightness(fabric.rgb) > 80 else 2.2))
    else:
        width = 0.8 if design.shape in ("tank", "camisole") or design.category == "blouse" else 2.2 * scale
        band = Fabric(
            plain(fabric).rgb,
            "rib" if design.category in KNITS or design.category == "tshirt" else fabric.texture,
        )
        collars.rib_band(drawing, neckline, band, width)
