"""Sunglasses from the front, temples folded back behind the frame."""

from dataclasses import replace

from daogou.sources.demo.cuts.cloths import (
    STEEL,
    main_fabric,
    solid,
    toned,
)
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import (
    Points,
    ellipse,
    mirror,
    ribbon,
    smooth,
)
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Rgb

LENSES: tuple[Rgb, ...] = ((56, 58, 62), (78, 58, 44), (52, 70, 66), (60, 62, 84))


def sunglasses(design: Design) -> Drawing:
    """From the front, temples folded back behind the frame."""
    drawing = Drawing(stands=True)
    frame = replace(main_fabric(design), size=0.28)
    lens_rgb = LENSES[design.random("lens").randrange(len(LENSES))]
    for side in (-1, 1):
        temple = smooth((side * 6.9, -0.9), (side * 7.3, -2.6), (side * 6.2, -3.4), (side * 3.0, -3.2))
        drawing.panel(ribbon(temple, 0.7), frame, tone=0.6, volume=0.5)
    rim, lens = _eye(design.shape)
    for side in (-1, 1):
        turn = (lambda c: c) if side == 1 else mirror
        drawing.panel(turn(rim), frame, volume=0.7, shadow=0.3)
        glass = Fabric(lens_rgb, "gloss", second=toned(lens_rgb, 2.3), zone=(-1.4, 3.0))
        drawing.panel(turn(lens), glass, volume=0.12, shadow=0.0)
        shine = smooth(
            (side * 3.6 - 1.1, -1.1),
            (side * 3.6 - 0.3, -1.4),
            (side * 3.6 - 0.9, 1.3),
            (side * 3.6 - 1.5, 1.4),
            closed=True,
        )
        drawing.panel(
            shine, solid((255, 255, 255), "smooth"), volume=0, shadow=0, opacity=0.16, clip=turn(lens)
        )
        drawing.panel(
            smooth(
                (side * 6.9, -1.5), (side * 7.5, -1.4), (side * 7.4, -0.4), (side * 6.7, -0.3), closed=True
            ),
            frame,
            volume=0.5,
        )
        drawing.panel(ellipse((side * 6.9, -1.0), 0.16, 0.1), solid(STEEL, "metal"), volume=0.2, shadow=0.2)
    bridge = smooth((-1.35, -0.7), (-0.6, -1.25), (0.6, -1.25), (1.35, -0.7))
    drawing.panel(ribbon(bridge, 0.62), frame, volume=0.6, shadow=0.25)
    drawing.mark_both(hinge=(7.0, -0.9), lens=(3.8, 0.3))
    drawing.mark(bridge=(0, -1.2))
    return drawing


def _eye(shape: str) -> tuple[Points, Points]:
    """Rim and lens of the wearer's left eye."""
    if shape == "round":
        return ellipse((3.9, 0.3), 2.85, 2.75), ellipse((3.9, 0.3), 2.35, 2.25)
    if shape == "cat-eye":
        rim = smooth(
            (1.1, -0.7),
            (3.2, -1.5),
            (6.0, -2.3),
            (7.5, -2.5),
            (6.9, 0.4),
            (5.2, 2.4),
            (3.0, 2.3),
            (1.4, 1.0),
            closed=True,
        )
    else:
        rim = smooth(
            (1.0, -1.3),
            (3.6, -1.8),
            (6.6, -1.6),
            (6.9, 0.2),
            (6.3, 2.2),
            (3.8, 2.7),
            (1.7, 2.1),
            (1.0, 0.4),
            closed=True,
        )
    middle = rim.mean(axis=0)
    return rim, (rim - middle) * 0.81 + middle
