"""Handbags and totes, seen from the front."""

from dataclasses import replace

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
from daogou.sources.demo.studio.drawing import Drawing, Fabric


def metal_of(design: Design) -> Fabric:
    """Gold or steel fittings."""
    return solid(GOLD if design.random("metal").random() < 0.65 else STEEL, "metal")


def rounded(half: float, top: float, bottom: float, radius: float, *, narrow: float = 0.0) -> Points:
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


def handle(
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
    """An arched handle, held by rings and tabs where there is metal."""
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
    fabric, metal = main_fabric(design, zone=(16.0, 16.2)), metal_of(design)
    one = plain(fabric)
    {"top-handle": _top_handle, "bowler": _bowler, "bucket": _bucket}[design.shape](
        drawing, design, fabric, one, metal
    )
    return drawing


def _top_handle(drawing: Drawing, design: Design, fabric: Fabric, one: Fabric, metal: Fabric) -> None:
    chance = design.random("drawing")
    trim = second_fabric(fabric) if fabric.second else one
    half, tall = chance.uniform(13.5, 15.5), chance.uniform(18.0, 20.5)
    handle(drawing, 6.4, 0.0, 9.5, 1.3, trim, tone=0.8)
    body = rounded(half, 0, tall, 2.2, narrow=chance.choice((0.8, 2.4)))
    drawing.panel(body, one, volume=1.1)
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
    drawing.panel(flap, one, volume=0.7, shadow=0.4)
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
    handle(drawing, 6.4, 0.0, 8.6, 1.4, trim, metal=metal)
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
    handle(drawing, 7.6, 1.5, 11, 1.2, trim, tone=0.8)
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
    handle(drawing, 7.6, 1.5, 9.8, 1.3, trim, metal=metal)
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


def tote(design: Design) -> Drawing:
    """A tote with two long handles."""
    drawing, chance = Drawing(stands=True), design.random("drawing")
    fabric = main_fabric(design)
    half, tall = chance.uniform(17.5, 20), chance.uniform(31, 36)
    trim = plain(fabric) if design.material != "straw" else solid((128, 84, 52), "leather")
    narrow = chance.choice((-1.4, 0.4, 1.8))
    for tone, rise in ((0.72, 15.0),):
        handle(drawing, 7.0, 0, rise, 2.2, trim, tone=tone)
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
    handle(drawing, 7.0, 0.6, 13.4, 2.2, trim)
    if design.pattern == "graphic":
        chest_print(drawing, fabric, design.random("print"), 0, tall * 0.5, 20)
    drawing.mark_both(top=(half - narrow, 0), bottom=(half, tall), handle=(7, 0))
    drawing.mark(handle_top=(0, -13))
    return drawing
