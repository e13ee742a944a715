"""Scarves, ties, belts, socks."""

from dataclasses import replace
from math import cos, pi, sin

import numpy as np

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
from daogou.sources.demo.cuts.folds import fan, rings
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import (
    Points,
    at,
    ellipse,
    join,
    points,
    ribbon,
    shifted,
    smooth,
)
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold


def scarf(design: Design) -> Drawing:
    """Looped once, both ends hanging; fringed if it is wool."""
    drawing, chance = Drawing(), design.random("drawing")
    fabric = main_fabric(design)
    thin = design.material in ("silk", "cotton")
    back = smooth((-13, 2), (-9, -7), (0, -10), (9, -7), (13, 2))
    drawing.panel(ribbon(back, 9), fabric, tone=0.62, volume=0.9)
    for side, length in ((1, 62.0), (-1, 70.0)):
        end = smooth((side * 3.0, 8), (side * 5.4, 30), (side * 7.6, length))
        band = ribbon(end, lambda t: 10.5 + 4.5 * t)
        folds = fan(chance, (side * 3 - 4, side * 3 + 4, 8), (side * 7.6 - 7, side * 7.6 + 7, length), 5, 5.0)
        if not thin:
            for k in range(22):
                x = side * 7.6 - 7.0 + 14.0 * k / 21
                wisp = smooth(
                    (x, length - 0.4),
                    (x + chance.uniform(-0.6, 0.6), length + 3),
                    (x + chance.uniform(-0.9, 0.9), length + 5.8),
                )
                drawing.panel(
                    ribbon(wisp, 0.5),
                    plain(fabric) if fabric.pattern in ("floral", "polka dot") else fabric,
                    volume=0.4,
                    shadow=0.2,
                )
        drawing.panel(band, fabric, folds=folds, volume=1.0, grain=-side * 0.08, shadow=0.35)
        closures.stitch(
            drawing,
            points((side * 7.6 - 7, length - 1.0), (side * 7.6 + 7, length - 1.0)),
            fabric.rgb,
            opacity=0.4,
        )
        drawing.mark(**{f"end_{'left' if side == 1 else 'right'}": (side * 7.6, length)})
    wrap = smooth((-14, 0), (-11, 9), (0, 14), (11, 9), (14, 0))
    creases = [
        Fold(
            smooth((-13, 1 + 3 * k), (-6, 9 + 2.4 * k), (2, 12 + 2 * k), (12, 3 + 2.6 * k)),
            2.2,
            (5, -5, 4)[k % 3],
        )
        for k in (-1, 0, 1)
    ]
    drawing.panel(
        ribbon(wrap, lambda t: 11 + 2.5 * (4 * t * (1 - t))),
        fabric,
        folds=creases,
        volume=1.2,
        grain=0.35,
        shadow=0.42,
    )
    drawing.mark(loop_front=(0, 14), loop_right=(-14, 0), loop_left=(14, 0))
    return drawing


def tie(design: Design) -> Drawing:
    """Knotted, the narrow end hidden."""
    drawing = Drawing()
    fabric = replace(main_fabric(design), size=0.62)
    loop = smooth((-1.4, 0.4), (-6.8, -4.4), (-7.2, -8.4), (0, -10.4), (7.2, -8.4), (6.8, -4.4), (1.4, 0.4))
    drawing.panel(ribbon(loop, 2.6), fabric, tone=0.85, volume=0.7, grain=0.5)
    blade = join(
        smooth((-1.7, 2.6), (-2.6, 16), (-4.2, 42)),
        points((0, 47.5)),
        smooth((4.2, 42), (2.6, 16), (1.7, 2.6)),
    )
    dimple = [
        Fold(smooth((0.1, 3), (0.3, 8), (0, 13)), 0.9, -5.0),
        Fold(smooth((-1.2, 4), (-1.6, 12), (-2.0, 24)), 1.2, 2.5),
    ]
    diagonal = 0.7 if fabric.pattern == "striped" else 0.0
    drawing.panel(blade, fabric, folds=dimple, volume=0.8, grain=diagonal)
    knot = join(
        smooth((-2.9, -1.2), (0, -1.9), (2.9, -1.2)),
        smooth((2.9, -1.2), (2.2, 1.4), (1.6, 3.4)),
        smooth((1.6, 3.4), (0, 3.9), (-1.6, 3.4)),
        smooth((-1.6, 3.4), (-2.2, 1.4), (-2.9, -1.2)),
    )
    drawing.panel(
        knot,
        fabric,
        volume=1.0,
        grain=-diagonal * 0.8,
        shadow=0.45,
        folds=[Fold(smooth((-2, -0.6), (-0.4, 1.2), (0.8, 3.2)), 0.8, -3)],
    )
    drawing.mark(knot=(0, 0), tip=(0, 47.5), blade_right=(-4.2, 42), blade_left=(4.2, 42))
    return drawing


