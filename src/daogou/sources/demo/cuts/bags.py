"""Handbags, crossbody bags, totes, backpacks: seen from the front, standing or hanging."""

from dataclasses import replace
from math import atan2
from random import Random

from daogou.sources.demo.cuts import closures
from daogou.sources.demo.cuts.cloths import (
    GOLD,
    STEEL,
    lightness,
    main_fabric,
    plain,
    second_fabric,
    solid,
    toned,
)
from daogou.sources.demo.cuts.folds import drag, fan
from daogou.sources.demo.cuts.prints import chest_print
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import (
    Points,
    ellipse,
    join,
    mirror,
    part,
    points,
    ribbon,
    shifted,
    smooth,
    symmetric,
)
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold


def _metal(design: Design) -> Fabric:
    return solid(GOLD if design.random("metal").random() < 0.65 else STEEL, "metal")


def _rounded(half: float, top: float, bottom: float, radius: float, *, narrow: float = 0.0) -> Points:
    """A symmetric box with round lower corners; ``narrow`` takes in the top."""
    return symmetric(
        join(
            points((0, top), (half - narrow, top)),
            smooth((half - narrow, top), (half - narrow * 0.4, (top + bottom) / 2), (half, bottom - radius)),
            smooth(
                (half, bottom - radius), (half - radius * 0.3, bottom - radius * 0.3), (half - radius, bottom)
            ),
            points((0, bottom)),
        )
    )


def _handle(
    drawing: Drawing,
    half: float,
    top: float,
    rise: float,
    width: float,
    fabric: Fabric,
    *,
    tone: float = 1.0,
    metal: Fabric | None = None,
) -> None:
    arc = smooth(
        (-half, top + 2),
        (-half * 0.92, top - rise * 0.55),
        (-half * 0.45, top - rise),
        (half * 0.45, top - rise),
        (half * 0.92, top - rise * 0.55),
        (half, top + 2),
    )
    drawing.panel(ribbon(arc, width), fabric, volume=0.7, tone=tone, shadow=0.3)
    if metal is not None:
        for x in (-half, half):
            drawing.panel(
                ribbon(ellipse((x, top + 1.4), width * 0.75, width * 0.75), width * 0.32),
                metal,
                volume=0.5,
                shadow=0.4,
            )
            drawing.panel(
                smooth(
                    (x - width * 0.8, top + 1.8),
                    (x + width * 0.8, top + 1.8),
                    (x + width * 0.7, top + 5),
                    (x, top + 6),
                    (x - width * 0.7, top + 5),
                    closed=True,
                ),
                fabric,
                volume=0.4,
                shadow=0.35,
            )


def handbag(design: Design) -> Drawing:
    """Top-handle, bowler or bucket."""
    drawing = Drawing(stands=True)
    fabric, metal = main_fabric(design, zone=(8.0, 8.2)), _metal(design)
    one = plain(fabric)
    {"top-handle": _top_handle, "bowler": _bowler, "bucket": _bucket}[design.shape](
        drawing, design, fabric, one, metal
    )
    return drawing


def _top_handle(drawing: Drawing, design: Design, fabric: Fabric, one: Fabric, metal: Fabric) -> None:
    chance = design.random("drawing")
    half, tall = chance.uniform(13.5, 15.5), chance.uniform(18.0, 20.5)
    _handle(drawing, 6.4, 0.0, 9.5, 1.3, one, tone=0.8)
    body = _rounded(half, 0, tall, 2.2, narrow=chance.choice((0.8, 2.4)))
    drawing.panel(body, fabric, volume=1.1)
    for side in (-1, 1):
        drawing.seam(
            smooth(
                (side * (half - 3.0), 0.4),
                (side * (half - 2.2), tall * 0.5),
                (side * (half - 1.8), tall - 0.6),
            ),
            opacity=0.6,
        )
    flap = symmetric(
        join(
            points((0, -0.3), (half - 1.6, -0.3)),
            smooth(
                (half - 1.6, -0.3),
                (half - 1.2, tall * 0.35),
                (half * 0.72, tall * 0.52),
                (half * 0.3, tall * 0.58),
                (0, tall * 0.59),
            ),
        )
    )
    drawing.panel(flap, one if fabric.zone is None else second_fabric(fabric), volume=0.7, shadow=0.4)
    closures.stitch(drawing, shifted(flap * (0.965, 0.965), 0, 0.3), fabric.rgb, width=0.12)
    y = tall * 0.52
    drawing.panel(
        smooth((-1.6, y - 1.2), (1.6, y - 1.2), (1.6, y + 1.6), (-1.6, y + 1.6), closed=True),
        metal,
        volume=0.6,
        shadow=0.45,
    )
    drawing.panel(
        points((-0.35, y - 0.9), (0.35, y - 0.9), (0.35, y + 1.3), (-0.35, y + 1.3)),
        metal,
        volume=0.6,
        shadow=0.4,
    )
    _handle(drawing, 6.4, 0.0, 8.6, 1.4, one, metal=metal)
    drawing.mark_both(top=(half - 1, 0), bottom=(half, tall), handle=(6.4, 0))
    drawing.mark(handle_top=(0, -8.6))


