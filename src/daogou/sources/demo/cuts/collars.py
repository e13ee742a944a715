"""Necks and collars, drawn over a finished body; (0, 0) is between the shoulders' high points."""

from random import Random

import numpy as np

from daogou.sources.demo.cuts.cloths import plain
from daogou.sources.demo.studio.curves import Points, join, mirror, points, ribbon, shifted, smooth, symmetric
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold

BACK_NECK = 1.9  # how deep the neckline is behind, cm


def back(drawing: Drawing, neckline: Points, fabric: Fabric) -> None:
    """The inside of the back, seen through the neck, with a label."""
    half = neckline[-1][0]
    depth = neckline[0][1]
    behind = smooth((0, BACK_NECK), (half * 0.6, BACK_NECK * 0.72), (half, 0))
    inside = symmetric(join(behind[::1], points((half, 0)), neckline[::-1]))
    drawing.panel(inside, plain(fabric), tone=0.56, volume=0.2)
    if depth > 6:
        label = points(
            (-1.9, BACK_NECK + 0.7), (1.9, BACK_NECK + 0.7), (1.9, BACK_NECK + 2.6), (-1.9, BACK_NECK + 2.6)
        )
        drawing.panel(label, Fabric((232, 228, 220), "smooth"), volume=0.1, tone=0.8, shadow=0.15)


def rib_band(drawing: Drawing, neckline: Points, fabric: Fabric, width: float) -> None:
    """A band along the front neckline."""
    whole = join(neckline[::-1], mirror(neckline)[1:])
    drawing.panel(ribbon(whole, width), fabric, volume=0.4, shadow=0.22)


def tube(drawing: Drawing, half: float, height: float, fabric: Fabric, *, rolled: bool) -> None:
    """A turtleneck (rolled) or mock neck standing above the shoulders."""
    top = -height
    side = smooth((half, 0.8), (half * 0.93, top * 0.5), (half * 0.9, top))
    rim = smooth((half * 0.9, top), (half * 0.45, top - 0.7), (0, top - 0.9))
    low = smooth((0, 3.4), (half * 0.6, 2.7), (half, 0.8))
    drawing.panel(symmetric(join(low, side, rim)), fabric, volume=0.8, shadow=0.25)
    opening = symmetric(
        smooth(
            (0, top - 0.9),
            (half * 0.5, top - 0.65),
            (half * 0.88, top),
            (half * 0.5, top + 0.75),
            (0, top + 0.95),
        )
    )
    drawing.panel(opening, plain(fabric), tone=0.55, volume=0.1, shadow=0)
    if rolled:
        fold = join(
            smooth((0, top + 0.95), (half * 0.5, top + 0.75), (half * 0.96, top)),
            smooth((half * 1.06, top * 0.35), (half * 0.6, 2.0), (0, 2.6)),
        )
        drawing.panel(symmetric(fold), fabric, volume=0.9, shadow=0.3)


def shirt_collar(
    drawing: Drawing, half: float, depth: float, fabric: Fabric, *, size: float = 1.0, open_: float = 0.0
) -> None:
    """Stand and two pointed flaps; ``open_`` spreads them (a revere worn open)."""
    stand = symmetric(
        smooth((0, 2.6), (half * 0.6, 1.6), (half * 1.02, -1.0), (half * 0.55, -2.5), (0, -2.9))
    )
    drawing.panel(stand, plain(fabric), tone=0.66, volume=0.2)
    spread = 0.62 + open_
    tip = (half * spread, depth + 3.2 * size)
    flap = join(
        smooth(
            (0.25 + open_ * 6, depth * 0.95),
            (half * 0.5, depth * 0.42),
            (half * 0.86, -0.4),
            (half * 0.62, -2.7),
        ),
        smooth((half * 0.62, -2.7), (half * 1.1, -1.2), (half * 1.22, 1.6)),
        points(tip),
    )
    for shape in (flap, mirror(flap)):
        drawing.panel(shape, fabric, volume=0.55, shadow=0.32, grain=0.25 if shape is flap else -0.25)
    inner = smooth(tip, ((tip[0] + 0.6) / 2, (tip[1] + depth) / 2), (0.6 + open_ * 6, depth * 0.98))
    for path in (inner, mirror(inner)):
        drawing.line(shifted(path, 0, -0.5), (0, 0, 0), 0.14, opacity=0.28, kind="stitch")


