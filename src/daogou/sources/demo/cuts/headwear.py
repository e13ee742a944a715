"""Caps, beanies, hats."""

from daogou.sources.demo.cuts import closures
from daogou.sources.demo.cuts.cloths import lightness, main_fabric, plain, second_fabric, toned
from daogou.sources.demo.cuts.folds import fan
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import ellipse, join, points, ribbon, shifted, smooth, symmetric
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold


def cap(design: Design) -> Drawing:
    """A six-panel baseball cap, three quarters from the left."""
    drawing = Drawing(stands=True)
    fabric = main_fabric(design)
    block = second_fabric(fabric) if fabric.second else fabric
    crown_fabric = Fabric(
        fabric.rgb,
        fabric.texture,
        fabric.pattern if fabric.pattern == "camouflage" else "plain",
        seed=fabric.seed,
        size=0.5,
    )
    crown = join(
        smooth((-9.6, 8.6), (-9.4, 2.0), (-5.2, -3.6), (1.0, -5.4), (6.8, -3.2), (10.2, 2.4), (10.8, 8.4)),
        smooth((10.8, 8.4), (4, 9.8), (-3, 9.9), (-9.6, 8.6)),
    )
    drawing.panel(crown, crown_fabric, volume=1.5)
    for seam in (
        smooth((0.6, -5.4), (-3.8, -1.0), (-5.2, 9.2)),
        smooth((0.6, -5.4), (3.6, -0.8), (4.0, 9.6)),
        smooth((0.6, -5.4), (7.6, -1.6), (9.4, 8.7)),
    ):
        drawing.seam(seam, opacity=0.8)
        closures.stitch(drawing, shifted(seam, 0.45, 0), fabric.rgb, width=0.12)
    for x, y in ((-6.2, 0.8), (0.2, 0.2), (6.6, 0.6)):
        drawing.panel(ribbon(ellipse((x, y), 0.4, 0.42), 0.2), plain(fabric), volume=0.4, shadow=0.3)
    drawing.panel(ellipse((0.7, -5.5), 1.0, 0.6), block, volume=0.7, shadow=0.3)
    brim = join(
        smooth((-9.9, 8.2), (-6.0, 7.4), (0, 8.8), (5.0, 9.9)),
        smooth(
            (5.0, 9.9), (1.0, 12.2), (-7.4, 14.4), (-16.4, 14.0), (-19.0, 12.6), (-16.4, 10.4), (-9.9, 8.2)
        ),
    )
    under = join(
        smooth((-19, 12.6), (-16, 14.6), (-8, 15.3), (0, 13.4), (5, 9.9)),
        smooth((5.0, 9.9), (-7.4, 13.6), (-19, 12.6)),
    )
    drawing.panel(under, plain(fabric), tone=0.5, volume=0.2)
    drawing.panel(brim, replace_zone(block, crown_fabric, design), volume=0.8, shadow=0.35)
    for k in range(4):
        arc = smooth(
            (-16.6 + 1.2 * k, 13.4 - 0.1 * k),
            (-12.2 + 1.6 * k, 9.8 + 0.32 * k),
            (-5 + 1.2 * k, 9.2 + 0.4 * k),
            (2.4 - 0.5 * k, 10.6),
        )
        closures.stitch(drawing, arc, block.rgb, width=0.13, opacity=0.5)
    drawing.mark(crown_top=(0.7, -5.6), brim_front=(-19, 12.6), back=(10.8, 8.4), brim_root=(-9.6, 8.4))
    return drawing


def replace_zone(block: Fabric, crown: Fabric, design: Design) -> Fabric:
    """The peak takes the second colour of a colour-blocked cap, else the crown's cloth."""
    return block if design.pattern == "colour block" else crown


