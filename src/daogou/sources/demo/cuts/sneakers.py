"""Running shoes, court shoes, canvas shoes."""

from dataclasses import replace

from daogou.sources.demo.cuts import closures
from daogou.sources.demo.cuts.cloths import (
    BLACK_RUBBER,
    GUM,
    WHITE_RUBBER,
    lightness,
    main_fabric,
    second_fabric,
    solid,
    toned,
)
from daogou.sources.demo.cuts.soles import laces, opening, sole
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import ellipse, join, part, ribbon, shifted, smooth
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold


def sneaker(drawing: Drawing, design: Design) -> None:
    """Runner, court, high-top or slip-on."""
    {"runner": _runner, "court": _court, "high-top": _canvas_shoe, "slip-on": _canvas_shoe}[design.shape](
        drawing, design
    )


def _runner(drawing: Drawing, design: Design) -> None:
    fabric = main_fabric(design)
    accent = (
        second_fabric(fabric)
        if fabric.second
        else Fabric(toned(fabric.rgb, 0.68 if lightness(fabric.rgb) > 60 else 2.0), "nylon")
    )
    accent = replace(accent, texture="nylon")
    fabric = replace(fabric, zone=None, pattern="plain")
    light = solid(WHITE_RUBBER, "rubber")
    body = join(
        smooth((0.6, 8.6), (0.9, 6.8), (3.4, 5.3), (8.0, 3.9), (12.6, 0.7), (15.4, -1.9)),
        smooth((15.4, -1.9), (18.5, 0.5), (22.5, 0.1), (26.4, -2.4)),
        smooth((26.4, -2.4), (27.3, 1.0), (26.7, 4.8), (27.6, 8.6)),
    )
    collar = smooth(
        (15.2, -2.2), (18.5, -3.2), (22.5, -2.9), (26.6, -2.6), (22.5, 0.6), (18.5, 0.9), closed=True
    )
    opening(drawing, collar, Fabric(toned(fabric.rgb, 0.7), "fleece"))
    tongue = smooth(
        (9.0, 4.0), (12.8, 0.0), (14.4, -3.8), (16.2, -3.6), (15.8, -0.4), (13.5, 3.2), closed=True
    )
    drawing.panel(tongue, accent, volume=0.6)
    bends = [
        Fold(smooth((6.2 + k * 1.3, 4.9 - k * 0.4), (6.8 + k * 1.3, 6.6), (6.6 + k * 1.4, 8.2)), 0.8, -2.2)
        for k in range(3)
    ]
    drawing.panel(body, fabric, folds=bends, volume=1.1, shadow=0.3)
    cap = join(smooth((0.6, 8.6), (0.9, 6.8), (2.9, 5.5), (4.4, 5.9), (5.4, 7.1), (6.4, 8.6)))
    drawing.panel(cap, accent, volume=0.5, shadow=0.3)
    heel = join(
        smooth((27.5, 8.6), (26.7, 4.8), (27.2, 1.2), (26.7, -1.4)),
        smooth((24.6, 0.6), (23.6, 3.6), (21.4, 6.6), (20.6, 8.6)),
    )
    drawing.panel(heel, accent, volume=0.6, shadow=0.3)
    stay = join(smooth((8.1, 4.3), (12.7, 1.0), (15.3, -1.4)), smooth((16.6, 0.2), (14.2, 3.4), (10.4, 6.0)))
    drawing.panel(stay, accent, volume=0.4, shadow=0.3)
    wave = smooth((11.0, 7.9), (14.4, 5.6), (17.2, 5.9), (20.6, 2.4))
    drawing.panel(ribbon(wave, lambda t: 0.4 + 1.3 * t), light, volume=0.3, shadow=0.25)
    laces(
        drawing,
        smooth((8.8, 3.6), (12.4, 0.6), (14.6, -1.7)),
        WHITE_RUBBER if lightness(fabric.rgb) < 190 else toned(accent.rgb, 0.8),
        5,
        1.7,
    )
    top = smooth((0.1, 8.0), (5, 8.4), (14, 8.9), (22, 8.1), (28.2, 7.0))
    bottom = smooth((0.4, 9.4), (3.0, 10.6), (9.0, 10.9), (20, 10.9), (27.4, 10.6), (28.6, 8.4))
    sole(drawing, top, bottom, light, volume=0.8)
    drawing.panel(
        ribbon(part(bottom, 0.1, 0.92), 0.75),
        solid(BLACK_RUBBER if lightness(accent.rgb) < 120 else accent.rgb, "rubber"),
        volume=0.3,
        shadow=0.2,
    )
    drawing.line(shifted(part(top, 0.04, 0.97), 0, 0.9), (150, 152, 156), 0.18, opacity=0.5)
    drawing.mark(toe=(0.4, 8.8), heel=(28.2, 8.6), ankle=(26.5, -2.4), tongue=(14.6, -3.6))


