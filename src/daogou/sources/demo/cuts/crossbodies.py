"""Crossbody bags: saddle, quilted with a chain, camera."""

from dataclasses import replace
from math import atan2

from daogou.sources.demo.cuts import closures
from daogou.sources.demo.cuts.bags import metal_of, rounded
from daogou.sources.demo.cuts.cloths import (
    main_fabric,
    toned,
)
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import (
    Points,
    ellipse,
    join,
    points,
    ribbon,
    shifted,
    smooth,
    symmetric,
)
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold, Panel


def crossbody(design: Design) -> Drawing:
    """Saddle, quilted with chain, or camera bag."""
    drawing, fabric, metal = Drawing(stands=True), main_fabric(design), metal_of(design)
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
    body = rounded(half, 0, tall, 6.5 if design.shape == "saddle" else 2.4, narrow=0.4)
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
    if isinstance(lower, Panel):
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
    pocket = rounded(half - 1.8, tall * 0.36, tall - 1.0, 1.6)
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