def beanie(design: Design) -> Drawing:
    """A knitted cap with a cuff, with or without a pompom."""
    drawing, chance = Drawing(stands=True), design.random("drawing")
    fabric = main_fabric(design)
    if design.shape == "pompom":
        ball = ellipse((0, -9.6), 4.4, 4.2)
        rough = ball + [(chance.uniform(-0.35, 0.35), chance.uniform(-0.35, 0.35)) for _ in ball]
        tint = fabric.second or toned(fabric.rgb, 1.12)
        drawing.panel(rough, Fabric(tint, "fur"), volume=1.6)
    dome = symmetric(
        smooth((0, -6.2), (3.4, -5.6), (7.6, -2.2), (9.8, 3.4), (10.3, 10.6), (5, 11.4), (0, 11.6))
    )
    folds = [
        Fold(smooth((x * 0.15, -5.4), (x * 0.8, 0.5), (x, 9)), 1.3, 3.4 * (1 if k % 2 else -1))
        for k, x in enumerate((-8, -5.6, -3.0, 0, 3.0, 5.6, 8))
    ]
    if design.pattern == "cable knit":
        for x in (-5.4, 0.0, 5.4):
            for k in range(5):
                s = 1 if k % 2 else -1
                y = -2.4 + 2.3 * k
                folds.append(Fold(smooth((x - 0.9 * s, y), (x, y + 1.3), (x + 0.9 * s, y + 2.7)), 1.3, 4.6))
    drawing.panel(dome, fabric, folds=folds, volume=1.4)
    cuff = join(smooth((-10.7, 7.0), (0, 8.8), (10.7, 7.0)), smooth((10.9, 13.0), (0, 15.2), (-10.9, 13.0)))
    drawing.panel(cuff, Fabric(fabric.rgb, "rib", seed=fabric.seed), volume=1.0, shadow=0.4)
    label = points((5.2, 10.2), (8.4, 9.9), (8.4, 12.2), (5.2, 12.5))
    drawing.panel(label, Fabric((140, 96, 62), "leather"), volume=0.2, shadow=0.3)
    drawing.mark(crown_top=(0, -6.2), cuff_right=(-10.8, 10), cuff_left=(10.8, 10), cuff_front=(0, 14.6))
    return drawing


def hat(design: Design) -> Drawing:
    """Fedora, straw sun hat or bucket hat."""
    drawing = Drawing(stands=True)
    fabric = main_fabric(design)
    {"fedora": _fedora, "straw-hat": _straw, "bucket-hat": _bucket}[design.shape](drawing, design, fabric)
    return drawing


def _brim(drawing: Drawing, fabric: Fabric, half: float, drop: float, thick: float) -> None:
    under = join(
        smooth(
            (-half, drop),
            (-half * 0.5, drop + thick * 1.15),
            (0, drop + thick * 1.5),
            (half * 0.5, drop + thick * 1.15),
            (half, drop),
        ),
        smooth((half, drop), (0, drop + thick * 0.5), (-half, drop)),
    )
    drawing.panel(under, fabric, tone=0.55, volume=0.2)
    top = join(
        smooth(
            (-half, drop),
            (-half * 0.55, drop - thick * 0.9),
            (0, drop - thick),
            (half * 0.55, drop - thick * 0.9),
            (half, drop),
        ),
        smooth(
            (half, drop),
            (half * 0.55, drop + thick * 0.85),
            (0, drop + thick * 1.1),
            (-half * 0.55, drop + thick * 0.85),
            (-half, drop),
        ),
    )
    drawing.panel(top, fabric, volume=0.8)


def _fedora(drawing: Drawing, design: Design, fabric: Fabric) -> None:
    _brim(drawing, fabric, 17.0, 10.0, 3.0)
    crown = join(
        smooth(
            (-8.8, 10.4),
            (-8.6, 3.0),
            (-7.2, -2.2),
            (-3.6, -4.0),
            (0, -2.6),
            (3.8, -4.2),
            (7.4, -2.0),
            (8.7, 3.4),
            (8.8, 10.4),
        ),
        smooth((8.8, 10.4), (0, 12.4), (-8.8, 10.4)),
    )
    pinch = [
        Fold(smooth((-5.4, -2.6), (-4.6, 1.0), (-5.0, 4.2)), 2.2, -6),
        Fold(smooth((5.6, -2.6), (4.8, 1.0), (5.2, 4.2)), 2.2, -6),
        Fold(smooth((-3, -3.6), (0, -1.8), (3.4, -3.6)), 1.6, -5),
    ]
    drawing.panel(crown, fabric, folds=pinch, volume=1.4, shadow=0.4)
    tint = toned(fabric.rgb, 0.42) if lightness(fabric.rgb) > 70 else toned(fabric.rgb, 1.9)
    band = join(smooth((-8.9, 6.4), (0, 8.5), (8.9, 6.4)), smooth((8.9, 10.2), (0, 12.2), (-8.9, 10.2)))
    drawing.panel(band, Fabric(tint, "silk"), volume=0.7, shadow=0.3)
    drawing.panel(
        smooth((5.6, 7.0), (7.8, 6.3), (8.0, 10.2), (5.8, 11.0), closed=True),
        Fabric(tint, "silk"),
        volume=0.6,
        shadow=0.35,
    )
    drawing.mark(crown_top=(0, -2.6), brim_right=(-17, 10), brim_left=(17, 10), brim_front=(0, 13.2))
    del design


