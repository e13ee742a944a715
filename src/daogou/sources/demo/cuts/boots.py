"""Chelsea boots, lace-up boots, knee-high boots, heeled ankle boots."""

from daogou.sources.demo.cuts import closures
from daogou.sources.demo.cuts.cloths import BLACK_RUBBER, lightness, main_fabric, solid, toned
from daogou.sources.demo.cuts.soles import INSOLE, heeled_sole, laces, opening, sole
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import join, part, points, ribbon, shifted, smooth
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold


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
    opening(
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
    drawing.mark(
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
        laces(
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
        heeled_sole(drawing, main_fabric(design), height=lift + 1.4, block=True)
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
    sole(drawing, top, bottom, rubber, volume=0.5)
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
        drawing.line(
            shifted(part(top, 0.02, 0.98), 0, 0.45), (214, 176, 84), 0.16, opacity=0.9, kind="stitch"
        )
