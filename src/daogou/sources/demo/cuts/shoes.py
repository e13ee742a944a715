"""Shoes from the side, toe to the left, a pair: the far one stands behind, a little to the right."""

from collections.abc import Callable
from dataclasses import replace

from daogou.sources.demo.cuts import closures
from daogou.sources.demo.cuts.cloths import (
    BLACK_RUBBER,
    GOLD,
    GUM,
    STEEL,
    WHITE_RUBBER,
    lightness,
    main_fabric,
    second_fabric,
    solid,
    toned,
)
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import Points, ellipse, join, part, points, ribbon, smooth
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold, Line, Panel

INSOLE = (206, 178, 142)


def pair(design: Design) -> Drawing:
    """Two shoes: the same drawing twice."""
    one = Drawing()
    ONES[design.kind["builder"]](one, design)
    drawing = Drawing(stands=True)
    drawing.layers = [_moved(layer, 5.2, -3.4, 0.9) for layer in one.layers] + one.layers
    drawing.landmarks = one.landmarks
    return drawing


def _moved(layer: Panel | Line, dx: float, dy: float, tone: float) -> Panel | Line:
    if isinstance(layer, Line):
        return replace(layer, path=layer.path + (dx, dy))
    folds = tuple(replace(f, path=f.path + (dx, dy)) for f in layer.folds)
    clip = None if layer.clip is None else layer.clip + (dx, dy)
    return replace(layer, outline=layer.outline + (dx, dy), folds=folds, clip=clip, tone=layer.tone * tone)


def _opening(drawing: Drawing, rim: Points, fabric: Fabric) -> None:
    """The dark inside seen over the rim."""
    drawing.panel(rim, fabric, tone=0.5, volume=-0.3, shadow=0)


def _sole(drawing: Drawing, upper: Points, bottom: Points, fabric: Fabric, *, volume: float = 0.6) -> None:
    drawing.panel(join(upper, bottom[::-1]), fabric, volume=volume, shadow=0.3)


def sneaker(drawing: Drawing, design: Design) -> None:
    """Runner, court, high-top or slip-on."""
    {"runner": _runner, "court": _court, "high-top": _canvas_shoe, "slip-on": _canvas_shoe}[design.shape](
        drawing, design
    )


