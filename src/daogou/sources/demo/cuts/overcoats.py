"""What is on the front of coats, blazers and trench coats."""

from daogou.sources.demo.cuts import closures
from daogou.sources.demo.cuts.body import Body
from daogou.sources.demo.cuts.cloths import (
    HORN,
    WOOD,
    plain,
    solid,
)
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import (
    join,
    mirror,
    points,
    ribbon,
    smooth,
)
from daogou.sources.demo.studio.drawing import Drawing, Fabric


def _edge(drawing: Drawing, x: float, depth: float, body: Body, *, curve: float = 0.0) -> None:
    """The edge of the front that lies on top."""
    drawing.seam(
        smooth((0.3, depth), (x, depth + 5), (x, body.length - 8), (x - curve, body.length + 0.6)),
        opacity=1.0,
    )


def overcoat(
    drawing: Drawing,
    design: Design,
    body: Body,
    depth: float,
    fabric: Fabric,
    scale: float,
    trim: tuple[int, int, int],
) -> None:
    """Edge, buttons, belt or toggles, pockets of a coat or blazer."""
    if design.shape == "wrap":
        drawing.seam(smooth((0, depth), (-4, body.waist_y + 8), (-5.5, body.length)), opacity=1.0)
        _belt(drawing, body, plain(fabric), scale)
        _welts(drawing, body, fabric, scale)
        return
    if design.shape == "duffle":
        _edge(drawing, 0.4, depth, body)
        _toggles(drawing, depth, body, scale)
        for side in (-1, 1):
            closures.patch_pocket(
                drawing,
                side * body.hem * 0.5 - 7.5 * scale,
                body.length * 0.58,
                15 * scale,
                17 * scale,
                fabric,
                flap=True,
            )
        return
    blazer = design.category == "blazer"
    _edge(
        drawing,
        6.5 * scale if design.shape == "double-breasted" else 1.2,
        depth,
        body,
        curve=0 if not blazer or design.shape == "double-breasted" else -4.0,
    )
    if design.shape == "double-breasted":
        rows = 2 if blazer else 3
        for side in (-1, 1):
            closures.buttons(
                drawing,
                side * 5.2 * scale,
                depth + 2,
                depth + (10 if blazer else 24) * scale,
                rows,
                (0.95 if blazer else 1.25) * scale,
                trim,
            )
    else:
        closures.buttons(
            drawing,
            0,
            depth + 1.4,
            depth + (9.5 if blazer else 30) * scale,
            2 if blazer else 3,
            (0.95 if blazer else 1.25) * scale,
            trim,
        )
    y = body.length - 20 * scale if blazer else body.waist_y + 14 * scale
    if design.shape == "double-breasted" and not blazer:
        _welts(drawing, body, fabric, scale)
    else:
        for side in (-1, 1):
            x = side * body.hem * 0.56 - 6.6 * scale
            closures.flap_pocket(drawing, x, y, 13.2 * scale, 4.6 * scale, fabric, tilt=side * -0.5)
    if blazer:
        closures.welt(
            drawing,
            (body.chest * 0.32, body.armhole + 3.4),
            (body.chest * 0.32 + 9 * scale, body.armhole + 2.2),
            fabric,
            2.0 * scale,
        )
        for side in (-1, 1):
            dart = smooth(
                (side * body.chest * 0.5, body.armhole + 9 * scale),
                (side * body.waist * 0.5, body.waist_y),
                (side * body.hem * 0.52, y),
            )
            drawing.seam(dart, opacity=0.35)


def _welts(drawing: Drawing, body: Body, fabric: Fabric, scale: float) -> None:
    y = body.waist_y + 10 * scale
    for side in (-1, 1):
        x = side * body.hem * 0.52
        closures.welt(drawing, (x, y), (x + side * 4.2 * scale, y + 15 * scale), fabric, 2.4 * scale)


