"""Watches seen from above, strap straight."""

from dataclasses import replace
from math import cos, pi, sin

from daogou.sources.demo.cuts import closures
from daogou.sources.demo.cuts.cloths import (
    GOLD,
    STEEL,
    lightness,
    main_fabric,
    solid,
    toned,
)
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import (
    ellipse,
    join,
    points,
    ribbon,
    smooth,
)
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Rgb

FACES: tuple[Rgb, ...] = ((242, 240, 234), (36, 42, 62), (36, 36, 40), (226, 214, 190), (44, 74, 66))


def watch(design: Design) -> Drawing:
    """Seen from above, strap straight."""
    drawing, chance = Drawing(), design.random("drawing")
    steel = design.material == "stainless steel"
    fabric = main_fabric(design)
    case = solid(chance.choice((GOLD, STEEL)), "metal") if not steel else replace(fabric, texture="metal")
    strap = replace(fabric, texture="metal") if steel else fabric
    for sign in (-1, 1):
        band = join(
            smooth((-1.05, sign * 1.6), (-0.95, sign * 4.5), (-0.85, sign * (9.2 if sign > 0 else 8.0))),
            smooth((0.85, sign * (9.2 if sign > 0 else 8.0)), (0.95, sign * 4.5), (1.05, sign * 1.6)),
        )
        drawing.panel(band, strap, volume=0.6)
        _strap(drawing, strap, sign, steel=steel)
    if not steel:
        frame = points((-1.15, -8.6), (1.15, -8.6), (1.15, -7.5), (-1.15, -7.5), (-1.15, -8.6))
        drawing.panel(ribbon(frame, 0.22), case, volume=0.4, shadow=0.4)
    for x in (-1, 1):
        for y in (-1, 1):
            drawing.panel(
                smooth(
                    (x * 0.95, y * 1.3),
                    (x * 1.35, y * 1.4),
                    (x * 1.25, y * 2.15),
                    (x * 1.0, y * 2.15),
                    closed=True,
                ),
                case,
                volume=0.5,
            )
    drawing.panel(points((1.9, -0.25), (2.3, -0.25), (2.3, 0.25), (1.9, 0.25)), case, volume=0.4)
    drawing.panel(ellipse((0, 0), 2.0, 2.0), case, volume=0.9, shadow=0.45)
    _dial(drawing, design, case)
    drawing.mark(
        centre=(0, 0),
        strap_top=(0, -8.0),
        strap_bottom=(0, 9.2),
        crown=(2.3, 0),
        case_right=(-2, 0),
        case_left=(2, 0),
    )
    return drawing


def _strap(drawing: Drawing, strap: Fabric, sign: int, *, steel: bool) -> None:
    if steel:
        for k in range(9):
            y = sign * (2.5 + 0.72 * k)
            drawing.line(points((-1.0, y), (1.0, y)), (40, 40, 44), 0.07, opacity=0.75)
        for x in (-0.4, 0.4):
            drawing.line(points((x, sign * 2.0), (x, sign * 8.4)), (40, 40, 44), 0.05, opacity=0.5)
        return
    for x in (-0.78, 0.78):
        closures.stitch(
            drawing, points((x, sign * 2.2), (x * 0.86, sign * 7.6)), strap.rgb, width=0.07, opacity=0.9
        )
    if sign > 0:
        for k in range(5):
            drawing.line(ellipse((0, 5.6 + 0.62 * k), 0.11, 0.14), (26, 24, 22), 0.14, opacity=0.85)


def _dial(drawing: Drawing, design: Design, case: Fabric) -> None:
    face: Rgb = FACES[design.random("face").randrange(len(FACES))]
    ink: Rgb = (40, 40, 44) if lightness(face) > 120 else (232, 230, 224)
    drawing.panel(ellipse((0, 0), 1.68, 1.68), solid(face, "silk"), volume=-0.15, shadow=0)
    for hour in range(12):
        a = hour * pi / 6
        inner = 1.28 if hour % 3 else 1.16
        drawing.line(
            points((inner * sin(a), -inner * cos(a)), (1.52 * sin(a), -1.52 * cos(a))),
            ink,
            0.09 if hour % 3 else 0.14,
        )
    if design.shape == "chronograph":
        for x, y in ((-0.68, 0), (0.68, 0), (0, 0.72)):
            drawing.panel(
                ellipse((x, y), 0.4, 0.4),
                solid(toned(face, 0.86 if lightness(face) > 120 else 1.6), "smooth"),
                volume=0.0,
                shadow=0.2,
            )
            drawing.line(points((x, y), (x + 0.16, y - 0.24)), ink, 0.05)
        for y in (-0.9, 0.9):
            drawing.panel(
                points((1.75, y - 0.2), (2.2, y - 0.2), (2.2, y + 0.2), (1.75, y + 0.2)),
                case,
                volume=0.4,
                shadow=0.3,
            )
    # ten past ten frames the maker's name, as every watch advertisement has it
    for angle, length, width in ((-pi / 3.2, 0.85, 0.13), (pi / 3, 1.25, 0.1)):
        drawing.panel(
            ribbon(
                points((-0.2 * sin(angle), 0.2 * cos(angle)), (length * sin(angle), -length * cos(angle))),
                width,
            ),
            solid(ink, "gloss"),
            volume=0.2,
            shadow=0.35,
        )
    drawing.line(points((0, 0.3), (0.12, -1.35)), (190, 60, 50), 0.05)
    drawing.panel(ellipse((0, 0), 0.12, 0.12), case, volume=0.2, shadow=0.3)