def band_collar(
    drawing: Drawing, half: float, depth: float, fabric: Fabric, *, height: float = 3.0, gap: float = 0.3
) -> None:
    """A standing band, open in front by ``gap``."""
    behind = symmetric(
        smooth(
            (0, 1.2),
            (half * 0.7, 0.6),
            (half * 0.95, -height * 0.75),
            (half * 0.5, -height * 1.05),
            (0, -height * 1.12),
        )
    )
    drawing.panel(behind, plain(fabric), tone=0.62, volume=0.2)
    lower = smooth((gap, depth), (half * 0.6, depth * 0.82), (half * 1.02, -0.2))
    upper = smooth(
        (half * 0.96, -height), (half * 0.62, depth * 0.5 - height * 0.55), (gap + 0.5, depth - height * 0.82)
    )
    front = join(lower, upper)
    for shape in (front, mirror(front)):
        drawing.panel(shape, fabric, volume=0.5, shadow=0.25)


def peter_pan(drawing: Drawing, neckline: Points, fabric: Fabric) -> None:
    """Two flat round flaps."""
    half, depth = float(neckline[-1][0]), float(neckline[0][1])
    flap = join(
        neckline,
        smooth(
            (half + 0.3, -0.6),
            (half + 4.6, 2.8),
            (half * 0.95, depth + 2.6),
            (half * 0.4, depth + 4.4),
            (0.3, depth + 0.4),
        ),
    )
    for shape in (flap, mirror(flap)):
        drawing.panel(shape, fabric, volume=0.45, shadow=0.3)


def bow(drawing: Drawing, neckline: Points, fabric: Fabric, chance: Random, *, size: float = 1.0) -> None:
    """A pussy bow: band, two loops, two tails."""
    rib_band(drawing, neckline, fabric, 2.4)
    y = float(neckline[0][1]) + 0.6
    s = size
    tail = smooth((0.4, y + 0.5), (2.6 * s, y + 8 * s), (4.2 * s, y + 17 * s))
    for shape, tilt in ((tail, 1.0), (mirror(tail), 0.86)):
        crease = Fold(shape * (1, 1), 1.2, 2.4)
        drawing.panel(
            ribbon(shifted(shape * (1, tilt), 0, y * (1 - tilt)), lambda t: s * (1.6 + 3.0 * t)),
            fabric,
            folds=[crease],
            volume=0.5,
        )
    loop = smooth(
        (0, y),
        (4 * s, y - 3.2 * s),
        (9 * s, y - 2.2 * s),
        (9.4 * s, y + 1.6 * s),
        (5 * s, y + 2.2 * s),
        closed=True,
    )
    for shape in (loop, mirror(loop)):
        sign = 1 if shape is loop else -1
        creases = [
            Fold(smooth((0, y), (sign * 3.5 * s, y - 0.6 + k), (sign * 7 * s, y - 1 + 1.6 * k)), 1.3, d)
            for k, d in ((-0.6, 3), (0.5, -3))
        ]
        drawing.panel(shape, fabric, folds=creases, volume=0.7, shadow=0.35)
    knot = smooth(
        (-1.5 * s, y - 1.5 * s),
        (1.5 * s, y - 1.6 * s),
        (1.7 * s, y + 1.7 * s),
        (-1.6 * s, y + 1.7 * s),
        closed=True,
    )
    drawing.panel(knot, fabric, volume=0.8, shadow=0.35)
    del chance


def hood(
    drawing: Drawing, half: float, depth: float, fabric: Fabric, chance: Random, *, scale: float = 1.0
) -> None:
    """A hood lying back, seen from the front: outer shell, dark opening, the two front edges."""
    h = 15.5 * scale
    shell = smooth(
        (0, depth), (half * 1.5, depth * 0.62), (half * 1.62, -h * 0.28), (half * 1.1, -h * 0.82), (0, -h)
    )
    creases = [
        Fold(
            smooth((s * half * 1.25, -h * 0.7), (s * half * 1.42, -h * 0.2), (s * half * 1.1, depth * 0.6)),
            2.0,
            3.0,
        )
        for s in (-1, 1)
    ]
    drawing.panel(symmetric(shell), fabric, folds=creases, volume=1.0)
    opening = smooth(
        (0, depth * 0.92),
        (half * 0.62, depth * 0.35),
        (half * 1.0, -h * 0.3),
        (half * 0.72, -h * 0.68),
        (0, -h * 0.8),
    )
    drawing.panel(symmetric(opening), plain(fabric), tone=0.55, volume=-0.5, shadow=0)
    seam = points((0, -h * 0.8), (0, 0))
    drawing.line(seam, (0, 0, 0), 0.2, opacity=0.25)
    edge = smooth(
        (half * 0.06, depth * 1.02),
        (half * 0.72, depth * 0.4),
        (half * 1.12, -h * 0.3),
        (half * 0.85, -h * 0.7),
    )
    for path in (edge, mirror(edge)):
        drawing.panel(ribbon(path, lambda t: 2.7 * scale * (1 - 0.55 * t)), fabric, volume=0.6, shadow=0.3)
    del chance