def _bowler(drawing: Drawing, design: Design, fabric: Fabric, one: Fabric, metal: Fabric) -> None:
    half, tall = 16.5, 19.0
    trim = (
        second_fabric(fabric)
        if fabric.second
        else Fabric(toned(fabric.rgb, 0.72 if lightness(fabric.rgb) > 60 else 1.7), fabric.texture)
    )
    body_fabric = replace(fabric, zone=None)
    _handle(drawing, 7.6, 1.5, 11, 1.2, trim, tone=0.8)
    body = symmetric(
        join(
            smooth((0, 0), (half * 0.6, 1.0), (half * 0.93, 6.0), (half, 12), (half * 0.98, tall - 1.5)),
            smooth((half * 0.98, tall - 1.5), (half * 0.9, tall), (0, tall + 0.2)),
        )
    )
    drawing.panel(body, body_fabric, volume=1.3)
    base = symmetric(
        join(
            smooth((0, tall - 4.4), (half * 0.6, tall - 4.0), (half * 0.99, tall - 5.6)),
            smooth((half * 1.0, tall - 1.5), (half * 0.9, tall + 0.1), (0, tall + 0.3)),
        )
    )
    drawing.panel(base, trim, volume=0.8, shadow=0.3)
    closures.zip_(drawing, part(body, 0.0, 0.2), toned(fabric.rgb, 0.6), width=0.8, pull=False)
    closures.zip_(drawing, mirror(part(body, 0.0, 0.2)), toned(fabric.rgb, 0.6), width=0.8, pull=False)
    _handle(drawing, 7.6, 1.5, 9.8, 1.3, trim, metal=metal)
    drawing.panel(ellipse((0, 10.0), 1.5, 1.9), trim, volume=0.5, shadow=0.3)
    drawing.mark_both(top=(half * 0.6, 1), bottom=(half, tall), handle=(7.6, 1.5))
    drawing.mark(handle_top=(0, -8.3))


def _bucket(drawing: Drawing, design: Design, fabric: Fabric, one: Fabric, metal: Fabric) -> None:
    half, tall = 11.0, 23.0
    chance = design.random("drawing")
    strap = smooth((-half + 1, 3), (-half * 0.7, -10), (0, -15), (half * 0.7, -10), (half - 1, 3))
    drawing.panel(ribbon(strap, 1.5), one, volume=0.5, tone=0.9)
    frill = symmetric(
        join(
            smooth((0, -0.8), (2.6, -0.4), (5.2, -1.1), (half - 1.8, -0.5)),
            smooth((half - 1.8, -0.5), (half - 2.4, 3.2), (half - 1.6, 5)),
            points((0, 5)),
        )
    )
    drawing.panel(
        frill,
        fabric,
        tone=0.9,
        volume=0.6,
        folds=fan(chance, (-half + 2, half - 2, -1), (-half + 2, half - 2, 5), 9, 4.0),
    )
    body = symmetric(
        join(
            points((0, 3.4), (half - 2.0, 3.4)),
            smooth((half - 2.0, 3.4), (half - 0.6, 10), (half, tall - 1)),
            smooth((half, tall - 1), (half - 1, tall + 0.6), (0, tall + 1.2)),
        )
    )
    folds = fan(chance, (-half + 2, half - 2, 3), (-half * 0.9, half * 0.9, tall * 0.6), 8, 4.0)
    drawing.panel(body, fabric, volume=1.4, folds=folds)
    cord = smooth((-half + 1.9, 4.2), (0, 5.4), (half - 1.9, 4.2))
    drawing.panel(ribbon(cord, 0.9), one, volume=0.6, shadow=0.4)
    for side in (-1, 1):
        closures.cord(
            drawing,
            smooth((side * 0.6, 5.4), (side * 2.2, 9), (side * 1.8, 14)),
            toned(fabric.rgb, 0.85),
            0.8,
        )
        drawing.panel(ellipse((side * (half - 1.6), 4.4), 0.9, 0.9), metal, volume=0.5, shadow=0.35)
    base = symmetric(
        join(
            smooth((0, tall - 2.4), (half * 0.97, tall - 3.4)),
            smooth((half, tall - 1), (half - 1, tall + 0.6), (0, tall + 1.2)),
        )
    )
    drawing.panel(base, Fabric(toned(fabric.rgb, 0.85), fabric.texture), volume=0.6, shadow=0.25)
    drawing.mark_both(top=(half - 2, 3), bottom=(half, tall), strap=(half - 1, 3))
    drawing.mark(strap_top=(0, -15))


