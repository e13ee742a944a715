"""A figure as layers of skin, hair and plain clothes, each with the name of what it is."""

from collections.abc import Callable

from daogou.sources.demo.people.anatomy import (
    ANKLE,
    ARMPIT,
    BUST,
    CROTCH,
    HIP,
    SHOULDER,
    SOLE,
    WAIST,
    Anatomy,
)
from daogou.sources.demo.people.face import draw_face
from daogou.sources.demo.people.figure import Figure
from daogou.sources.demo.people.hair import hair_before, hair_behind
from daogou.sources.demo.people.labelled import Labelled
from daogou.sources.demo.studio.curves import Points, join, mirror, points, smooth, symmetric
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold, Rgb

Turn = Callable[[Points], Points]

VEST, SHORTS, SHOES, SOLES = (232, 229, 224), (92, 96, 104), (206, 200, 192), (246, 244, 240)


def draw_person(figure: Figure) -> Labelled:
    """Bottom first: hair behind, limbs, trunk, clothes, head."""
    drawn, body = Labelled(Drawing(stands=True)), Anatomy(figure)
    hair_behind(drawn, body)
    _limbs(drawn, body)
    _trunk(drawn, body)
    _clothes(drawn, body)
    draw_face(drawn, body)
    hair_before(drawn, body)
    drawn.drawing.mark(**body.joints())
    return drawn


def skin_of(figure: Figure, tone: float = 1.0) -> Fabric:
    """Skin as a fabric; ``tone`` below 1 lies in shade."""
    r, g, b = (max(0, min(255, round(channel * tone))) for channel in figure.skin)
    return Fabric((r, g, b), "smooth")


def _limbs(drawn: Labelled, body: Anatomy) -> None:
    skin = skin_of(body.figure)
    for turn in (mirror, _same):
        drawn.panel("skin", turn(body.leg()), skin, volume=1.1, shadow=0.12)
        kx, ky = body.knee
        knee = smooth((kx - 2.6, ky + 1), (kx, ky + 2.2), (kx + 2.6, ky + 0.8))
        drawn.line(turn(knee), _darker(body.figure.skin, 0.86), 0.35, 0.5)
        _shoe(drawn, body, turn)
        drawn.panel("skin", turn(body.thumb()), skin, volume=0.5, shadow=0.1)
        drawn.panel("skin", turn(body.arm()), skin, volume=0.95, shadow=0.1)
        _fingers(drawn, body, turn)


def _shoe(drawn: Labelled, body: Anatomy, turn: Turn) -> None:
    (ax, _), y = body.ankle, body.y
    top, floor = y(ANKLE) + 0.2, y(SOLE)
    upper = smooth(
        (ax - 3.1, top + 1.2),
        (ax + 0.2, top),
        (ax + 3.4, top + 1.0),
        (ax + 4.7, floor - 3.4),
        (ax + 4.6, floor - 0.8),
        (ax + 0.4, floor - 0.2),
        (ax - 3.6, floor - 0.8),
        (ax - 3.8, floor - 3.4),
        closed=True,
    )
    sole = points((ax - 3.9, floor - 1.3), (ax + 4.8, floor - 1.3), (ax + 4.6, floor), (ax - 3.7, floor))
    drawn.panel("shoes", turn(upper), Fabric(SHOES, "canvas"), volume=0.8, shadow=0.2)
    drawn.panel("shoes", turn(sole), Fabric(SOLES, "rubber"), volume=0.2, shadow=0.1)


def _fingers(drawn: Labelled, body: Anatomy, turn: Turn) -> None:
    (fx, fy), ink = body.finger, _darker(body.figure.skin, 0.78)
    for shift in (-0.7, 0.35, 1.2):
        line = smooth((fx + shift, fy - 6.5), (fx + shift + 0.1, fy - 3.6), (fx + shift - 0.1, fy - 1.2))
        drawn.line(turn(line), ink, 0.16, 0.55)


def _trunk(drawn: Labelled, body: Anatomy) -> None:
    figure, y = body.figure, body.y
    drawn.panel("skin", symmetric(body.trunk()), skin_of(figure), volume=1.0, shadow=0.12, flush=True)
    ink = _darker(figure.skin, 0.8)
    for turn in (mirror, _same):
        bone = smooth(
            (1.4, y(SHOULDER) + 3.4), (6.5, y(SHOULDER) + 2.2), (figure.shoulder * 0.36, y(SHOULDER) + 1.4)
        )
        drawn.line(turn(bone), ink, 0.28, 0.22)


def _clothes(drawn: Labelled, body: Anatomy) -> None:
    """A vest and shorts, so that nothing that is tried on hides what it stands in for."""
    figure, y = body.figure, body.y
    _shorts(drawn, body)
    half, chest = figure.shoulder / 2, figure.chest_half
    neck, strap = half * 0.40, half * 0.66
    top = smooth((0, y(SHOULDER) + 10.5), (neck * 0.7, y(SHOULDER) + 8), (neck + 1.4, y(SHOULDER) - 0.3))
    hole = smooth(
        (strap, y(SHOULDER) + 0.4),
        (strap + 0.4, y(SHOULDER) + 6),
        (chest - 1.4, y(ARMPIT) - 2.2),
        (chest + 0.8, y(ARMPIT) + 1.5),
    )
    side = smooth(
        (chest + 0.9, y(BUST)),
        (figure.waist_half + 1.1, y(WAIST) - 5),
        (figure.waist_half + 0.9, y(WAIST)),
        (figure.waist_half + (figure.hip_half - figure.waist_half) * 0.62 + 0.9, y(WAIST) + 9),
        (figure.hip_half + 0.5, y(HIP) - 5),
    )
    outline = join(top, hole, side, points((0, y(HIP) - 3.4)))
    folds = [
        Fold(smooth((s * chest * 0.9, y(ARMPIT) + 4), (s * chest * 0.5, y(BUST) + 5)), 3.0, 2.2)
        for s in (-1, 1)
    ]
    drawn.panel("top", symmetric(outline), Fabric(VEST, "jersey"), folds=folds, volume=1.05, shadow=0.22)


def _shorts(drawn: Labelled, body: Anatomy) -> None:
    figure, y = body.figure, body.y
    hem = y(CROTCH) + 13
    wide = figure.hip_half * 0.93 + 1.5
    half = join(
        points((0, y(WAIST) + 8)),
        smooth(
            (figure.waist_half + (figure.hip_half - figure.waist_half) * 0.6 + 0.6, y(WAIST) + 8),
            (figure.hip_half + 0.8, y(HIP) - 2),
            (figure.hip_half + 0.9, y(CROTCH) + 2),
            (wide, hem),
        ),
        points((0.9, hem + 0.7), (0.5, y(CROTCH) + 5), (0, y(CROTCH) + 4)),
    )
    drawn.panel("shorts", symmetric(half), Fabric(SHORTS, "jersey"), volume=1.0, shadow=0.24)


def _same(curve: Points) -> Points:
    return curve


def _darker(rgb: Rgb, share: float) -> Rgb:
    r, g, b = (round(channel * share) for channel in rgb)
    return r, g, b
