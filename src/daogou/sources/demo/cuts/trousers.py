"""Jeans, trousers, shorts, leggings."""

from dataclasses import dataclass, replace
from random import Random

from daogou.sources.demo.cuts import closures
from daogou.sources.demo.cuts.cloths import GOLD, main_fabric, plain, second_fabric, solid, toned
from daogou.sources.demo.cuts.folds import drag, fan, rings
from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import Points, join, mirror, part, points, ribbon, shifted, smooth
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold, Rgb

# copper rivets and the thread of jeans
COPPER: Rgb = (176, 112, 70)
JEANS_THREAD: Rgb = (206, 150, 84)


@dataclass(frozen=True, slots=True)
class Leg:
    """Half widths and heights in cm from the waistband's top; widths of one leg at thigh, knee and hem."""

    waist: float
    hip: float
    hip_y: float
    crotch: float
    thigh: float
    knee: float
    hem: float
    length: float


LEGS = {
    "women": Leg(17.0, 23.0, 20.0, 27.0, 23.0, 17.5, 15.0, 101.0),
    "men": Leg(20.5, 25.0, 21.0, 28.0, 25.5, 20.0, 17.5, 104.0),
    "kids": Leg(14.5, 17.5, 15.0, 20.5, 17.0, 13.5, 12.0, 66.0),
}
LEGS["unisex"] = LEGS["men"]
# factors on thigh, knee and hem
SHAPES = {
    "skinny": (0.9, 0.72, 0.66),
    "straight": (1.0, 1.05, 1.1),
    "wide": (1.08, 1.4, 1.72),
    "flared": (0.93, 0.86, 1.6),
    "tapered": (1.1, 1.0, 0.8),
    "tailored": (1.02, 1.05, 1.06),
    "chino": (1.0, 0.95, 0.92),
    "cargo": (1.12, 1.16, 1.08),
    "jogger": (1.08, 1.0, 0.72),
    "leggings": (0.84, 0.62, 0.5),
}


def draw(design: Design) -> Drawing:
    """The whole garment, legs slightly apart."""
    drawing, chance, leg = Drawing(), design.random("drawing"), _leg(design)
    split = leg.crotch + (leg.length - leg.crotch) * 0.35
    zone = (split, split + 0.3) if design.pattern == "colour block" else (leg.crotch, leg.length)
    fabric = main_fabric(design, zone=zone)
    half = _half(leg)
    _back_rise(drawing, leg, fabric)
    for side in (-1, 1):
        shape = half if side == 1 else mirror(half)
        drawing.panel(
            shape,
            fabric,
            folds=_creases(design, leg, side, chance),
            volume=1.05,
            shadow=0.22,
            grain=-side * 0.02,
        )
    drawing.seam(smooth((0, 3.5), (0.2, leg.crotch * 0.6), (0, leg.crotch)), opacity=0.8)
    _details(drawing, design, leg, fabric)
    _waistband(drawing, design, leg, fabric, chance)
    _ends(drawing, design, leg, fabric)
    middle = _leg_middle(leg)
    drawing.mark_both(
        waist=(leg.waist, 0), hip=(leg.hip, leg.hip_y), knee_outer=(middle + leg.knee / 2, _knee(leg))
    )
    drawing.mark_both(
        hem_outer=(middle + leg.hem / 2, leg.length), hem_inner=(middle - leg.hem / 2, leg.length)
    )
    drawing.mark(crotch=(0, leg.crotch), waist_front=(0, 1.0))
    return drawing


def _leg(design: Design) -> Leg:
    leg = LEGS[design.audience]
    thigh, knee, hem = SHAPES.get(design.shape, (1.05, 1.1, 1.1))
    length = leg.length - (9 if design.length == "ankle length" else 0) * leg.length / 101
    if design.category == "shorts":
        rise = {"chino-shorts": 29.0, "denim-shorts": 9.0, "drawstring": 17.0, "paperbag": 13.0}[design.shape]
        rise *= 0.7 if design.audience == "women" and design.shape == "chino-shorts" else 1.0
        length = leg.crotch + rise * leg.length / 101
        width = leg.thigh * (1.16 if design.audience != "women" else 1.22)
        return replace(leg, thigh=leg.thigh * 1.08, knee=width, hem=width, length=length)
    slim = 0.86 if design.shape == "leggings" else 1.0
    return replace(
        leg,
        thigh=leg.thigh * thigh,
        knee=leg.knee * knee,
        hem=leg.hem * hem,
        length=length,
        waist=leg.waist * slim,
        hip=leg.hip * slim,
    )


