"""Skirts, alone or below the waist of a dress."""

from dataclasses import dataclass
from random import Random

from daogou.sources.demo.cuts import closures
from daogou.sources.demo.cuts.cloths import main_fabric, plain
from daogou.sources.demo.cuts.folds import drag, fan
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import Points, join, mirror, points, ribbon, shifted, smooth
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold

# cm from the waist to the hem
LENGTHS = {"mini": 42.0, "knee length": 60.0, "midi": 76.0, "maxi": 96.0}


@dataclass(frozen=True, slots=True)
class Skirt:
    """Half widths at waist, hip and hem; y of waist, hip and hem."""

    waist: float
    hip: float
    hem: float
    top: float
    hip_y: float
    bottom: float


# half width of the hem as a share of the length, beyond the hip
FLARE = {
    "a-line": 0.2,
    "fit-and-flare": 0.44,
    "wrap": 0.16,
    "shirt-dress": 0.15,
    "slip": 0.08,
    "tiered": 0.3,
    "sheath": -0.05,
    "pencil": -0.05,
    "pleated": 0.26,
    "qipao": -0.02,
}


def skirt_of(shape: str, length: str, waist: float, top: float, *, scale: float = 1.0) -> Skirt:
    """The measures of a skirt that hangs from a waist of that half width at y = ``top``."""
    cm = LENGTHS.get(length, 60.0) * scale
    hip = waist + (2.4 if shape in ("fit-and-flare", "tiered", "pleated") else 4.6) * scale
    # wide hems stay within what a picture shows beside a long skirt
    hem = hip + min(FLARE.get(shape, 0.15) * cm, 24 * scale)
    return Skirt(waist, hip, hem, top, top + 18 * scale, top + cm)


def outline(skirt: Skirt, shape: str) -> Points:
    """The closed outline; hems of full skirts wave."""
    full = shape in ("fit-and-flare", "tiered", "pleated")
    hip = skirt.waist + (skirt.hem - skirt.waist) * 0.36 if full else skirt.hip
    side = smooth(
        (skirt.waist, skirt.top),
        (hip, skirt.hip_y),
        ((hip + skirt.hem) / 2 + 0.3, (skirt.hip_y + skirt.bottom) / 2),
        (skirt.hem, skirt.bottom - 1.5),
    )
    return join(side, _hem(skirt, shape)[1:], mirror(side)[::-1])


def _hem(skirt: Skirt, shape: str) -> Points:
    """From right to left."""
    dip = 3.2 if shape not in ("sheath", "pencil", "qipao") else 1.0
    anchors, count = [], 11 if shape in ("fit-and-flare", "tiered", "a-line", "slip") else 5
    for number in range(count):
        t = 1 - 2 * number / (count - 1)
        wave = (0.75 if number % 2 else -0.55) if count > 5 and 0 < number < count - 1 else 0.0
        anchors.append((skirt.hem * t, skirt.bottom - 1.5 + dip * (1 - t * t) + wave))
    return smooth(*anchors)


def hang(
    drawing: Drawing, skirt: Skirt, shape: str, fabric: Fabric, chance: Random, *, shadow: float = 0.2
) -> None:
    """The skirt with its folds, pleats or tiers, its hem and its landmarks."""
    if shape == "tiered":
        _tiers(drawing, skirt, fabric, chance)
    elif shape == "pleated":
        _pleats(drawing, skirt, fabric)
    else:
        drawing.panel(
            outline(skirt, shape),
            fabric,
            folds=_folds(skirt, shape, chance),
            volume=1.1,
            shadow=shadow,
            flush=shadow < 0.2,
        )
        if shape in ("wrap",):
            _overlap(drawing, skirt)
        closures.stitch(drawing, shifted(_hem(skirt, shape), 0, -1.7), fabric.rgb, opacity=0.4)
    drawing.mark_both(
        waist=(skirt.waist, skirt.top), hip=(skirt.hip, skirt.hip_y), hem=(skirt.hem, skirt.bottom - 1.5)
    )
    drawing.mark(hem_front=(0, skirt.bottom))


def _folds(skirt: Skirt, shape: str, chance: Random) -> list[Fold]:
    if shape in ("sheath", "pencil", "qipao"):
        folds = []
        for side in (-1, 1):
            folds += drag(
                chance,
                (side * skirt.hip * 0.98, skirt.hip_y),
                (side * skirt.hip * 0.3, skirt.hip_y + 3),
                7,
                3,
            )
            folds += drag(
                chance, (side * skirt.waist, skirt.top + 2), (side * skirt.waist * 0.3, skirt.top + 8), 5, 2
            )
        return folds + fan(
            chance,
            (-skirt.hip * 0.7, skirt.hip * 0.7, skirt.hip_y + 6),
            (-skirt.hem * 0.8, skirt.hem * 0.8, skirt.bottom),
            4,
            2.0,
        )
    count = {"fit-and-flare": 13, "a-line": 9, "slip": 8}.get(shape, 8)
    depth = {"fit-and-flare": 8.0, "a-line": 5.6, "slip": 5.2}.get(shape, 4.4)
    return fan(
        chance,
        (-skirt.waist * 0.94, skirt.waist * 0.94, skirt.top),
        (-skirt.hem * 0.96, skirt.hem * 0.96, skirt.bottom),
        count,
        depth,
    )