def crossbody(design: Design) -> Drawing:
    """Saddle, quilted with chain, or camera bag."""
    drawing, fabric, metal = Drawing(stands=True), main_fabric(design), _metal(design)
    half, tall = (11.0, 16.5) if design.shape == "saddle" else (12.0, 14.5)
    sling = smooth(
        (-half + 1, 2),
        (-half * 0.95, -8),
        (-half * 0.3, -16),
        (half * 0.5, -15),
        (half * 0.98, -7),
        (half - 1, 2),
    )
    if design.shape == "quilted":
        _chain(drawing, sling, metal)
    else:
        drawing.panel(ribbon(sling, 1.1), fabric, volume=0.5, tone=0.92)
    body = _rounded(half, 0, tall, 6.5 if design.shape == "saddle" else 2.4, narrow=0.4)
    drawing.panel(body, fabric, volume=1.2)
    for side in (-1, 1):
        drawing.panel(
            ribbon(ellipse((side * (half - 0.8), 1.8), 0.9, 0.9), 0.4), metal, volume=0.5, shadow=0.35
        )
    {"saddle": _saddle, "quilted": _quilted, "camera": _camera}[design.shape](
        drawing, fabric, metal, half, tall
    )
    drawing.mark_both(top=(half, 0), bottom=(half - 1, tall), strap=(half - 1, 2))
    return drawing


def _chain(drawing: Drawing, path: Points, metal: Fabric) -> None:
    count = 34
    for number in range(count):
        x, y = path[int(number / count * (len(path) - 1))]
        dx, dy = path[min(len(path) - 1, int((number + 1) / count * (len(path) - 1)))] - (x, y)
        turn = -float(atan2(dy, dx))
        drawing.panel(
            ribbon(ellipse((float(x), float(y)), 0.95, 0.5 if number % 2 else 0.3, turn=-turn), 0.3),
            metal,
            volume=0.5,
            shadow=0.2,
        )


def _saddle(drawing: Drawing, fabric: Fabric, metal: Fabric, half: float, tall: float) -> None:
    flap = symmetric(
        join(
            points((0, -0.4), (half, -0.4)),
            smooth((half, -0.4), (half + 0.2, tall * 0.4), (half * 0.7, tall * 0.72), (0, tall * 0.82)),
        )
    )
    drawing.panel(flap, fabric, volume=0.9, shadow=0.4)
    closures.stitch(drawing, shifted(flap * (0.95, 0.95), 0, 0.3), fabric.rgb, width=0.14, opacity=0.8)
    tab = smooth((-1.3, tall * 0.6), (1.3, tall * 0.6), (1.2, tall * 0.92), (-1.2, tall * 0.92), closed=True)
    drawing.panel(tab, fabric, volume=0.5, shadow=0.4)
    drawing.panel(ellipse((0, tall * 0.86), 0.6, 0.6), metal, volume=0.5, shadow=0.4)