def _knee(leg: Leg) -> float:
    return leg.crotch + (leg.length - leg.crotch) * 0.44


def _leg_middle(leg: Leg) -> float:
    """The axis of a leg at its hem: wide legs stand further apart, so that they do not overlap."""
    return max(leg.hip * 0.56, leg.hem * 0.5 + 0.7)


def _half(leg: Leg) -> Points:
    """The wearer's left leg with its half of the seat."""
    knee_y, axis = _knee(leg), _leg_middle(leg)
    knee_axis = leg.hip * 0.5 * 0.35 + axis * 0.65
    seat = [
        (leg.waist, 0.0),
        (leg.waist + (leg.hip - leg.waist) * 0.72, leg.hip_y * 0.5),
        (leg.hip, leg.hip_y),
    ]
    knee = (knee_axis + leg.knee / 2, knee_y)
    thigh = (leg.hip * 0.55 + knee[0] * 0.45 + 0.4, leg.crotch + (knee_y - leg.crotch) * 0.35)
    # shorts end before there is a thigh or a knee to follow
    below = [thigh, knee] if leg.length - leg.crotch > leg.hip_y * 1.6 else []
    outer = smooth(*seat, *below, (axis + leg.hem / 2, leg.length))
    inside = [(knee_axis - leg.knee / 2, knee_y)] if below else []
    rise = (max(0.4, (knee_axis - leg.knee / 2) * 0.5), leg.crotch + (knee_y - leg.crotch) * 0.3)
    inner = smooth((axis - leg.hem / 2, leg.length), *inside, rise, (0.0, leg.crotch))
    hem = smooth((axis + leg.hem / 2, leg.length), (axis, leg.length + 0.7), (axis - leg.hem / 2, leg.length))
    return join(outer, hem[1:-1], inner, points((0, 1.2), (leg.waist * 0.5, 0.8)))


def _back_rise(drawing: Drawing, leg: Leg, fabric: Fabric) -> None:
    """The inside of the waistband behind."""
    behind = join(
        smooth((-leg.waist, 0), (0, -1.5), (leg.waist, 0)), smooth((leg.waist, 1), (0, 2.6), (-leg.waist, 1))
    )
    drawing.panel(behind, plain(fabric), tone=0.55, volume=0.1)


def _creases(design: Design, leg: Leg, side: int, chance: Random) -> list[Fold]:
    folds = drag(chance, (side * 0.6, leg.crotch - 1), (side * leg.hip * 0.75, leg.crotch - 8), 7, 3)
    axis, knee_y = _leg_middle(leg), _knee(leg)
    if design.category != "shorts":
        outer, inner = (side * (axis + leg.knee * 0.5), knee_y), (side * (axis - leg.knee * 0.5), knee_y)
        folds += rings(chance, outer, inner, 14, 4)
        if leg.hem < leg.knee:
            folds += rings(
                chance,
                (side * (axis + leg.hem * 0.5), leg.length - 7),
                (side * (axis - leg.hem * 0.5), leg.length - 7),
                9,
                3,
            )
    if leg.hem > leg.knee * 1.05 or design.category == "shorts":
        folds += fan(
            chance,
            (side * axis - leg.thigh * 0.3, side * axis + leg.thigh * 0.3, leg.crotch),
            (side * axis - leg.hem * 0.45, side * axis + leg.hem * 0.45, leg.length),
            4,
            3.6,
        )
    if design.shape in ("tailored", "wide") and design.category == "trousers":
        crease = smooth(
            (side * leg.waist * 0.52, 6),
            (side * (axis * 0.6 + leg.hip * 0.2), leg.crotch),
            (side * axis, leg.length),
        )
        folds.append(Fold(crease, 0.9, 5.0))
    return folds


