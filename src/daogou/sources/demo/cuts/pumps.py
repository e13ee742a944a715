"""Heels and ballet flats."""

from daogou.sources.demo.cuts.cloths import GOLD, main_fabric, solid, toned
from daogou.sources.demo.cuts.soles import INSOLE, heeled_sole, opening
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import Points, ellipse, join, part, points, ribbon, shifted, smooth
from daogou.sources.demo.studio.drawing import Drawing, Fabric


def _pump_upper(rise: float, toe: float, cut: float) -> Points:
    """The side of a pump: toe, throat, topline, counter, feather edge."""
    y = 9.2
    return join(
        smooth((toe, y), (toe + 0.5, y - 1.2), (3.6, y - 2.5), (cut, y - 3.0 - rise * 0.05)),
        smooth(
            (cut, y - 3.0 - rise * 0.05),
            (cut + 5, y - 2.1 - rise * 0.3),
            (20.0, y - 3.6 - rise * 0.85),
            (26.2, y - 6.4 - rise),
        ),
        smooth((26.2, y - 6.4 - rise), (27.3, y - 3.2 - rise), (26.6, y - rise)),
        smooth((26.6, y - rise), (18.5, y - rise * 0.72 - 0.2), (11.5, y), (6, y + 0.3), (toe, y)),
    )


def heel(drawing: Drawing, design: Design) -> None:
    """Stiletto, block, slingback or Mary Jane."""
    fabric = main_fabric(design)
    rise = {"stiletto": 7.6, "block": 5.4, "slingback": 4.2, "mary-jane": 4.6}[design.shape]
    toe = -0.6 if design.shape in ("stiletto", "slingback") else 0.6
    if design.shape == "slingback":
        return _slingback(drawing, fabric, rise, toe)
    inside = smooth(
        (7.8, 6.0),
        (13, 6.2 - rise * 0.35),
        (20, 4.6 - rise * 0.9),
        (26.2, 2.6 - rise),
        (22, 2.2 - rise),
        (14, 3.0 - rise * 0.4),
        closed=True,
    )
    opening(drawing, shifted(inside, 0, 0.2), solid(INSOLE, "leather"))
    upper = _pump_upper(rise, toe, 7.4)
    heeled_sole(
        drawing,
        fabric,
        height=rise + 1.4,
        block=design.shape in ("block", "mary-jane"),
    )
    drawing.panel(upper, fabric, volume=1.2, shadow=0.3)
    if design.shape == "mary-jane":
        strap = smooth(
            (12.2, 7.4 - rise * 0.2),
            (13.8, 2.8 - rise * 0.3),
            (16.2, 1.0 - rise * 0.5),
            (18.2, 5.2 - rise * 0.62),
        )
        drawing.panel(ribbon(strap, 1.2), fabric, volume=0.5, shadow=0.3)
        drawing.panel(
            ribbon(ellipse((14.4, 3.4 - rise * 0.35), 0.8, 0.8), 0.35), solid(GOLD, "metal"), volume=0.4
        )
    edge = part(upper, 0.22, 0.62)
    drawing.line(shifted(edge, 0, 0.3), toned(fabric.rgb, 0.6), 0.12, opacity=0.5)
    drawing.mark(toe=(toe, 9.0), heel=(26.6, 9.2 - rise), ankle=(26.2, 2.8 - rise), throat=(7.4, 6.0))


