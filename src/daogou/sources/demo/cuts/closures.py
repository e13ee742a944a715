"""Buttons, plackets, zips, pockets, stitches: what is sewn on."""

from daogou.sources.demo.cuts.cloths import STEEL, solid, thread
from daogou.sources.demo.studio.curves import Points, ellipse, join, points, ribbon, smooth
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Rgb


def button(drawing: Drawing, x: float, y: float, radius: float, colour: Rgb, *, metal: bool = False) -> None:
    """A round button with four holes, or a metal one with a rim."""
    drawing.panel(
        ellipse((x, y), radius, radius),
        solid(colour, "metal" if metal else "gloss"),
        volume=0.35,
        shadow=0.45,
    )
    if metal:
        drawing.line(ellipse((x, y), radius * 0.6, radius * 0.6), (90, 80, 60), 0.1, opacity=0.5)
        return
    for dx in (-0.3, 0.3):
        for dy in (-0.3, 0.3):
            hole = ellipse((x + dx * radius, y + dy * radius), radius * 0.13, radius * 0.13)
            drawing.line(hole, (30, 28, 26), radius * 0.18, opacity=0.75)


def buttons(
    drawing: Drawing, x: float, top: float, bottom: float, count: int, radius: float, colour: Rgb
) -> None:
    """A column of buttons."""
    for number in range(count):
        button(drawing, x, top + (bottom - top) * number / max(count - 1, 1), radius, colour)


def placket(drawing: Drawing, top: float, bottom: float, half: float, fabric: Fabric) -> None:
    """A strip down the middle with a line of stitches on each side."""
    strip = points((-half, top), (half, top), (half, bottom), (-half, bottom))
    drawing.panel(strip, fabric, volume=0.22, shadow=0.22)
    for x in (-half * 0.78, half * 0.78):
        stitch(drawing, points((x, top), (x, bottom)), fabric.rgb)


def stitch(drawing: Drawing, path: Points, on: Rgb, *, width: float = 0.17, opacity: float = 0.6) -> None:
    """A row of stitches in thread that suits the cloth."""
    drawing.line(path, thread(on), width, opacity=opacity, kind="stitch")


def zip_(drawing: Drawing, path: Points, colour: Rgb, *, width: float = 1.1, pull: bool = True) -> None:
    """Tape, teeth and a slider at the top."""
    drawing.panel(ribbon(path, width), solid(colour, "fine knit"), volume=0.15, shadow=0.25)
    drawing.line(path, STEEL, width * 0.42, opacity=0.85, kind="stitch")
    drawing.line(path, (60, 60, 64), width * 0.1, opacity=0.7)
    if pull:
        x, y = float(path[0, 0]), float(path[0, 1]) + 1.0
        drawing.panel(
            points((x - 0.45, y), (x + 0.45, y), (x + 0.3, y + 2.3), (x - 0.3, y + 2.3)),
            solid(STEEL, "metal"),
            volume=0.3,
            shadow=0.4,
        )


def patch_pocket(
    drawing: Drawing,
    x: float,
    y: float,
    width: float,
    height: float,
    fabric: Fabric,
    *,
    pointed: bool = False,
    flap: bool = False,
) -> None:
    """A pocket sewn on, its top left at (x, y)."""
    foot = height - (1.2 if pointed else 0.0)
    corners = [(x, y), (x + width, y), (x + width, y + foot)]
    corners += [(x + width / 2, y + height)] if pointed else []
    outline = points(*corners, (x, y + foot))
    drawing.panel(outline, fabric, volume=0.22, shadow=0.25)
    inset = points(
        (x + 0.4, y + 1.6),
        (x + 0.4, y + foot - 0.4),
        *([(x + width / 2, y + height - 0.45)] if pointed else []),
        (x + width - 0.4, y + foot - 0.4),
        (x + width - 0.4, y + 1.6),
        (x + 0.4, y + 1.6),
    )
    stitch(drawing, inset, fabric.rgb)
    if flap:
        flap_pocket(drawing, x - 0.2, y - 0.8, width + 0.4, height * 0.3, fabric)


def flap_pocket(
    drawing: Drawing, x: float, y: float, width: float, height: float, fabric: Fabric, *, tilt: float = 0.0
) -> None:
    """A flap over a pocket's mouth; ``tilt`` lowers its right end."""
    flap = join(
        points((x, y), (x + width, y + tilt)),
        smooth(
            (x + width, y + tilt + height * 0.8),
            (x + width * 0.9, y + tilt + height),
            (x + width * 0.1, y + height),
            (x, y + height * 0.8),
        ),
    )
    drawing.panel(flap, fabric, volume=0.3, shadow=0.35)


def welt(
    drawing: Drawing, start: tuple[float, float], end: tuple[float, float], fabric: Fabric, width: float = 1.5
) -> None:
    """A slanted strip at a pocket's mouth."""
    drawing.panel(ribbon(points(start, end), width), fabric, volume=0.4, shadow=0.35)


def cord(drawing: Drawing, path: Points, colour: Rgb, width: float = 0.55, *, tip: bool = True) -> None:
    """A hanging cord with a metal tip."""
    drawing.panel(ribbon(path, width), solid(colour, "fine knit"), volume=0.35, shadow=0.35)
    if tip:
        drawing.panel(
            ribbon(path[-max(2, len(path) // 9) :], width * 1.25),
            solid(STEEL, "metal"),
            volume=0.3,
            shadow=0.2,
        )


def rib(drawing: Drawing, outline: Points, fabric: Fabric, *, volume: float = 0.7) -> None:
    """A knitted band: a cuff or a hem."""
    drawing.panel(outline, Fabric(fabric.rgb, "rib", seed=fabric.seed), volume=volume, shadow=0.25)


def buttons_metal(drawing: Drawing, x: float, top: float, bottom: float, count: int, radius: float) -> None:
    """A column of metal buttons."""
    for number in range(count):
        button(
            drawing, x, top + (bottom - top) * number / max(count - 1, 1), radius, (206, 160, 90), metal=True
        )