def _details(drawing: Drawing, design: Design, leg: Leg, fabric: Fabric) -> None:
    if design.shape == "leggings":
        return
    blue = design.colour not in ("white", "black", "grey", "beige")
    denim = design.material == "denim"
    tint = JEANS_THREAD if denim and blue else toned(fabric.rgb, 0.66)
    (_scoops if denim else _slants)(drawing, leg, tint)
    if design.shape not in ("jogger", "drawstring", "paperbag"):
        s = leg.waist / 17
        fly = smooth((2.9 * s, 3.4), (2.9 * s, leg.crotch * 0.5), (0.4, leg.crotch * 0.74))
        for shift in (0.0, 0.6) if denim else (0.0,):
            drawing.line(shifted(fly, -shift, 0), tint, 0.2, opacity=0.8, kind="stitch")
    if denim:
        for side in (-1, 1):
            edge = part(_half(leg), 0.08, 0.42) * (side, 1)
            drawing.line(shifted(edge, -side * 0.9, 0), tint, 0.16, opacity=0.3, kind="stitch")
        _fade(drawing, design, leg)
    if design.shape == "cargo":
        _cargo(drawing, leg, fabric)


def _scoops(drawing: Drawing, leg: Leg, tint: Rgb) -> None:
    """The curved front pockets of jeans, twice stitched, with a rivet."""
    s = leg.waist / 17
    for side in (-1, 1):
        scoop = smooth(
            (side * leg.waist * 0.52, 3.4), (side * leg.waist * 0.6, 8 * s), (side * leg.hip * 0.93, 10.5 * s)
        )
        drawing.seam(scoop, opacity=0.7)
        for shift in (0.5, 1.1):
            drawing.line(shifted(scoop, 0, shift), tint, 0.2, opacity=0.85, kind="stitch")
        drawing.panel(_dot(side * leg.waist * 0.56, 4.4, 0.45), solid(COPPER, "metal"), volume=0.3)


def _slants(drawing: Drawing, leg: Leg, tint: Rgb) -> None:
    """Slanted pockets."""
    for side in (-1, 1):
        slant = points((side * leg.waist * 0.7, 3.4), (side * leg.hip * 0.95, leg.waist))
        drawing.seam(slant, opacity=0.8)
        drawing.line(shifted(slant, -side * 0.7, 0), tint, 0.18, opacity=0.6, kind="stitch")


def _dot(x: float, y: float, r: float) -> Points:
    return smooth((x - r, y), (x, y - r), (x + r, y), (x, y + r), closed=True)


def _fade(drawing: Drawing, design: Design, leg: Leg) -> None:
    """Denim is worn pale down the front of the thigh."""
    if design.colour not in ("blue", "light blue", "navy", "grey", "black"):
        return
    pale = solid((226, 232, 240), "denim")
    axis = (_leg_middle(leg) + leg.hip * 0.5) / 2
    length = leg.length - leg.crotch
    for side in (-1, 1):
        for grow, opacity in ((1.0, 0.035), (0.8, 0.04), (0.6, 0.045), (0.4, 0.05)):
            x, w = side * axis, leg.thigh * 0.34 * grow
            y0, y1 = leg.crotch * (0.75 + 0.2 * (1 - grow)), leg.crotch + length * (0.5 - 0.14 * (1 - grow))
            streak = smooth(
                (x, y0),
                (x + w, y0 + (y1 - y0) * 0.35),
                (x + w * 0.8, y0 + (y1 - y0) * 0.75),
                (x, y1),
                (x - w * 0.8, y0 + (y1 - y0) * 0.75),
                (x - w, y0 + (y1 - y0) * 0.35),
                closed=True,
            )
            drawing.panel(streak, pale, volume=0, shadow=0, opacity=opacity, clip=_half(leg) * (side, 1))


def _cargo(drawing: Drawing, leg: Leg, fabric: Fabric) -> None:
    s = leg.waist / 17
    y = leg.crotch + (leg.length - leg.crotch) * 0.2
    for side in (-1, 1):
        x = side * (leg.hip * 0.97) - (9 * s if side == 1 else 4 * s)
        closures.patch_pocket(
            drawing,
            x,
            y,
            13 * s,
            16 * s,
            fabric if fabric.pattern == "camouflage" else plain(fabric),
            flap=True,
        )


