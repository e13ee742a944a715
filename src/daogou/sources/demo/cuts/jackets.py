"""What is on the front of trucker, bomber, biker and field jackets."""

from daogou.sources.demo.cuts import closures
from daogou.sources.demo.cuts.body import Body
from daogou.sources.demo.cuts.cloths import (
    GOLD,
    HORN,
    STEEL,
    plain,
    second_fabric,
    solid,
    toned,
)
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import (
    points,
    ribbon,
    shifted,
    smooth,
)
from daogou.sources.demo.studio.drawing import Drawing, Fabric


def jacket(
    drawing: Drawing,
    design: Design,
    body: Body,
    depth: float,
    fabric: Fabric,
    scale: float,
    trim: tuple[int, int, int],
) -> None:
    """The front of that kind of jacket."""
    {"trucker": _trucker, "bomber": _bomber, "biker": _biker, "field": _field}[design.shape](
        drawing, body, depth, fabric, scale
    )
    del trim


def _trucker(drawing: Drawing, body: Body, depth: float, fabric: Fabric, scale: float) -> None:
    tint = (206, 150, 84)
    closures.placket(drawing, depth, body.length, 2.2 * scale, fabric)
    yoke_y = body.armhole - 5 * scale
    for side in (-1, 1):
        yoke = points((side * 2.2 * scale, yoke_y + 1.2), (side * body.chest * 0.9, yoke_y))
        drawing.seam(yoke, opacity=0.9)
        drawing.line(shifted(yoke, 0, 0.7), tint, 0.2, opacity=0.85, kind="stitch")
        x = side * body.chest * 0.5
        closures.patch_pocket(
            drawing, x - 5.6 * scale, yoke_y + 0.6, 11.2 * scale, 11 * scale, fabric, pointed=True, flap=True
        )
        closures.button(drawing, x, yoke_y + 3.4 * scale, 0.6 * scale, GOLD, metal=True)
        for shift in (-2.2, 2.2):
            seam = smooth(
                (x + shift * 1.2 * scale, yoke_y + 12 * scale),
                (x + shift * 0.5 * scale, body.length - 4 * scale),
            )
            drawing.seam(seam, opacity=0.6)
            drawing.line(shifted(seam, 0.5, 0), tint, 0.18, opacity=0.7, kind="stitch")
    closures.buttons_metal(drawing, 0, depth + 3, body.length - 7 * scale, 5, 0.8 * scale)
    band = points(
        (-body.hem - 0.2, body.length - 4.4 * scale),
        (body.hem + 0.2, body.length - 4.4 * scale),
        (body.hem, body.length + 1),
        (-body.hem, body.length + 1),
    )
    drawing.panel(band, fabric, volume=0.45, shadow=0.3)
    drawing.line(
        points((-body.hem, body.length - 3.6 * scale), (body.hem, body.length - 3.6 * scale)),
        tint,
        0.2,
        opacity=0.85,
        kind="stitch",
    )
    closures.button(drawing, 0, body.length - 1.6 * scale, 0.8 * scale, GOLD, metal=True)


def _bomber(drawing: Drawing, body: Body, depth: float, fabric: Fabric, scale: float) -> None:
    closures.zip_(
        drawing, points((0, depth - 3), (0, body.length)), toned(fabric.rgb, 0.6), width=1.5 * scale
    )
    rib = Fabric(toned(plain(fabric).rgb, 0.9), "rib")
    hem = points(
        (-body.hem - 0.3, body.length - 5.5 * scale),
        (body.hem + 0.3, body.length - 5.5 * scale),
        (body.hem - 1.5, body.length + 1),
        (-body.hem + 1.5, body.length + 1),
    )
    drawing.panel(hem, rib, volume=0.7, shadow=0.3)
    for side in (-1, 1):
        x, y = side * body.hem * 0.52, body.length - 22 * scale
        closures.welt(
            drawing,
            (x, y),
            (x + side * 4.5 * scale, y + 12 * scale),
            second_fabric(fabric) if fabric.zone else fabric,
            2.2 * scale,
        )


def _biker(drawing: Drawing, body: Body, depth: float, fabric: Fabric, scale: float) -> None:
    path = smooth((5.5 * scale, depth - 2), (4.0 * scale, body.length * 0.6), (2.5 * scale, body.length))
    closures.zip_(drawing, path, toned(fabric.rgb, 0.6), width=1.5 * scale)
    for side in (-1, 1):
        x, y = side * body.hem * 0.5, body.length - 22 * scale
        closures.zip_(
            drawing,
            points((x, y), (x + side * 4.5 * scale, y + 13 * scale)),
            toned(fabric.rgb, 0.6),
            width=1.0 * scale,
        )
        drawing.seam(
            smooth(
                (side * body.chest * 0.95, body.armhole - 4),
                (side * body.chest * 0.4, body.armhole - 1),
                (side * 7, body.armhole - 1.4),
            ),
            opacity=0.7,
        )
    closures.zip_(
        drawing,
        points((-body.chest * 0.6, body.armhole + 8), (-body.chest * 0.24, body.armhole + 5)),
        toned(fabric.rgb, 0.6),
        width=1.0 * scale,
    )
    belt = points(
        (-body.hem, body.length - 4.5 * scale),
        (body.hem, body.length - 4.5 * scale),
        (body.hem - 0.2, body.length + 0.6),
        (-body.hem + 0.2, body.length + 0.6),
    )
    drawing.panel(belt, fabric, volume=0.5, shadow=0.35)
    frame = points(
        (-1.5, body.length - 5),
        (3.2, body.length - 5),
        (3.2, body.length + 1),
        (-1.5, body.length + 1),
        (-1.5, body.length - 5),
    )
    drawing.panel(ribbon(frame, 0.8), solid(STEEL, "metal"), volume=0.5, shadow=0.4)


def _field(drawing: Drawing, body: Body, depth: float, fabric: Fabric, scale: float) -> None:
    closures.placket(drawing, depth, body.length, 2.6 * scale, fabric)
    for side in (-1, 1):
        x = side * body.chest * 0.54
        closures.patch_pocket(
            drawing, x - 6 * scale, body.armhole - 4 * scale, 12 * scale, 12.5 * scale, fabric, flap=True
        )
        closures.patch_pocket(
            drawing, x - 7.2 * scale, body.length - 21 * scale, 14.4 * scale, 16 * scale, fabric, flap=True
        )
        closures.button(drawing, x, body.armhole - 1.6 * scale, 0.65 * scale, HORN)
        closures.button(drawing, x, body.length - 18.4 * scale, 0.65 * scale, HORN)