def _court(drawing: Drawing, design: Design) -> None:
    fabric = replace(main_fabric(design), pattern="plain", zone=None)
    accent = (
        replace(second_fabric(main_fabric(design)), texture="leather")
        if design.second
        else Fabric(toned(fabric.rgb, 0.84 if lightness(fabric.rgb) > 60 else 1.6), "leather")
    )
    white = solid(WHITE_RUBBER, "rubber")
    body = join(
        smooth((0.8, 9.2), (0.7, 7.2), (2.8, 5.5), (7.4, 4.9), (12.2, 1.7), (15.0, -1.0)),
        smooth((15.0, -1.0), (18.5, 0.6), (22.5, 0.5), (26.6, -1.5)),
        smooth((26.6, -1.5), (27.4, 2.0), (27.2, 9.2)),
    )
    opening(
        drawing,
        smooth((14.8, -1.4), (18.5, -2.2), (22.5, -2.0), (26.6, -1.7), (22.5, 1.0), (18.5, 1.0), closed=True),
        Fabric(toned(fabric.rgb, 0.75), "fleece"),
    )
    drawing.panel(
        smooth((8.6, 4.8), (12.4, 0.8), (13.8, -3.2), (15.8, -3.0), (15.4, 0.2), (13.0, 3.6), closed=True),
        fabric,
        volume=0.6,
    )
    drawing.panel(body, fabric, volume=1.1, shadow=0.3)
    toe = smooth((0.8, 9.2), (0.8, 7.2), (2.7, 5.7), (6.6, 5.2), (8.2, 6.6), (8.8, 9.2))
    drawing.panel(toe, fabric, volume=0.45, shadow=0.28)
    for k in range(7):
        drawing.line(
            ellipse((3.2 + 0.62 * k, 6.6 + 0.26 * (k % 2)), 0.09, 0.09),
            toned(fabric.rgb, 0.45),
            0.16,
            opacity=0.7,
        )
    stay = join(
        smooth((7.6, 5.2), (12.3, 2.0), (14.9, -0.6)),
        smooth((16.8, 0.6), (14.6, 4.4), (11.6, 7.0), (10.4, 9.0)),
        smooth((8.8, 9.0), (8.4, 6.8), (7.6, 5.2)),
    )
    drawing.panel(stay, fabric, volume=0.4, shadow=0.3)
    heel = join(smooth((27.2, 9.2), (27.3, 3.0), (26.7, -1.0)), smooth((24.4, 0.4), (23.8, 4.0), (22.6, 9.2)))
    drawing.panel(heel, accent, volume=0.5, shadow=0.3)
    stripe = join(
        smooth((13.4, 8.8), (16.6, 5.4), (21.4, 3.4)), smooth((22.4, 5.0), (18.2, 6.6), (16.2, 8.8))
    )
    drawing.panel(stripe, accent, volume=0.25, shadow=0.25)
    for line in (smooth((9.0, 5.6), (12.8, 3.0), (15.4, 0.4)), smooth((24.2, 1.0), (23.4, 4.4), (22.2, 9.0))):
        closures.stitch(drawing, line, fabric.rgb, width=0.12)
    laces(
        drawing,
        smooth((8.4, 4.6), (12.0, 1.5), (14.3, -0.9)),
        WHITE_RUBBER if lightness(fabric.rgb) < 200 else (214, 212, 206),
        5,
        1.9,
    )
    top, bottom = (
        smooth((0.3, 8.6), (8, 9.0), (18, 8.9), (27.8, 8.4)),
        smooth((0.5, 10.2), (2.0, 11.4), (14, 11.6), (26.6, 11.5), (28.1, 10.4)),
    )
    sole(drawing, top, bottom, white, volume=0.55)
    drawing.line(shifted(part(top, 0.02, 0.98), 0, 0.55), (160, 160, 160), 0.14, opacity=0.6, kind="stitch")
    drawing.panel(
        ribbon(part(bottom, 0.1, 0.94) - (0, 0.15), 0.45), solid(GUM, "rubber"), volume=0.2, shadow=0.1
    )
    drawing.mark(toe=(0.6, 9.0), heel=(27.6, 9.0), ankle=(26.6, -1.5), tongue=(14.4, -3.0))


