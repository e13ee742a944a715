"""Backpacks: zip daypack, roll-top, buckled rucksack."""

from random import Random

from daogou.sources.demo.cuts import closures
from daogou.sources.demo.cuts.cloths import (
    GOLD,
    STEEL,
    lightness,
    main_fabric,
    second_fabric,
    solid,
    toned,
)
from daogou.sources.demo.cuts.folds import drag, fan
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import (
    Points,
    join,
    points,
    ribbon,
    smooth,
    symmetric,
)
from daogou.sources.demo.studio.drawing import Drawing, Fabric


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
