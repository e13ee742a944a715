"""Penny, tassel and horsebit loafers."""

from daogou.sources.demo.cuts.cloths import BLACK_RUBBER, GOLD, lightness, main_fabric, solid, toned
from daogou.sources.demo.cuts.soles import INSOLE, opening, sole
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import ellipse, join, points, ribbon, smooth
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold


def loafer(drawing: Drawing, design: Design) -> None:
    """Penny, tassel or horsebit loafer."""
    fabric = main_fabric(design)
    inside = smooth((13.4, 0.6), (18, 1.2), (22, 1.0), (26.2, -0.8), (21, -1.6), (16, -0.8), closed=True)
    opening(drawing, inside, solid(INSOLE, "leather"))
    tongue = smooth(
        (10.4, 2.8), (11.8, 0.0), (13.6, -1.7), (15.8, -1.2), (16.2, 0.8), (14.0, 2.8), closed=True
    )
    drawing.panel(tongue, fabric, volume=0.7)
    body = join(
        smooth((0.6, 9.2), (0.7, 7.2), (3.0, 5.6), (7.4, 4.6), (11.4, 2.4), (13.8, 1.0)),
        smooth((13.8, 1.0), (16.0, 1.9), (19.0, 2.0), (23, 1.2), (26.4, -0.8)),
        smooth((26.4, -0.8), (27.4, 3.0), (26.8, 9.2)),
    )
    drawing.panel(body, fabric, volume=1.2, shadow=0.3)
    apron = smooth((2.6, 6.6), (5.2, 7.0), (9.6, 5.4), (13.0, 2.4))
    drawing.seam(apron, opacity=1.0)
    for k in range(12):
        x, y = apron[int(k / 12 * (len(apron) - 1))]
        drawing.line(
            points((x - 0.1, y - 0.5), (x + 0.2, y + 0.5)), toned(fabric.rgb, 0.5), 0.14, opacity=0.6
        )
    saddle = join(
        smooth((8.6, 4.2), (10.8, 2.9), (12.8, 1.7)),
        smooth((14.6, 2.4), (15.2, 5.2), (16.4, 9.0)),
        points((11.6, 9.0)),
        smooth((11.6, 9.0), (10.8, 6.6), (8.6, 3.9)),
    )
    drawing.panel(saddle, fabric, volume=0.45, shadow=0.32)
    if design.shape == "penny":
        slot = smooth((10.2, 4.2), (11.4, 3.2), (12.6, 2.8), (12.0, 4.2), (11.0, 5.0), closed=True)
        drawing.panel(slot, Fabric(toned(fabric.rgb, 0.5), "smooth"), volume=-0.3, shadow=0)
    elif design.shape == "tassel":
        for dx in (0.0, 1.5):
            drawing.panel(
                ribbon(smooth((10.2 + dx, 3.4), (9.0 + dx, 5.0), (8.2 + dx, 7.2)), lambda t: 0.3 + 1.3 * t),
                fabric,
                volume=0.6,
                shadow=0.4,
                folds=[Fold(points((9.0 + dx, 5.4), (8.0 + dx, 7.2)), 0.3, -3)],
            )
    else:
        bit = smooth((9.6, 4.4), (11.2, 3.2), (13.2, 2.6))
        drawing.panel(ribbon(bit, 0.6), solid(GOLD, "metal"), volume=0.5, shadow=0.45)
        for x, y in ((9.4, 4.6), (13.4, 2.6)):
            drawing.panel(
                ribbon(ellipse((x, y), 0.95, 1.15), 0.42), solid(GOLD, "metal"), volume=0.5, shadow=0.4
            )
    top, bottom = (
        smooth((0.2, 9.0), (9, 9.3), (18, 9.3), (27.2, 9.1)),
        smooth((0.5, 10.0), (9, 10.4), (18, 10.3), (27.2, 10.1)),
    )
    sole(
        drawing,
        top,
        bottom,
        solid(BLACK_RUBBER if lightness(fabric.rgb) < 120 else (110, 76, 50), "rubber"),
        volume=0.3,
    )
    drawing.panel(
        points((19.4, 10.0), (27.2, 9.9), (27.0, 12.0), (19.8, 12.0)),
        solid(BLACK_RUBBER, "rubber"),
        volume=0.4,
        shadow=0.2,
    )
    drawing.mark(toe=(0.6, 9.0), heel=(27, 9.0), ankle=(26.4, -0.8), tongue=(13.2, -1.2))