def _quilted(drawing: Drawing, fabric: Fabric, metal: Fabric, half: float, tall: float) -> None:
    flap = symmetric(
        join(
            points((0, -0.4), (half - 0.2, -0.4)),
            smooth(
                (half - 0.2, -0.4),
                (half - 0.1, tall * 0.4),
                (half * 0.9, tall * 0.56),
                (half * 0.3, tall * 0.62),
                (0, tall * 0.63),
            ),
        )
    )
    drawing.panel(flap, fabric, volume=0.9, shadow=0.4, folds=_diamonds(half, -1, tall * 0.63))
    body_at = len(drawing.layers) - 4
    lower = drawing.layers[body_at]
    if hasattr(lower, "folds"):
        drawing.layers[body_at] = replace(lower, folds=tuple(_diamonds(half, 0, tall)))
    y = tall * 0.55
    drawing.panel(ellipse((0, y), 1.7, 1.3), metal, volume=0.7, shadow=0.45)
    drawing.panel(
        points((-0.3, y - 0.9), (0.3, y - 0.9), (0.3, y + 0.9), (-0.3, y + 0.9)),
        metal,
        volume=0.4,
        shadow=0.4,
    )


def _diamonds(half: float, top: float, bottom: float) -> list[Fold]:
    step, folds = 3.4, []
    span = bottom - top
    for number in range(-12, 13):
        x = number * step
        folds.append(Fold(points((x, top), (x + span, bottom)), 0.45, -6.0))
        folds.append(Fold(points((x, top), (x - span, bottom)), 0.45, -6.0))
    return [f for f in folds if abs(float(f.path[:, 0].mean())) < half + span]


def _camera(drawing: Drawing, fabric: Fabric, metal: Fabric, half: float, tall: float) -> None:
    closures.zip_(
        drawing, points((-half + 1, 1.6), (half - 1, 1.6)), toned(fabric.rgb, 0.6), width=0.9, pull=False
    )
    drawing.panel(
        points((half - 3, 1.2), (half - 0.6, 1.2), (half - 0.6, 2.1), (half - 3, 2.1)),
        metal,
        volume=0.4,
        shadow=0.4,
    )
    pocket = _rounded(half - 1.8, tall * 0.36, tall - 1.0, 1.6)
    drawing.panel(pocket, fabric, volume=0.7, shadow=0.35)
    closures.zip_(
        drawing,
        points((-half + 3, tall * 0.46), (half - 3, tall * 0.46)),
        toned(fabric.rgb, 0.6),
        width=0.7,
        pull=False,
    )
    drawing.panel(
        points((-1.6, tall * 0.68), (1.6, tall * 0.68), (1.6, tall * 0.74), (-1.6, tall * 0.74)),
        metal,
        volume=0.3,
        shadow=0.35,
    )


def tote(design: Design) -> Drawing:
    """A tote with two long handles."""
    drawing, chance = Drawing(stands=True), design.random("drawing")
    fabric = main_fabric(design)
    half, tall = chance.uniform(17.5, 20), chance.uniform(31, 36)
    trim = plain(fabric) if design.material != "straw" else solid((128, 84, 52), "leather")
    narrow = chance.choice((-1.4, 0.4, 1.8))
    for tone, rise in ((0.72, 15.0),):
        _handle(drawing, 7.0, 0, rise, 2.2, trim, tone=tone)
    inside = symmetric(smooth((0, -1.4), (half * 0.6, -1.1), (half - narrow, 0), (half * 0.6, 1.0), (0, 1.2)))
    drawing.panel(inside, plain(fabric), tone=0.55, volume=0.1)
    body = symmetric(
        join(
            smooth((0, 1.0), (half * 0.6, 0.8), (half - narrow, 0)),
            smooth((half - narrow, 0), (half - narrow * 0.3 + 0.3, tall * 0.5), (half - 0.4, tall - 1.0)),
            smooth((half - 0.4, tall - 1.0), (half - 1.6, tall), (0, tall + 0.3)),
        )
    )
    folds = drag(chance, (-half + 2, 2), (-half * 0.3, tall * 0.7), 10, 3) + drag(
        chance, (half - 2, 2), (half * 0.3, tall * 0.7), 10, 3
    )
    drawing.panel(body, fabric, folds=folds, volume=1.1)
    closures.stitch(
        drawing,
        smooth((-half + narrow + 0.2, 2.4), (0, 3.4), (half - narrow - 0.2, 2.4)),
        fabric.rgb,
        width=0.18,
    )
    for side in (-1, 1):
        drawing.panel(
            points(
                (side * 7 - 1.1, 0.4), (side * 7 + 1.1, 0.4), (side * 7 + 1.1, 6.6), (side * 7 - 1.1, 6.6)
            ),
            trim,
            volume=0.4,
            shadow=0.35,
        )
        closures.stitch(
            drawing,
            points(
                (side * 7 - 0.8, 2.6),
                (side * 7 + 0.8, 2.6),
                (side * 7 + 0.8, 6.2),
                (side * 7 - 0.8, 6.2),
                (side * 7 - 0.8, 2.6),
            ),
            trim.rgb,
            width=0.16,
            opacity=0.8,
        )
    _handle(drawing, 7.0, 0.6, 13.4, 2.2, trim)
    if design.pattern == "graphic":
        chest_print(drawing, fabric, design.random("print"), 0, tall * 0.5, 20)
    drawing.mark_both(top=(half - narrow, 0), bottom=(half, tall), handle=(7, 0))
    drawing.mark(handle_top=(0, -13))
    return drawing


