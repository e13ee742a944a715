"""What all shoes share: soles, heels, laces, the inside seen over the rim."""

from daogou.sources.demo.cuts.cloths import BLACK_RUBBER, STEEL, lightness, solid, toned
from daogou.sources.demo.studio.curves import Points, ellipse, join, points, ribbon, smooth
from daogou.sources.demo.studio.drawing import Drawing, Fabric

INSOLE = (206, 178, 142)


def opening(drawing: Drawing, rim: Points, fabric: Fabric) -> None:
    """The dark inside seen over the rim."""
    drawing.panel(rim, fabric, tone=0.5, volume=-0.3, shadow=0)


def sole(drawing: Drawing, upper: Points, bottom: Points, fabric: Fabric, *, volume: float = 0.6) -> None:
    """A sole between the line where it meets the upper and the line of the ground."""
    drawing.panel(join(upper, bottom[::-1]), fabric, volume=volume, shadow=0.3)


def laces(drawing: Drawing, tongue: Points, colour: tuple[int, int, int], count: int, reach: float) -> None:
    """Laces across a tongue\'s edge, each ending in a metal eyelet."""
    for number in range(count):
        x, y = tongue[int((0.06 + 0.88 * number / max(count - 1, 1)) * (len(tongue) - 1))]
        lace = smooth((x - 0.5, y - 0.35), (x + reach * 0.5, y + 0.1), (x + reach, y + 1.1))
        drawing.panel(ribbon(lace, 0.55), solid(colour, "fine knit"), volume=0.5, shadow=0.35)
        drawing.panel(
            ellipse((x + reach, y + 1.1), 0.26, 0.26), solid(STEEL, "metal"), volume=0.2, shadow=0.2
        )


def heeled_sole(
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
