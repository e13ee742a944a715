"""Measures of the upper body by audience and fit, and the outlines that follow from them."""

from dataclasses import dataclass, replace

from daogou.sources.demo.design import Design
from daogou.sources.demo.studio.curves import Points, join, points, smooth


@dataclass(frozen=True, slots=True)
class Body:
    """Half widths and heights in cm; (0, 0) is the middle between the two high points of the shoulders."""

    neck: float  # half width of the neckline at the shoulder
    shoulder: float
    drop: float  # how far the shoulder's end lies below the neck
    armhole: float  # y of the armpit
    chest: float
    waist: float
    waist_y: float
    hem: float
    length: float
    arm: float  # from shoulder to wrist
    upper_arm: float  # width of the sleeve at its top
    cuff: float


BODIES = {
    "women": Body(8.6, 19.0, 3.8, 21.0, 23.5, 21.5, 38.0, 24.0, 61.0, 57.0, 16.0, 9.5),
    "men": Body(8.6, 23.0, 4.6, 25.0, 27.5, 26.5, 44.0, 27.0, 71.0, 63.0, 19.0, 11.0),
    "kids": Body(7.2, 15.2, 3.0, 17.5, 18.8, 18.5, 28.0, 19.5, 45.0, 41.0, 13.5, 8.4),
}
BODIES["unisex"] = replace(BODIES["men"], chest=27.0, hem=27.0, length=69.0, shoulder=22.5)

# what a fit adds to the chest, waist, hem and shoulder
EASE = {
    "slim": (-1.6, -2.6, -1.4, -0.4),
    "regular": (0.0, 0.0, 0.0, 0.0),
    "relaxed": (2.2, 2.8, 2.4, 1.2),
    "oversized": (5.0, 6.0, 5.0, 4.5),
}


def body_of(design: Design) -> Body:
    """The measures of a top in that design."""
    base = BODIES[design.audience]
    chest, waist, hem, shoulder = EASE.get(design.fit, EASE["regular"])
    scale = 0.7 if design.audience == "kids" else 1.0
    lengths = {"cropped": -16.0, "long": 22.0}
    return replace(
        base,
        chest=base.chest + chest * scale,
        waist=base.waist + waist * scale,
        hem=base.hem + hem * scale,
        shoulder=base.shoulder + shoulder * scale,
        drop=base.drop + shoulder * 0.35 * scale,
        armhole=base.armhole + max(0.0, chest) * 0.5 * scale,
        length=base.length + lengths.get(design.length, 0.0) * scale,
        waist_y=min(base.waist_y, base.length + lengths.get(design.length, 0.0) * scale - 4),
        upper_arm=base.upper_arm + chest * 0.35 * scale,
    )


def neck_depth(design: Design, body: Body) -> float:
    """How deep the neckline is in front, in cm."""
    share = body.neck / 8.6
    return share * {
        "crew neck": 8.0,
        "v-neck": 17.0,
        "square neck": 11.5,
        "boat neck": 4.2,
        "turtleneck": 3.0,
        "mock neck": 3.2,
        "shirt collar": 7.5,
        "band collar": 6.5,
        "mandarin collar": 4.0,
        "lapel": 24.0,
        "bow neck": 5.5,
        "peter pan collar": 7.0,
        "hood": 9.0,
        "shawl collar": 27.0,
    }.get(design.neckline, 8.0)


def neck_width(design: Design, body: Body) -> float:
    """Half the width of the neckline at the shoulder."""
    wide = {"boat neck": 1.55, "square neck": 1.35, "v-neck": 1.05, "turtleneck": 0.8, "mock neck": 0.82}
    return min(body.neck * wide.get(design.neckline, 1.0), body.shoulder - 3.5)


def front_neck(kind: str, half: float, depth: float) -> Points:
    """The right half of the front neckline, from the middle up to the shoulder."""
    if kind in ("v-neck", "lapel", "shawl collar"):
        return smooth((0, depth), (half * 0.52, depth * 0.46), (half, 0))
    if kind == "square neck":
        return points((0, depth), (half * 0.86, depth), (half, 0))
    if kind == "boat neck":
        return smooth((0, depth), (half * 0.6, depth * 0.86), (half, 0))
    return smooth((0, depth), (half * 0.55, depth * 0.84), (half * 0.9, depth * 0.4), (half, 0))


def body_half(body: Body, neckline: Points, *, hem_dip: float = 0.0, shoulder_in: float = 0.0) -> Points:
    """The right half of a body's outline: neckline, shoulder, armhole, side, hem.

    ``shoulder_in`` narrows the shoulder for sleeveless cuts.
    """
    neck_x, neck_y = neckline[-1]
    tip = (body.shoulder - shoulder_in, neck_y + body.drop * (1 - shoulder_in / 40))
    armhole = smooth(
        tip,
        (tip[0] - 1.2, tip[1] + (body.armhole - tip[1]) * 0.45),
        (tip[0] + (body.chest - tip[0]) * 0.35, tip[1] + (body.armhole - tip[1]) * 0.82),
        (body.chest, body.armhole),
    )
    side = smooth(
        (body.chest, body.armhole),
        (body.waist, body.waist_y),
        ((body.waist + body.hem * 2) / 3 + 0.2, (body.waist_y + body.length) / 2),
        (body.hem, body.length),
    )
    hem = smooth(
        (body.hem, body.length), (body.hem * 0.5, body.length + hem_dip * 0.8), (0, body.length + hem_dip)
    )
    return join(neckline, points((neck_x, neck_y), tip), armhole, side, hem)


def armhole_curve(body: Body) -> Points:
    """The seam between body and right sleeve."""
    tip = (body.shoulder, body.drop)
    return smooth(
        tip,
        (tip[0] - 1.2, tip[1] + (body.armhole - tip[1]) * 0.45),
        (tip[0] + (body.chest - tip[0]) * 0.35, tip[1] + (body.armhole - tip[1]) * 0.82),
        (body.chest, body.armhole),
    )