def backpack(design: Design) -> Drawing:
    """Zip daypack, roll-top or buckled rucksack."""
    drawing, chance = Drawing(stands=True), design.random("drawing")
    scale = 0.78 if design.audience == "kids" else 1.0
    half, tall = 14.5 * scale, 42.0 * scale
    fabric = main_fabric(design, zone=(tall * 0.48, tall * 0.49))
    dark = Fabric(toned(fabric.rgb, 0.6) if lightness(fabric.rgb) > 60 else (70, 70, 74), "canvas")
    for side in (-1, 1):
        strap = smooth(
            (side * 5, 1),
            (side * 12, 4),
            (side * (half + 3.4), tall * 0.42),
            (side * (half + 1.4), tall * 0.8),
            (side * (half - 2), tall * 0.93),
        )
        drawing.panel(ribbon(strap, 3.0), dark, volume=0.6)
    grab = smooth((-3.2, 1), (-2.8, -3.4), (2.8, -3.4), (3.2, 1))
    drawing.panel(ribbon(grab, 1.5), dark, volume=0.5)
    maker = {"daypack": _daypack, "roll-top": _roll_top, "rucksack": _rucksack}[design.shape]
    maker(drawing, design, fabric, half, tall, scale, chance)
    drawing.mark_both(top=(half * 0.8, 2), bottom=(half, tall), strap=(half + 3.4, tall * 0.42))
    drawing.mark(handle_top=(0, -3.4))
    return drawing


def _shell(half: float, top: float, tall: float, crown: float) -> Points:
    return symmetric(
        join(
            smooth(
                (0, top),
                (half * 0.55, top + crown * 0.12),
                (half * 0.92, top + crown),
                (half, tall * 0.55),
                (half * 1.0, tall - 3),
            ),
            smooth((half, tall - 3), (half * 0.9, tall - 0.4), (0, tall)),
        )
    )


def _side_pockets(drawing: Drawing, fabric: Fabric, half: float, tall: float) -> None:
    for side in (-1, 1):
        pocket = join(
            smooth((side * half * 0.86, tall * 0.62), (side * (half + 1.8), tall * 0.64)),
            smooth(
                (side * (half + 2.2), tall * 0.8),
                (side * (half + 1.0), tall - 1.6),
                (side * half * 0.86, tall - 1),
            ),
        )
        drawing.panel(pocket, fabric, volume=0.7, tone=0.82)


def _daypack(
    drawing: Drawing, design: Design, fabric: Fabric, half: float, tall: float, scale: float, chance: Random
) -> None:
    _side_pockets(drawing, fabric, half, tall)
    drawing.panel(
        _shell(half, 0, tall, 9 * scale),
        fabric,
        volume=1.4,
        folds=drag(chance, (0, 2), (0, tall * 0.4), 16, 4),
    )
    arc = smooth(
        (-half * 0.94, tall * 0.42),
        (-half * 0.86, 8 * scale),
        (0, 3.0 * scale),
        (half * 0.86, 8 * scale),
        (half * 0.94, tall * 0.42),
    )
    closures.zip_(drawing, arc, toned(fabric.rgb, 0.62), width=1.1 * scale, pull=False)
    cloth = second_fabric(fabric) if fabric.zone else fabric
    pocket = _shell(half * 0.86, tall * 0.5, tall - 2.2 * scale, 4 * scale)
    drawing.panel(pocket, cloth, volume=1.0, shadow=0.35)
    closures.zip_(
        drawing,
        smooth((-half * 0.74, tall * 0.575), (0, tall * 0.545), (half * 0.74, tall * 0.575)),
        toned(cloth.rgb, 0.62),
        width=1.0 * scale,
        pull=False,
    )
    for x, y in ((half * 0.5, tall * 0.56), (-half * 0.9, tall * 0.4)):
        drawing.panel(
            ribbon(points((x, y), (x + 0.3, y + 3.2 * scale)), 0.7),
            solid(STEEL, "metal"),
            volume=0.3,
            shadow=0.4,
        )
    patch = smooth(
        (-1.8, tall * 0.7), (1.8, tall * 0.7), (1.8, tall * 0.76), (-1.8, tall * 0.76), closed=True
    )
    drawing.panel(patch, solid((126, 84, 54), "leather"), volume=0.3, shadow=0.3)
    del design