def _tiers(drawing: Drawing, skirt: Skirt, fabric: Fabric, chance: Random) -> None:
    """Three tiers, the lowest first, each gathered where it is sewn to the one above."""
    tall = (skirt.bottom - skirt.top) / 3
    for tier in (2, 1, 0):
        y0, y1 = skirt.top + tall * tier, skirt.top + tall * (tier + 1)
        w0 = skirt.waist + (skirt.hem - skirt.waist) * max(0.0, (tier - 0.12) / 3)
        w1 = skirt.waist + (skirt.hem - skirt.waist) * (tier + 1) / 3
        piece = Skirt(w0, w0 + (w1 - w0) * 0.6, w1, y0, y0 + tall * 0.45, y1 + 1.5)
        folds = fan(chance, (-w0, w0, y0), (-w1, w1, y1 + 2), 15 + 3 * tier, 6.0)
        folds += [
            Fold(smooth((x, y0 - 0.3), (x + chance.uniform(-0.5, 0.5), y0 + tall * 0.16)), 1.0, d)
            for x, d in _gathers(w0, chance)
        ]
        drawing.panel(outline(piece, "tiered"), fabric, folds=folds, volume=0.8, shadow=0.34)
        closures.stitch(drawing, shifted(_hem(piece, "tiered"), 0, -1.3), fabric.rgb, opacity=0.35)


def _gathers(half: float, chance: Random) -> list[tuple[float, float]]:
    count = int(half * 1.3)
    return [(-half + 2 * half * (n + 0.5) / count, chance.choice((-3.2, 3.4))) for n in range(count)]


def _pleats(drawing: Drawing, skirt: Skirt, fabric: Fabric) -> None:
    """Knife pleats: narrow panels from left to right, each lying on the next."""
    count = 16
    for number in range(count):
        t0, t1 = -1 + 2 * number / count, -1 + 2 * (number + 1.12) / count
        t1 = min(t1, 1.0)
        dip = 2.6 * (1 - ((t0 + t1) / 2) ** 2)
        left = smooth(
            (skirt.waist * t0, skirt.top),
            (skirt.hem * t0 * 0.7, (skirt.top * 0.6 + skirt.bottom * 0.4)),
            (skirt.hem * t0, skirt.bottom + dip - 1.4),
        )
        right = smooth(
            (skirt.waist * t1, skirt.top),
            (skirt.hem * t1 * 0.7, (skirt.top * 0.6 + skirt.bottom * 0.4)),
            (skirt.hem * t1, skirt.bottom + dip - 1.1),
        )
        drawing.panel(join(left, right[::-1]), fabric, volume=0.5, shadow=0.3)


def _overlap(drawing: Drawing, skirt: Skirt) -> None:
    edge = smooth(
        (-skirt.waist * 0.62, skirt.top + 1),
        (-skirt.hip * 0.2, skirt.hip_y + 6),
        (skirt.hem * 0.32, skirt.bottom + 2),
    )
    drawing.seam(edge, opacity=1.0)
    drawing.seam(shifted(edge, 0.5, 0.2), opacity=0.5)


def draw(design: Design) -> Drawing:
    """A skirt on its own."""
    drawing, chance = Drawing(), design.random("drawing")
    scale = 0.68 if design.audience == "kids" else 1.0
    skirt = skirt_of(design.shape, design.length, 17.5 * scale * (1.15 if scale < 1 else 1), 0.0, scale=scale)
    fabric = main_fabric(design)
    behind = join(
        smooth((-skirt.waist, -1), (0, -2.2), (skirt.waist, -1)),
        smooth((skirt.waist, 1), (0, 2), (-skirt.waist, 1)),
    )
    drawing.panel(behind, plain(fabric), tone=0.55, volume=0.1)
    hang(drawing, skirt, design.shape, fabric, chance)
    _band(drawing, design, skirt, fabric, chance, scale)
    return drawing


def _band(
    drawing: Drawing, design: Design, skirt: Skirt, fabric: Fabric, chance: Random, scale: float
) -> None:
    height = 3.6 * scale
    band = join(
        smooth((-skirt.waist, -1), (0, 0.1), (skirt.waist, -1)),
        smooth((skirt.waist + 0.4, height - 1), (0, height), (-skirt.waist - 0.4, height - 1)),
    )
    gathered = design.shape == "tiered"
    folds = (
        [Fold(points((x, -1), (x, height)), 0.8, d) for x, d in _gathers(skirt.waist, chance)]
        if gathered
        else []
    )
    drawing.panel(
        band,
        plain(fabric) if fabric.pattern in ("floral", "polka dot") else fabric,
        folds=folds,
        volume=0.45,
        shadow=0.3,
    )
    if design.shape == "wrap":
        x = -skirt.waist * 0.62
        for dx, dy in ((-2.0, 15), (2.2, 18)):
            drawing.panel(
                ribbon(smooth((x, 1.4), (x + dx * 0.4, 8 * scale), (x + dx, dy * scale)), 1.7 * scale),
                fabric,
                volume=0.4,
                shadow=0.35,
            )
        drawing.panel(
            smooth((x - 1.4, 0.2), (x + 1.4, 0), (x + 1.5, 2.8), (x - 1.3, 2.9), closed=True),
            fabric,
            volume=0.7,
            shadow=0.35,
        )
    if design.material == "denim":
        closures.button(drawing, 0, height * 0.4, 0.8 * scale, (206, 160, 90), metal=True)
        drawing.seam(points((0, height), (0, 14 * scale)), opacity=0.8)
        for side in (-1, 1):
            scoop = smooth(
                (side * skirt.waist * 0.45, height),
                (side * skirt.waist * 0.6, 8 * scale),
                (side * skirt.hip * 0.93, 10 * scale),
            )
            drawing.seam(scoop, opacity=0.6)
            drawing.line(shifted(scoop, 0, 0.7), (206, 150, 84), 0.2, opacity=0.8, kind="stitch")