def lapels(
    drawing: Drawing, half: float, depth: float, fabric: Fabric, *, peaked: bool, width: float = 8.0
) -> None:
    """Notched or peaked lapels and the collar above them; the fronts meet at (0, depth)."""
    notch_y = depth * 0.36
    wide = width * half / 8.6
    lapel = join(
        smooth((0.6, depth), (half * 0.45, depth * 0.6), (half * 0.84, notch_y * 0.72)),
        points(
            (half * 0.95, notch_y * 0.66), (half * 0.7 + wide * 0.78, notch_y + (-2.6 if peaked else 0.8))
        ),
        smooth(
            (half * 0.7 + wide * 0.72, notch_y + (0.3 if peaked else 2.0)),
            (half * 0.62 + wide * 0.2, depth * 0.72),
            (0.6, depth),
        ),
    )
    collar = join(
        smooth((half * 0.62, -3.0), (half * 0.92, -0.8), (half * 0.86, notch_y * 0.72)),
        points((half * 0.95, notch_y * 0.9), (half * 0.86 + wide * 0.42, notch_y * 0.84)),
        smooth((half * 0.86 + wide * 0.42, notch_y * 0.8), (half * 1.28, 0.4), (half * 0.72, -3.5)),
    )
    behind = symmetric(
        smooth((0, 1.6), (half * 0.62, 0.9), (half * 0.95, -1.4), (half * 0.66, -3.3), (0, -3.7))
    )
    drawing.panel(behind, fabric, tone=0.8, volume=0.4)
    for shape in (lapel, mirror(lapel)):
        drawing.panel(shape, fabric, volume=0.5, shadow=0.34, grain=0.3 if shape is lapel else -0.3)
    for shape in (collar, mirror(collar)):
        drawing.panel(shape, fabric, volume=0.5, shadow=0.34, grain=0.5 if shape is collar else -0.5)


def shawl(drawing: Drawing, half: float, depth: float, fabric: Fabric, *, width: float = 8.5) -> None:
    """One long rolled collar without a notch."""
    behind = symmetric(
        smooth((0, 1.6), (half * 0.62, 0.9), (half * 0.95, -1.6), (half * 0.66, -3.5), (0, -3.9))
    )
    drawing.panel(behind, fabric, tone=0.8, volume=0.4)
    roll = join(
        smooth((half * 0.62, -3.3), (half * 0.92, 0), (half * 0.5, depth * 0.55), (0.2, depth)),
        smooth(
            (1.2, depth + 1.5),
            (half * 0.4 + width * 0.72, depth * 0.62),
            (half * 0.7 + width * 0.62, depth * 0.3),
            (half * 1.3, 0.2),
            (half * 0.74, -3.8),
        ),
    )
    for shape in (mirror(roll), roll):
        drawing.panel(shape, fabric, volume=0.9, shadow=0.34, grain=0.35 if shape is roll else -0.35)


def straps(
    drawing: Drawing, low: tuple[float, float], high: tuple[float, float], back_y: float, fabric: Fabric
) -> None:
    """Two thin straps from the front edge (``low``) over the shoulder (``high``) to the back."""
    for side in (-1, 1):
        over = smooth(
            (side * high[0], high[1]),
            (side * (high[0] + 1.2), (high[1] + back_y) / 2),
            (side * (low[0] + 0.2), back_y),
        )
        drawing.panel(ribbon(over, 0.6), plain(fabric), volume=0.3, tone=0.75)
        front = smooth(
            (side * low[0], low[1] + 0.6),
            (side * (low[0] - 0.8), (low[1] + high[1]) / 2),
            (side * high[0], high[1]),
        )
        drawing.panel(ribbon(front, 0.7), plain(fabric), volume=0.4)


def slip_back(drawing: Drawing, chest: float, armhole: float, fabric: Fabric) -> None:
    """The straight upper edge of a slip's back, seen behind the front."""
    behind = symmetric(smooth((0, armhole - 4), (chest * 0.4, armhole - 5.5), (chest - 2, armhole - 2)))
    low = points((-chest + 2, armhole), (chest - 2, armhole))
    drawing.panel(join(behind, low[::-1]), plain(fabric), tone=0.6, volume=0.2)


def slip_neck(square: bool) -> Points:
    """The right half of a slip's upper edge, from the middle to the strap."""
    return (
        points((0, 11.5), (10.2, 11.5), (10.2, 9.0))
        if square
        else join(smooth((0, 15.5), (5, 12.4), (10.2, 8.6)), points((10.2, 8.6)))
    )


def points_of(neckline: Points) -> dict[str, tuple[float, float]]:
    """Landmarks of a neckline."""
    half, depth = float(neckline[-1][0]), float(neckline[0][1])
    return {
        "neck_right": (-half, float(neckline[-1][1])),
        "neck_left": (half, float(np.asarray(neckline)[-1][1])),
        "neck_front": (0.0, depth),
    }