def _roll_top(
    drawing: Drawing, design: Design, fabric: Fabric, half: float, tall: float, scale: float, chance: Random
) -> None:
    _side_pockets(drawing, fabric, half, tall)
    drawing.panel(
        _shell(half, 4, tall, 3),
        fabric,
        volume=1.3,
        folds=fan(chance, (-half, half, 8), (-half, half, tall * 0.7), 5, 3.0),
    )
    for k in range(3):
        roll = join(
            smooth((-half * 0.96, 2.2 + 2.2 * k), (0, 1.2 + 2.2 * k), (half * 0.96, 2.2 + 2.2 * k)),
            smooth((half * 0.96, 5.4 + 2.2 * k), (0, 4.6 + 2.2 * k), (-half * 0.96, 5.4 + 2.2 * k)),
        )
        drawing.panel(roll, fabric, volume=0.9, shadow=0.4)
    web = ribbon(points((0, 1.5), (0, tall * 0.55)), 2.4 * scale)
    drawing.panel(
        web,
        solid((58, 58, 62) if lightness(fabric.rgb) > 70 else (120, 120, 124), "canvas"),
        volume=0.3,
        shadow=0.4,
    )
    y = tall * 0.42
    drawing.panel(
        smooth((-2.2, y), (2.2, y), (2.0, y + 4.6), (-2.0, y + 4.6), closed=True),
        solid((44, 44, 48), "gloss"),
        volume=0.6,
        shadow=0.45,
    )
    closures.zip_(
        drawing,
        points((-half * 0.7, tall * 0.66), (half * 0.7, tall * 0.66)),
        toned(fabric.rgb, 0.6),
        width=1.2,
        pull=False,
    )
    del design


def _rucksack(
    drawing: Drawing, design: Design, fabric: Fabric, half: float, tall: float, scale: float, chance: Random
) -> None:
    leather = solid((140, 92, 56) if design.colour not in ("brown", "camel") else (78, 52, 36), "leather")
    _side_pockets(drawing, fabric, half, tall)
    drawing.panel(
        _shell(half, 3, tall, 4),
        fabric,
        volume=1.4,
        folds=fan(chance, (-half * 0.8, half * 0.8, 8), (-half, half, tall * 0.5), 8, 4.0),
    )
    pocket = _shell(half * 0.74, tall * 0.6, tall - 2, 3)
    drawing.panel(pocket, second_fabric(fabric) if fabric.zone else fabric, volume=0.9, shadow=0.35)
    flap = symmetric(
        join(
            smooth((0, 0.4), (half * 0.6, 0.8), (half * 0.98, 4)),
            smooth((half * 0.98, 4), (half * 1.04, tall * 0.3), (half * 0.86, tall * 0.46), (0, tall * 0.5)),
        )
    )
    drawing.panel(flap, fabric, volume=1.0, shadow=0.42)
    closures.stitch(drawing, flap * (0.94, 0.97), fabric.rgb, width=0.2)
    for side in (-1, 1):
        x = side * half * 0.46
        drawing.panel(
            ribbon(points((x, tall * 0.3), (x, tall * 0.72)), 2.0 * scale), leather, volume=0.4, shadow=0.4
        )
        frame = points(
            (x - 1.6, tall * 0.56),
            (x + 1.6, tall * 0.56),
            (x + 1.6, tall * 0.63),
            (x - 1.6, tall * 0.63),
            (x - 1.6, tall * 0.56),
        )
        drawing.panel(ribbon(frame, 0.55), solid(GOLD, "metal"), volume=0.4, shadow=0.45)