def belt(design: Design) -> Drawing:
    """Coiled: an outer round with buckle and tongue, an inner round behind."""
    drawing = Drawing()
    fabric = main_fabric(design)
    metal = solid(GOLD if design.random("metal").random() < 0.5 else STEEL, "metal")
    behind = [(15.2 * cos(a), 9.0 + 4.4 * sin(a)) for a in [pi + k * pi / 10 for k in range(11)]]
    drawing.panel(ribbon(smooth(*behind) - (0, 2.2), 3.6), fabric, tone=0.5, volume=0.4)
    front = [(16.4 * cos(a), 9.0 + 5.2 * sin(a)) for a in [pi - k * pi / 14 for k in range(-1, 16)]]
    lower = smooth(*front)
    drawing.panel(ribbon(lower, 4.2), fabric, volume=0.8)
    for shift in (-1.6, 1.6):
        closures.stitch(drawing, shifted(lower, 0, shift), fabric.rgb, width=0.16, opacity=0.75)
    tongue = smooth((1.0, 14.4), (8.0, 13.2), (14.0, 10.6), (19.4, 9.8))
    drawing.panel(ribbon(tongue, lambda t: np.where(t > 0.93, 2.4, 4.0)), fabric, volume=0.7, shadow=0.4)
    for k in range(4):
        x, y = at(tongue, 0.35 + 0.15 * k)
        drawing.line(ellipse((x, y), 0.28, 0.28), (30, 26, 24), 0.34, opacity=0.85)
    x, y = 0.6, 14.3
    frame = smooth(
        (x - 3.2, y - 3.0),
        (x + 1.6, y - 3.2),
        (x + 2.4, y),
        (x + 1.6, y + 3.2),
        (x - 3.2, y + 3.0),
        (x - 3.4, y),
        closed=True,
    )
    drawing.panel(ribbon(join(frame, frame[:2]), 0.9), metal, volume=0.6, shadow=0.5)
    drawing.panel(ribbon(points((x - 3.0, y), (x + 2.3, y + 0.2)), 0.6), metal, volume=0.6, shadow=0.5)
    keeper = points((x + 4.4, y - 2.9), (x + 5.8, y - 3.1), (x + 5.9, y + 1.9), (x + 4.5, y + 2.1))
    drawing.panel(keeper, fabric, volume=0.6, shadow=0.45)
    drawing.mark(buckle=(x, y), tongue_end=(19.4, 9.8), right=(-16.4, 9), left=(16.4, 9))
    return drawing


def socks(design: Design) -> Drawing:
    """A pair side by side, toes to the left."""
    drawing, chance = Drawing(), design.random("drawing")
    tall = 24.0 if design.shape == "crew" else 8.5
    fabric = replace(main_fabric(design, zone=(tall * 0.5, tall * 0.5 + 0.2)), size=0.6)
    trim = (
        second_fabric(fabric)
        if fabric.second
        else Fabric(toned(fabric.rgb, 0.82 if lightness(fabric.rgb) > 70 else 1.7), "fine knit")
    )
    for dx, dy, tone in ((7.5, -2.6, 0.88), (0.0, 0.0, 1.0)):

        def sock(curve: Points, dx: float = dx, dy: float = dy) -> Points:
            return shifted(curve, dx, dy)

        folds = [replace(f, path=sock(f.path)) for f in rings(chance, (4.2, tall - 1.5), (13.6, tall), 5, 4)]
        leg = join(
            smooth(
                (4.6, 0),
                (4.5, tall * 0.6),
                (3.2, tall + 1.4),
                (-4.0, tall + 4.2),
                (-9.6, tall + 5.6),
                (-11.8, tall + 8.4),
                (-10.2, tall + 11.4),
            ),
            smooth(
                (-10.2, tall + 11.4),
                (-2, tall + 11.8),
                (6, tall + 11.6),
                (12.6, tall + 9.8),
                (14.2, tall + 5.4),
                (13.4, tall * 0.7),
                (13.6, 0),
            ),
            points((9, -0.3)),
        )
        drawing.panel(sock(leg), fabric, folds=folds, volume=1.0, tone=tone)
        toe = join(
            smooth((-7.6, tall + 5.0), (-6.6, tall + 8.2), (-7.2, tall + 11.6)),
            smooth(
                (-7.2, tall + 11.6),
                (-10.6, tall + 11.4),
                (-11.9, tall + 8.4),
                (-9.9, tall + 5.7),
                (-7.6, tall + 5.0),
            ),
        )
        drawing.panel(sock(toe), trim, volume=0.7, tone=tone, shadow=0.1)
        heel = join(
            smooth((14.1, tall + 3.6), (10.4, tall + 5.2), (8.2, tall + 8.4), (7.6, tall + 11.4)),
            smooth((7.6, tall + 11.4), (12.2, tall + 10.2), (14.3, tall + 6.4), (14.1, tall + 3.6)),
        )
        drawing.panel(sock(heel), trim, volume=0.7, tone=tone, shadow=0.1)
        cuff = points((4.4, -0.6), (13.8, -0.6), (13.7, min(4.4, tall * 0.5)), (4.5, min(4.4, tall * 0.5)))
        drawing.panel(
            sock(cuff),
            Fabric(trim.rgb if chance.random() < 0.5 else fabric.rgb, "rib", size=0.6),
            volume=0.8,
            tone=tone,
            shadow=0.2,
        )
    drawing.mark(toe=(-11.8, tall + 8.4), heel=(13.6, tall + 8), cuff_front=(4.4, 0), cuff_back=(13.8, 0))
    return drawing