def _canvas_shoe(drawing: Drawing, design: Design) -> None:
    fabric = main_fabric(design)
    fabric = replace(fabric, size=0.55)
    white = solid(WHITE_RUBBER, "rubber")
    high = design.shape == "high-top"
    rise = -7.6 if high else -0.6
    front = (14.4, rise + 0.4) if high else (14.0, 0.2)
    back = (25.9, rise - 0.6)
    rim = smooth(front, ((front[0] + back[0]) / 2, rise + 0.9), back)
    body = join(
        smooth((1.0, 9.4), (1.2, 7.0), (4.0, 5.4), (8.6, 4.2), (12.0, 0.6), front),
        rim,
        smooth(back, (26.4, 0.5), (26.6, 9.4)),
    )
    lip = join(rim, smooth(back, ((front[0] + back[0]) / 2, rise - 1.2), front))
    opening(drawing, lip, Fabric((226, 220, 208), "canvas"))
    if high:
        drawing.panel(
            smooth(
                (9.4, 3.2),
                (12.4, -1.6),
                (12.8, rise - 1.2),
                (15.4, rise - 1.4),
                (15.6, -1.4),
                (13.6, 2.4),
                closed=True,
            ),
            fabric,
            volume=0.5,
        )
    drawing.panel(
        body,
        fabric,
        volume=1.1,
        shadow=0.3,
        folds=[Fold(smooth((7.4 + k, 4.8), (8.2 + k, 6.4), (8.2 + k, 8.0)), 0.8, -2.0) for k in range(2)],
    )
    closures.stitch(drawing, shifted(rim, 0, 0.6), fabric.rgb, width=0.14)
    if high:
        stay = join(
            smooth((9.6, 3.8), (12.6, -0.6), (14.6, rise + 0.6)),
            smooth((16.6, rise + 1.0), (15.2, -0.4), (12.4, 4.4)),
        )
        drawing.panel(stay, replace(fabric, pattern="plain"), volume=0.3, shadow=0.25)
        laces(drawing, smooth((9.6, 3.2), (12.2, -0.8), (14.2, rise + 0.8)), WHITE_RUBBER, 7, 1.7)
        drawing.panel(ellipse((21.4, -1.8), 2.1, 2.1), white, volume=0.3, shadow=0.25)
        drawing.panel(ellipse((21.4, -1.8), 1.3, 1.3), solid((60, 78, 112), "canvas"), volume=0.1, shadow=0.0)
    else:
        gore = smooth((12.2, 2.0), (15.0, 1.4), (16.6, 4.6), (13.6, 5.6), closed=True)
        drawing.panel(gore, Fabric(toned(fabric.rgb, 0.7), "rib", size=0.5), volume=0.3, shadow=0.25)
        vamp = smooth((7.4, 4.9), (10.4, 4.6), (12.6, 6.4), (13.2, 9.0))
        closures.stitch(drawing, vamp, fabric.rgb, width=0.14)
    drawing.panel(
        smooth((0.7, 9.6), (0.6, 7.6), (2.4, 6.0), (5.2, 6.4), (6.6, 9.6)), white, volume=0.6, shadow=0.25
    )
    closures.stitch(drawing, smooth((25.2, rise), (24.9, 2.0), (24.8, 9.0)), fabric.rgb, width=0.14)
    top, bottom = (
        smooth((0.4, 8.7), (8, 9.0), (18, 9.0), (27.1, 8.6)),
        smooth((0.4, 10.4), (2.0, 11.5), (14, 11.6), (26.0, 11.5), (27.3, 10.4)),
    )
    sole(drawing, top, bottom, white, volume=0.5)
    drawing.line(
        shifted(part(top, 0.03, 0.97), 0, 0.7),
        (60, 78, 112) if lightness(fabric.rgb) > 90 else fabric.rgb,
        0.3,
        opacity=0.85,
    )
    drawing.mark(toe=(0.7, 9.2), heel=(27, 9.2), ankle=back, tongue=front)