def _straw(drawing: Drawing, design: Design, fabric: Fabric) -> None:
    _brim(drawing, fabric, 22.0, 11.0, 4.2)
    for k in range(1, 6):
        t = 0.42 + 0.11 * k
        ring = smooth(
            (-22 * t, 11), (-12 * t, 11 + 3.4 * t), (0, 11 + 4.5 * t), (12 * t, 11 + 3.4 * t), (22 * t, 11)
        )
        drawing.line(ring, toned(fabric.rgb, 0.6), 0.16, opacity=0.5)
    crown = join(
        smooth((-9.0, 11.0), (-8.8, 3.0), (-6.4, -1.6), (0, -3.0), (6.4, -1.6), (8.8, 3.0), (9.0, 11.0)),
        smooth((9.0, 11.0), (0, 13.2), (-9.0, 11.0)),
    )
    drawing.panel(crown, fabric, volume=1.4, shadow=0.4)
    ink = ((44, 46, 60), (196, 70, 60), (240, 236, 226), (88, 60, 42))[design.random("ribbon").randrange(4)]
    band = join(smooth((-9.1, 7.4), (0, 9.5), (9.1, 7.4)), smooth((9.1, 10.8), (0, 13.0), (-9.1, 10.8)))
    drawing.panel(band, Fabric(ink, "silk"), volume=0.6, shadow=0.3)
    drawing.mark(crown_top=(0, -3), brim_right=(-22, 11), brim_left=(22, 11), brim_front=(0, 15.4))


def _bucket(drawing: Drawing, design: Design, fabric: Fabric) -> None:
    chance = design.random("drawing")
    inside = smooth((-13.4, 13.4), (0, 11.6), (13.4, 13.4), (0, 17.4), closed=True)
    drawing.panel(inside, plain(fabric), tone=0.5, volume=0.2)
    crown = join(
        smooth((-8.4, 8.6), (-7.6, -1.4), (-6.4, -2.8), (0, -3.6), (6.4, -2.8), (7.6, -1.4), (8.4, 8.6)),
        smooth((8.4, 8.6), (0, 10.4), (-8.4, 8.6)),
    )
    drawing.panel(crown, fabric, volume=1.2)
    drawing.seam(smooth((-7.3, -1.0), (0, 0.6), (7.3, -1.0)), opacity=0.7)
    brim = join(
        smooth((-8.5, 7.8), (0, 9.7), (8.5, 7.8)),
        smooth((8.5, 7.8), (11.6, 11.2), (13.6, 13.4)),
        smooth((13.6, 13.4), (7, 16.4), (0, 17.2), (-7, 16.4), (-13.6, 13.4)),
        smooth((-13.6, 13.4), (-11.6, 11.2), (-8.5, 7.8)),
    )
    drawing.panel(brim, fabric, folds=fan(chance, (-8, 8, 8), (-13, 13, 16), 5, 2.6), volume=0.9, shadow=0.35)
    for k in range(1, 6):
        t = k / 6
        row = smooth((-8.5 - 5.1 * t, 7.8 + 5.6 * t), (0, 9.7 + 7.4 * t), (8.5 + 5.1 * t, 7.8 + 5.6 * t))
        closures.stitch(drawing, row, fabric.rgb, width=0.13, opacity=0.6)
    for x in (-4.8, -3.6):
        drawing.panel(
            ribbon(ellipse((x, 4.6), 0.35, 0.35), 0.18),
            Fabric((190, 192, 196), "metal"),
            volume=0.3,
            shadow=0.3,
        )
    drawing.mark(crown_top=(0, -3.6), brim_right=(-13.6, 13.4), brim_left=(13.6, 13.4), brim_front=(0, 17.2))