def _slingback(drawing: Drawing, fabric: Fabric, rise: float, toe: float) -> None:
    """A closed toe, an open waist, a strap round the heel."""
    insole = smooth(
        (9.0, 8.4),
        (14.0, 8.9 - rise * 0.5),
        (18.5, 8.7 - rise * 0.78),
        (22.5, 8.5 - rise * 0.94),
        (26.8, 8.4 - rise),
    )
    strap = smooth((13.2, 6.6 - rise * 0.3), (19, 4.6 - rise * 0.7), (25.6, 2.4 - rise), (27.2, 3.2 - rise))
    far = smooth((27.2, 3.2 - rise), (25.4, 4.2 - rise), (19.5, 5.8 - rise * 0.7), (14.6, 7.6 - rise * 0.4))
    drawing.panel(ribbon(far, 0.6), fabric, volume=0.4, tone=0.7)
    heeled_sole(drawing, fabric, height=rise + 1.4, block=False, kitten=True)
    drawing.panel(ribbon(insole, 0.6), solid(INSOLE, "leather"), volume=0.3)
    mouth = smooth(
        (7.2, 6.2), (10.6, 5.2), (13.4, 5.6 - rise * 0.24), (15.4, 8.0 - rise * 0.5), (11, 8.0), closed=True
    )
    opening(drawing, mouth, solid(INSOLE, "leather"))
    upper = join(
        smooth((toe, 9.2), (toe + 0.5, 8.0), (3.6, 6.7), (7.4, 6.1)),
        smooth((7.4, 6.1), (10.0, 6.6), (12.6, 6.4 - rise * 0.2), (14.6, 6.6 - rise * 0.34)),
        smooth((14.6, 6.6 - rise * 0.34), (15.8, 7.6 - rise * 0.5), (17.4, 9.0 - rise * 0.66)),
        smooth((17.4, 9.0 - rise * 0.66), (11.5, 9.2), (6, 9.5), (toe, 9.2)),
    )
    drawing.panel(upper, fabric, volume=1.2, shadow=0.3)
    drawing.panel(ribbon(strap, 0.75), fabric, volume=0.4, shadow=0.35)
    drawing.mark(toe=(toe, 9.0), heel=(26.6, 9.2 - rise), ankle=(27.2, 3.2 - rise), throat=(7.4, 6.0))


def flat(drawing: Drawing, design: Design) -> None:
    """A ballet flat with a bow or an ankle strap."""
    fabric = main_fabric(design)
    inside = smooth((6.8, 6.4), (14, 6.6), (21, 5.4), (26.2, 3.6), (21, 3.4), (13, 4.6), closed=True)
    opening(drawing, inside, solid(INSOLE, "leather"))
    if design.shape == "strap":
        strap = smooth((24.8, 4.2), (22.5, -1.6), (17, -1.2), (18.4, 1.4), (25.4, 3.2))
        drawing.panel(ribbon(strap, 0.8), fabric, volume=0.5)
    upper = _pump_upper(0.2, 0.5, 6.4)
    drawing.panel(upper, fabric, volume=1.2)
    drawing.panel(ribbon(part(upper, 0.22, 0.62), 0.5), fabric, volume=0.4, shadow=0.2)
    drawing.panel(
        ribbon(smooth((0.6, 9.4), (8, 9.8), (18, 9.7), (26.8, 9.4)), 0.6),
        solid((86, 62, 46), "rubber"),
        volume=0.3,
        shadow=0.1,
    )
    drawing.panel(
        points((20.4, 9.6), (26.6, 9.5), (26.4, 10.6), (20.8, 10.6)),
        solid((70, 52, 40), "rubber"),
        volume=0.3,
        shadow=0.1,
    )
    if design.shape == "bow":
        for side in (-1, 1):
            loop = smooth(
                (6.2, 6.0),
                (6.2 + side * 1.0, 4.6),
                (6.2 + side * 2.1, 5.0 + 0.4 * side),
                (6.2 + side * 1.3, 6.4),
                closed=True,
            )
            drawing.panel(loop, fabric, volume=0.5, shadow=0.35)
        drawing.panel(ellipse((6.2, 5.8), 0.42, 0.55), fabric, volume=0.5, shadow=0.35)
    else:
        drawing.panel(ribbon(ellipse((20.6, -1.8), 0.6, 0.6), 0.3), solid(GOLD, "metal"), volume=0.4)
    drawing.mark(toe=(0.5, 9.0), heel=(26.7, 9.0), ankle=(26.2, 2.8), throat=(6.4, 6.2))