def _laces(drawing: Drawing, tongue: Points, colour: tuple[int, int, int], count: int, reach: float) -> None:
    for number in range(count):
        x, y = tongue[int((0.06 + 0.88 * number / max(count - 1, 1)) * (len(tongue) - 1))]
        lace = smooth((x - 0.5, y - 0.35), (x + reach * 0.5, y + 0.1), (x + reach, y + 1.1))
        drawing.panel(ribbon(lace, 0.55), solid(colour, "fine knit"), volume=0.5, shadow=0.35)
        drawing.panel(
            ellipse((x + reach, y + 1.1), 0.26, 0.26), solid(STEEL, "metal"), volume=0.2, shadow=0.2
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
    body = join(smooth((0.6, 8.6), (0.9, 6.8), (3.4, 5.3), (8.0, 3.9), (12.6, 0.7), (15.4, -1.9)), smooth((15.4, -1.9), (18.5, 0.5), (22.5, 0.1), (26.4, -2.4)),
                smooth((26.4, -2.4), (27.3, 1.0), (26.7, 4.8), (27.6, 8.6)))  # fmt: skip
    collar = smooth(
        (15.2, -2.2), (18.5, -3.2), (22.5, -2.9), (26.6, -2.6), (22.5, 0.6), (18.5, 0.9), closed=True
    )
    _opening(drawing, collar, Fabric(toned(fabric.rgb, 0.7), "fleece"))
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
    _laces(
        drawing,
        smooth((8.8, 3.6), (12.4, 0.6), (14.6, -1.7)),
        WHITE_RUBBER if lightness(fabric.rgb) < 190 else toned(accent.rgb, 0.8),
        5,
        1.7,
    )
    top = smooth((0.1, 8.0), (5, 8.4), (14, 8.9), (22, 8.1), (28.2, 7.0))
    bottom = smooth((0.4, 9.4), (3.0, 10.6), (9.0, 10.9), (20, 10.9), (27.4, 10.6), (28.6, 8.4))
    _sole(drawing, top, bottom, light, volume=0.8)
    drawing.panel(
        ribbon(part(bottom, 0.1, 0.92), 0.75),
        solid(BLACK_RUBBER if lightness(accent.rgb) < 120 else accent.rgb, "rubber"),
        volume=0.3,
        shadow=0.2,
    )
    drawing.line(part(top, 0.04, 0.97) + (0, 0.9), (150, 152, 156), 0.18, opacity=0.5)
    _marks(drawing, toe=(0.4, 8.8), heel=(28.2, 8.6), ankle=(26.5, -2.4), tongue=(14.6, -3.6))


def _court(drawing: Drawing, design: Design) -> None:
    fabric = replace(main_fabric(design), pattern="plain", zone=None)
    accent = (
        replace(second_fabric(main_fabric(design)), texture="leather")
        if design.second
        else Fabric(toned(fabric.rgb, 0.84 if lightness(fabric.rgb) > 60 else 1.6), "leather")
    )
    white = solid(WHITE_RUBBER, "rubber")
    body = join(smooth((0.8, 9.2), (0.7, 7.2), (2.8, 5.5), (7.4, 4.9), (12.2, 1.7), (15.0, -1.0)), smooth((15.0, -1.0), (18.5, 0.6), (22.5, 0.5), (26.6, -1.5)),
                smooth((26.6, -1.5), (27.4, 2.0), (27.2, 9.2)))  # fmt: skip
    _opening(
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
    _laces(
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
    _sole(drawing, top, bottom, white, volume=0.55)
    drawing.line(part(top, 0.02, 0.98) + (0, 0.55), (160, 160, 160), 0.14, opacity=0.6, kind="stitch")
    drawing.panel(
        ribbon(part(bottom, 0.1, 0.94) - (0, 0.15), 0.45), solid(GUM, "rubber"), volume=0.2, shadow=0.1
    )
    _marks(drawing, toe=(0.6, 9.0), heel=(27.6, 9.0), ankle=(26.6, -1.5), tongue=(14.4, -3.0))


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
    _opening(drawing, lip, Fabric((226, 220, 208), "canvas"))
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
    closures.stitch(drawing, rim + (0, 0.6), fabric.rgb, width=0.14)
    if high:
        stay = join(
            smooth((9.6, 3.8), (12.6, -0.6), (14.6, rise + 0.6)),
            smooth((16.6, rise + 1.0), (15.2, -0.4), (12.4, 4.4)),
        )
        drawing.panel(stay, replace(fabric, pattern="plain"), volume=0.3, shadow=0.25)
        _laces(drawing, smooth((9.6, 3.2), (12.2, -0.8), (14.2, rise + 0.8)), WHITE_RUBBER, 7, 1.7)
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
    _sole(drawing, top, bottom, white, volume=0.5)
    drawing.line(
        part(top, 0.03, 0.97) + (0, 0.7),
        (60, 78, 112) if lightness(fabric.rgb) > 90 else fabric.rgb,
        0.3,
        opacity=0.85,
    )
    _marks(drawing, toe=(0.7, 9.2), heel=(27, 9.2), ankle=back, tongue=front)


def boot(drawing: Drawing, design: Design) -> None:
    """Chelsea, lace-up, knee-high or heeled ankle boot."""
    fabric = main_fabric(design)
    tall = {"chelsea": -9.0, "lace-up": -11.5, "knee-high": -27.0, "heeled-ankle": -8.0}[design.shape]
    heeled = design.shape in ("heeled-ankle", "knee-high")
    lift = 4.6 if heeled else 0.0
    wide = 2.2 if design.shape == "knee-high" else 0.0
    front, back = (14.6 - wide * 0.6, tall), (25.4 + wide * 0.5, tall - 0.8)
    rim = smooth(front, ((front[0] + back[0]) / 2, tall + 0.5), back)
    toe_y = 9.2
    body = join(
        smooth(
            (0.7, toe_y),
            (0.8, 7.3),
            (3.0, 5.7),
            (7.6, 4.8),
            (11.6, 2.2 - lift * 0.1),
            (14.2, -2.6),
            (14.8 - wide * 0.3, tall * 0.55),
            front,
        ),
        rim,
        smooth(
            back,
            (24.9 + wide * 0.6, tall * 0.55),
            (24.6, -1.0 - lift * 0.4),
            (26.4, 4.6 - lift),
            (26.5, 9.2 - lift),
        ),
        smooth((26.5, 9.2 - lift), (18.0, 9.2 - lift * 0.85), (10.0, toe_y), (0.7, toe_y)),
    )
    _opening(
        drawing,
        join(rim, smooth(back, ((front[0] + back[0]) / 2, tall - 1.6), front)),
        solid(INSOLE, "leather"),
    )
    ankle = [
        Fold(
            smooth((13.6 + k * 0.4, 0.4 - 2.4 * k), (18, 1.2 - 2.2 * k), (22.5, 0.0 - 2.4 * k)),
            1.1,
            (2.6, -2.6, 2.0)[k],
        )
        for k in range(3)
    ]
    if design.shape == "knee-high":
        ankle += [
            Fold(smooth((14.5, -8 - 5 * k), (19, -7 - 5 * k), (24, -8.4 - 5 * k)), 1.6, (-1) ** k * 1.8)
            for k in range(3)
        ]
    drawing.panel(body, fabric, folds=ankle, volume=1.25, shadow=0.3)
    _boot_details(drawing, design, fabric, tall)
    _boot_sole(drawing, design, lift)
    _marks(
        drawing,
        toe=(0.7, 8.6),
        heel=(26.5, 9.0 - lift),
        ankle=(24.7, -1.0),
        shaft_back=back,
        shaft_front=front,
    )


def _boot_details(drawing: Drawing, design: Design, fabric: Fabric, tall: float) -> None:
    if design.shape == "chelsea":
        gore = smooth(
            (17.2, tall + 0.6), (21.4, tall + 0.4), (21.2, -2.0), (19.4, 1.6), (17.6, -2.0), closed=True
        )
        drawing.panel(
            gore,
            Fabric(toned(fabric.rgb, 0.6) if lightness(fabric.rgb) > 60 else (24, 24, 26), "rib", size=0.4),
            volume=0.3,
            shadow=0.3,
        )
        drawing.panel(
            ribbon(smooth((24.6, tall + 1.4), (25.4, tall - 2.4), (26.6, tall + 1.2)), 0.9),
            fabric,
            volume=0.4,
            shadow=0.3,
        )
    elif design.shape == "lace-up":
        stay = join(
            smooth((9.4, 4.4), (12.6, 1.4), (14.9, -3.4), (15.4, tall + 0.4)),
            smooth((17.6, tall + 0.6), (17.2, -2.6), (14.6, 2.6), (11.8, 5.6)),
        )
        drawing.panel(stay, fabric, volume=0.4, shadow=0.3)
        _laces(
            drawing,
            smooth((10.2, 3.9), (13.2, 0.6), (14.6, -4.0), (14.9, tall + 1.0)),
            (70, 56, 40) if lightness(fabric.rgb) > 70 else (28, 28, 30),
            8,
            1.8,
        )
        drawing.panel(
            ribbon(smooth((14.8, tall + 0.3), (20, tall + 1.0), (25.4, tall - 0.4)), 1.5),
            Fabric(toned(fabric.rgb, 0.75), "suede"),
            volume=0.6,
            shadow=0.25,
        )
    else:
        closures.stitch(
            drawing, smooth((20.4, tall + 0.8), (20.2, tall * 0.4), (19.8, 3.4)), fabric.rgb, width=0.13
        )
        drawing.seam(smooth((20.0, tall + 0.8), (19.8, tall * 0.4), (19.4, 3.4)), opacity=0.8)
    drawing.seam(smooth((8.2, 5.0), (11.0, 5.6), (13.0, 7.2), (13.4, 9.0)), opacity=0.6)
    drawing.seam(smooth((22.4, 8.0), (22.2, 4.0), (24.0, 1.0), (24.8, -0.6)), opacity=0.5)


def _boot_sole(drawing: Drawing, design: Design, lift: float) -> None:
    if lift:
        _heeled_sole(drawing, main_fabric(design), height=lift + 1.4, block=True)
        return
    lug = design.shape == "lace-up"
    thick = 2.6 if lug else 1.5
    rubber = solid(
        BLACK_RUBBER if lug or lightness(main_fabric(design).rgb) < 120 else (96, 66, 44), "rubber"
    )
    top = smooth((0.2, 8.8), (9, 9.2), (19, 9.2), (27.2, 9.0))
    bottom = smooth(
        (0.4, 8.8 + thick), (2, 9.3 + thick), (15, 9.3 + thick), (26.6, 9.3 + thick), (27.3, 9.0 + thick)
    )
    _sole(drawing, top, bottom, rubber, volume=0.5)
    drawing.panel(
        points((18.6, 10.2), (27.2, 10.2), (27.0, 10.2 + thick), (19.2, 10.2 + thick)),
        rubber,
        volume=0.4,
        shadow=0.2,
    )
    if lug:
        for x in range(2, 26, 2):
            drawing.panel(
                points((x, 10.8), (x + 1.2, 10.8), (x + 1.1, 12.6), (x + 0.1, 12.6)),
                rubber,
                volume=0.3,
                shadow=0.3,
            )
        drawing.line(part(top, 0.02, 0.98) + (0, 0.45), (214, 176, 84), 0.16, opacity=0.9, kind="stitch")


def _heeled_sole(
    drawing: Drawing, fabric: Fabric, *, height: float, block: bool, kitten: bool = False
) -> None:
    """A thin sole that rises to the heel, and the heel."""
    y = 9.2
    rise = height - 1.4
    path = smooth(
        (0.6, y + 0.1), (6, y + 0.5), (11.5, y + 0.2), (18.5, y - rise * 0.72), (26.4, y - rise + 0.2)
    )
    drawing.panel(
        ribbon(path, 0.75),
        solid(toned(fabric.rgb, 0.5) if lightness(fabric.rgb) > 70 else (32, 30, 30), "rubber"),
        volume=0.3,
        shadow=0.2,
    )
    top = y - rise
    if block:
        heel = join(
            smooth((20.6, top + 0.6), (21.2, top + rise * 0.5), (21.4, y + 1.0)),
            smooth((26.2, y + 1.0), (26.4, top + rise * 0.5), (26.7, top + 0.1)),
        )
    else:
        foot = (24.4, 25.6) if kitten else (25.2, 26.1)
        heel = join(
            smooth((21.6, top + 0.5), (foot[0] - 0.8, top + rise * 0.35), (foot[0], y + 1.0)),
            smooth((foot[1], y + 1.0), (26.4, top + rise * 0.4), (26.8, top)),
        )
    drawing.panel(heel, Fabric(toned(fabric.rgb, 0.92), fabric.texture), volume=0.8, shadow=0.25)
    base = 21.4 if block else (24.3 if kitten else 25.1)
    drawing.panel(
        points(
            (base, y + 0.8),
            (26.2 if block else 25.7, y + 0.8),
            (26.2 if block else 25.7, y + 1.4),
            (base, y + 1.4),
        ),
        solid(BLACK_RUBBER, "rubber"),
        volume=0.2,
        shadow=0,
    )


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
    inside = smooth(
        (7.8, 6.0),
        (13, 6.2 - rise * 0.35),
        (20, 4.6 - rise * 0.9),
        (26.2, 2.6 - rise),
        (22, 2.2 - rise),
        (14, 3.0 - rise * 0.4),
        closed=True,
    )
    _opening(drawing, inside + (0, 0.2), solid(INSOLE, "leather"))
    upper = _pump_upper(rise, toe, 7.4)
    if design.shape == "slingback":
        upper = join(
            upper[:42],
            smooth((12.6, 6.6 - rise * 0.3), (14.6, 7.4 - rise * 0.42), (16.4, 8.9 - rise * 0.6)),
            upper[-44:-1],
        )
        strap = smooth(
            (13.2, 6.8 - rise * 0.34), (20, 4.9 - rise * 0.8), (26.4, 3.6 - rise), (26.9, 5.0 - rise)
        )
        drawing.panel(ribbon(strap, 0.75), fabric, volume=0.4)
    _heeled_sole(
        drawing,
        fabric,
        height=rise + 1.4,
        block=design.shape in ("block", "mary-jane"),
        kitten=design.shape == "slingback",
    )
    drawing.panel(upper, fabric, volume=1.2, shadow=0.3)
    if design.shape == "slingback":
        insole = smooth((15.4, 8.9 - rise * 0.56), (18.5, 8.6 - rise * 0.74), (22.5, 8.4 - rise * 0.92), (26.6, 8.5 - rise))
        drawing.panel(ribbon(insole, 0.6), solid(INSOLE, "leather"), volume=0.3)
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
    edge = part(upper, 0.22, 0.62) if design.shape != "slingback" else part(upper, 0.2, 0.45)
    drawing.line(edge + (0, 0.3), toned(fabric.rgb, 0.6), 0.12, opacity=0.5)
    _marks(drawing, toe=(toe, 9.0), heel=(26.6, 9.2 - rise), ankle=(26.2, 2.8 - rise), throat=(7.4, 6.0))


def flat(drawing: Drawing, design: Design) -> None:
    """A ballet flat with a bow or an ankle strap."""
    fabric = main_fabric(design)
    inside = smooth((6.8, 6.4), (14, 6.6), (21, 5.4), (26.2, 3.6), (21, 3.4), (13, 4.6), closed=True)
    _opening(drawing, inside, solid(INSOLE, "leather"))
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
    _marks(drawing, toe=(0.5, 9.0), heel=(26.7, 9.0), ankle=(26.2, 2.8), throat=(6.4, 6.2))


def loafer(drawing: Drawing, design: Design) -> None:
    """Penny, tassel or horsebit loafer."""
    fabric = main_fabric(design)
    inside = smooth((13.4, 0.6), (18, 1.2), (22, 1.0), (26.2, -0.8), (21, -1.6), (16, -0.8), closed=True)
    _opening(drawing, inside, solid(INSOLE, "leather"))
    body = join(
        smooth((0.6, 9.2), (0.7, 7.2), (3.0, 5.6), (7.4, 4.6), (11.4, 1.8), (13.2, -1.2)),
        smooth((13.2, -1.2), (15.0, 1.8), (19.0, 2.0), (23, 1.2), (26.4, -0.8)),
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
        smooth((8.6, 3.9), (10.8, 2.2), (12.2, 0.6)),
        smooth((14.4, 2.2), (15.2, 5.2), (16.4, 9.0)),
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
    _sole(
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
    _marks(drawing, toe=(0.6, 9.0), heel=(27, 9.0), ankle=(26.4, -0.8), tongue=(13.2, -1.2))


def sandal(drawing: Drawing, design: Design) -> None:
    """Strappy flat, slide, or block heel."""
    fabric = main_fabric(design)
    rise = 5.2 if design.shape == "heeled-sandal" else 0.3
    bed = smooth((0.8, 8.7), (6, 9.0), (11.5, 8.8), (18.5, 8.9 - rise * 0.72), (26.6, 8.8 - rise))
    if design.shape == "slide":
        _sole(drawing, bed + (0, -0.2), bed + (0, 2.3), solid((92, 74, 58), "rubber"), volume=0.6)
        drawing.panel(ribbon(bed + (0, -0.2), 0.8), solid(INSOLE, "suede"), volume=0.3, shadow=0.1)
        for x, w in ((5.0, 4.4), (11.0, 4.0)):
            strap = join(
                smooth((x - w / 2, 9.6), (x - w / 2 + 1.0, 6.0), (x + 0.9, 4.1 - (x - 5) * 0.12)),
                smooth((x + w / 2 + 1.6, 5.0 - (x - 5) * 0.12), (x + w / 2 + 1.2, 7.4), (x + w / 2, 9.6)),
            )
            drawing.panel(strap, fabric, volume=0.9, shadow=0.4)
            drawing.panel(
                ribbon(ellipse((x + 1.6, 6.6), 0.8, 0.9), 0.3), solid(GOLD, "metal"), volume=0.4, shadow=0.4
            )
        _marks(drawing, toe=(0.8, 9), heel=(26.6, 9), ankle=(24.0, 8.4), strap=(11, 4.0))
        return
    if rise > 1:
        _heeled_sole(drawing, fabric, height=rise + 1.4, block=True)
    else:
        _sole(drawing, bed, bed + (0, 1.6), solid((84, 62, 46), "rubber"), volume=0.5)
    drawing.panel(ribbon(bed, 0.8), solid(INSOLE, "leather"), volume=0.3, shadow=0.1)
    back = smooth((25.4, 8.6 - rise), (26.8, 5.4 - rise), (25.6, 2.2 - rise), (25.2, 0.4 - rise))
    drawing.panel(ribbon(back, 1.3), fabric, volume=0.6)
    ankle = smooth(
        (25.4, 1.0 - rise),
        (20.0, 0.9 - rise * 0.95),
        (15.8, 0.0 - rise * 0.86),
        (20, -1.6 - rise),
        (25.2, 0.0 - rise),
    )
    drawing.panel(ribbon(ankle, 0.9), fabric, volume=0.5, shadow=0.35)
    drawing.panel(
        ribbon(ellipse((20.8, 1.0 - rise), 0.75, 0.75), 0.32), solid(GOLD, "metal"), volume=0.4, shadow=0.4
    )
    for x, w, h in ((4.2, 1.5, 2.6), (7.8, 1.7, 3.4)):
        strap = join(
            smooth((x - w, 9.4), (x - w * 0.4, 9.0 - h * 0.8), (x + 0.5, 8.8 - h)),
            smooth((x + w, 9.2 - h * 0.8), (x + w * 1.2, 9.4)),
        )
        drawing.panel(strap, fabric, volume=0.8, shadow=0.4)
    if rise <= 1:
        drawing.panel(
            ribbon(smooth((8.2, 5.6), (11.5, 3.0), (16.2, 0.3)), 1.0), fabric, volume=0.5, shadow=0.35
        )
    _marks(drawing, toe=(0.8, 9), heel=(26.6, 9 - rise), ankle=(25.3, 0.6 - rise), strap=(7.8, 5.6))


def _marks(drawing: Drawing, **named: tuple[float, float]) -> None:
    drawing.mark(**named)


ONES: dict[str, Callable[[Drawing, Design], None]] = {
    "sneaker": sneaker, "boot": boot, "heel": heel, "sandal": sandal, "loafer": loafer, "flat": flat,
}  # fmt: skip