def _waistband(drawing: Drawing, design: Design, leg: Leg, fabric: Fabric, chance: Random) -> None:
    s = leg.waist / 17
    height = (9.0 if design.shape == "leggings" else 3.8) * s
    band = join(
        smooth((-leg.waist, 0), (0, 1.3), (leg.waist, 0)),
        smooth((leg.waist + 0.5 * s, height), (0, height + 1.1), (-leg.waist - 0.5 * s, height)),
    )
    cloth = plain(fabric) if fabric.zone is None else second_fabric(fabric)
    if design.shape in ("jogger", "drawstring"):
        drawing.panel(band, Fabric(cloth.rgb, "rib"), volume=0.6)
        for side in (-1, 1):
            cord = smooth((side * 0.8, 2.4), (side * 2.4, 8 * s), (side * 1.8, 15 * s))
            closures.cord(
                drawing, cord, (238, 236, 230) if sum(cloth.rgb) < 500 else toned(cloth.rgb, 0.6), 0.6
            )
        return
    folds = (
        fan(chance, (-leg.waist, leg.waist, -3), (-leg.waist, leg.waist, height), 12, 3.0)
        if design.shape == "paperbag"
        else []
    )
    if design.shape == "paperbag":
        frill = join(
            smooth(
                (-leg.waist - 0.8, -4),
                (-leg.waist * 0.5, -3),
                (0, -3.4),
                (leg.waist * 0.5, -3),
                (leg.waist + 0.8, -4),
            ),
            points((leg.waist, 2), (-leg.waist, 2)),
        )
        drawing.panel(frill, cloth, folds=folds, volume=0.4)
        belt = ribbon(smooth((-leg.waist, 1.2), (0, 2.4), (leg.waist, 1.2)), 3)
        drawing.panel(belt, cloth, volume=0.5, shadow=0.35)
        for side in (-1, 1):
            drawing.panel(
                ribbon(smooth((0, 2.4), (side * 2.6, 9), (side * 3.4, 17)), 1.8),
                cloth,
                volume=0.4,
                shadow=0.35,
            )
            loop = smooth(
                (0, 2.4), (side * 3, 0), (side * 6, 1.2), (side * 5, 4), (side * 2, 3.6), closed=True
            )
            drawing.panel(loop, cloth, volume=0.6, shadow=0.35)
        return
    drawing.panel(band, cloth, volume=0.45, shadow=0.28)
    if design.shape == "leggings":
        return
    for x in (-0.62, -0.3, 0.3, 0.62):
        loop = points(
            (leg.waist * x - 0.6, 0.2),
            (leg.waist * x + 0.6, 0.2),
            (leg.waist * x + 0.6, height + 1.2),
            (leg.waist * x - 0.6, height + 1.2),
        )
        drawing.panel(loop, cloth, volume=0.35, shadow=0.4)
    closures.button(
        drawing,
        0.9,
        height * 0.62,
        0.85 * s,
        GOLD if design.material == "denim" else toned(fabric.rgb, 0.55),
        metal=design.material == "denim",
    )


def _ends(drawing: Drawing, design: Design, leg: Leg, fabric: Fabric) -> None:
    axis = _leg_middle(leg)
    for side in (-1, 1):
        left, right = side * axis - leg.hem / 2, side * axis + leg.hem / 2
        if design.shape == "jogger":
            closures.rib(
                drawing,
                points(
                    (left - 0.2, leg.length - 4.5),
                    (right + 0.2, leg.length - 4.5),
                    (right - 0.9, leg.length + 1),
                    (left + 0.9, leg.length + 1),
                ),
                plain(fabric),
            )
        elif design.shape == "denim-shorts":
            drawing.panel(
                points(
                    (left - 0.4, leg.length - 3),
                    (right + 0.4, leg.length - 3),
                    (right + 0.5, leg.length + 0.6),
                    (left - 0.5, leg.length + 0.6),
                ),
                Fabric(toned(fabric.rgb, 1.22), "denim"),
                volume=0.5,
                shadow=0.3,
            )
        else:
            hem = smooth((left, leg.length - 2.2), (side * axis, leg.length - 1.5), (right, leg.length - 2.2))
            tint = (
                JEANS_THREAD
                if design.material == "denim" and design.colour in ("blue", "light blue", "navy")
                else toned(fabric.rgb, 0.7)
            )
            drawing.line(hem, tint, 0.18, opacity=0.7, kind="stitch")