def _toggles(drawing: Drawing, depth: float, body: Body, scale: float) -> None:
    cord = solid((96, 72, 50), "leather")
    for number in range(4):
        y = depth + (7 + 13.5 * number) * scale
        for side in (-1, 1):
            loop = smooth(
                (side * 1.0, y), (side * 5, y - 0.9), (side * 7, y), (side * 5, y + 0.9), (side * 1.0, y)
            )
            drawing.panel(ribbon(loop, 0.5 * scale), cord, volume=0.4, shadow=0.35)
            patch = points((side * 6, y - 1.7), (side * 9, y - 1.7), (side * 9, y + 1.7), (side * 6, y + 1.7))
            drawing.panel(patch, cord, volume=0.3, shadow=0.35)
        drawing.panel(
            smooth(
                (-3.0 * scale, y), (0, y - 0.9 * scale), (3.0 * scale, y), (0, y + 0.9 * scale), closed=True
            ),
            solid(WOOD, "gloss"),
            volume=0.9,
            shadow=0.45,
        )


def _belt(drawing: Drawing, body: Body, fabric: Fabric, scale: float) -> None:
    y = body.waist_y
    band = smooth((-body.waist - 0.4, y), (0, y + 1.2), (body.waist + 0.4, y))
    drawing.panel(ribbon(band, 4.4 * scale), fabric, volume=0.6, shadow=0.4)
    for dx, dy in ((-4, 26), (3, 31)):
        drawing.panel(
            ribbon(smooth((-1, y + 1), (-1 + dx * 0.4, y + dy * 0.5), (-1 + dx, y + dy)), 4.0 * scale),
            fabric,
            volume=0.6,
            shadow=0.4,
        )
    drawing.panel(
        smooth((-3.4, y - 1.6), (1.8, y - 1.9), (2.2, y + 3.6), (-3.2, y + 3.8), closed=True),
        fabric,
        volume=0.8,
        shadow=0.4,
    )


def trench(
    drawing: Drawing,
    design: Design,
    body: Body,
    depth: float,
    fabric: Fabric,
    scale: float,
    trim: tuple[int, int, int],
) -> None:
    """Storm flap, epaulettes, two rows of buttons, belt."""
    _edge(drawing, 7.0 * scale, depth, body)
    flap = join(
        points((body.neck * 0.9, 1.0)),
        smooth(
            (body.shoulder - 1, body.drop + 0.5),
            (body.chest - 2, body.armhole - 4),
            (body.chest * 0.8, body.armhole + 3),
            (3, body.armhole + 2),
        ),
        points((2, depth * 0.7)),
    )
    drawing.panel(mirror(flap), fabric, volume=0.35, shadow=0.35)
    rows = 4 if design.shape == "trench" else 3
    last = min(depth + 34 * scale, body.length - 12)
    for side in (-1, 1):
        closures.buttons(drawing, side * 5.6 * scale, depth + 3, last, rows, 1.15 * scale, trim)
        tab = smooth(
            (side * (body.neck + 2.4), 1.3),
            (side * (body.neck + 5), 1.9),
            (side * (body.shoulder - 0.6), body.drop + 0.3),
        )
        drawing.panel(ribbon(tab, 2.4 * scale), fabric, volume=0.35, shadow=0.4)
        closures.button(drawing, side * (body.neck + 3.4), 1.6, 0.6 * scale, trim)
    _welts(drawing, body, fabric, scale) if body.length > 70 else None
    if design.shape == "trench":
        y = body.waist_y
        band = smooth((-body.waist - 0.4, y), (0, y + 1.2), (body.waist + 0.4, y))
        drawing.panel(ribbon(band, 4.2 * scale), fabric, volume=0.5, shadow=0.4)
        drawing.panel(
            ribbon(smooth((2, y + 1.2), (7, y + 4), (9, y + 15)), 3.8 * scale), fabric, volume=0.5, shadow=0.4
        )
        frame = points((-2.6, y - 1.8), (2.6, y - 1.8), (2.6, y + 4.0), (-2.6, y + 4.0), (-2.6, y - 1.8))
        drawing.panel(ribbon(frame, 0.9), solid(HORN, "gloss"), volume=0.5, shadow=0.45)
