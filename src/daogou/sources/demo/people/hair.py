"""Hair: what lies behind the head and shoulders, and what frames the face."""

from collections.abc import Callable

from daogou.sources.demo.people.anatomy import CHIN, Anatomy
from daogou.sources.demo.people.labelled import Labelled
from daogou.sources.demo.studio.curves import Points, ellipse, join, mirror, smooth, symmetric
from daogou.sources.demo.studio.drawing import Fabric, Fold


def hair_behind(drawn: Labelled, body: Anatomy) -> None:
    """Long hair ends above the shoulders' height, so that it hides no neckline."""
    u, fabric = body.y(CHIN) / 22, _fabric(body)
    match body.figure.style:
        case "long":
            half = smooth(
                (0, -1.6 * u),
                (7.4, 0.6 * u),
                (9.2, 9 * u),
                (9.6, 19 * u),
                (9.0, 29 * u),
                (6.0, 32 * u),
                (0, 32.4 * u),
            )
        case "bob":
            half = smooth(
                (0, -1.6 * u),
                (7.6, 0.6 * u),
                (9.6, 9 * u),
                (9.7, 17 * u),
                (8.4, 22.4 * u),
                (5.0, 23 * u),
                (0, 23 * u),
            )
        case "curls":
            half = smooth(
                (0, -4.2 * u),
                (7.6, -2.6 * u),
                (11.4, 3.6 * u),
                (12.0, 11 * u),
                (10.6, 17.4 * u),
                (7.0, 21 * u),
                (0, 21 * u),
            )
        case "bun":
            drawn.panel("hair", ellipse((0, -2.0 * u), 4.2, 3.6 * u), fabric, volume=0.7, shadow=0.1)
            half = smooth(
                (0, -1.2 * u), (6.8, 1.0 * u), (8.2, 8 * u), (7.9, 13 * u), (5.0, 15 * u), (0, 15 * u)
            )
        case _:
            half = smooth(
                (0, -1.4 * u), (6.6, 0.4 * u), (8.0, 6.4 * u), (7.7, 11 * u), (4.0, 13 * u), (0, 13 * u)
            )
    drawn.panel("hair", symmetric(half), fabric, folds=_strands(u, body.figure.style), volume=0.9, shadow=0.1)


def hair_before(drawn: Labelled, body: Anatomy) -> None:
    """The hairline, and what falls beside the face."""
    u, fabric, style = body.y(CHIN) / 22, _fabric(body), body.figure.style
    if style in ("short", "crop"):
        low = 6.4 if style == "short" else 5.4
        rim = smooth(
            (0, (low - 1.2) * u), (4.4, (low - 0.9) * u), (6.6, (low + 1.4) * u), (7.15, (low + 4.8) * u)
        )
        back = smooth((7.7, (low + 4.0) * u), (7.9, 5.4 * u), (5.6, -0.3 * u), (0, -1.9 * u))
        drawn.panel("hair", symmetric(join(rim, back)), fabric, folds=_parting(u), volume=0.6, shadow=0.16)
        return
    if style == "curls":
        rim = smooth((0, 4.4 * u), (4.6, 5.4 * u), (6.9, 9 * u), (7.5, 13 * u), (8.8, 15 * u))
        back = smooth((10.6, 12 * u), (10.6, 4 * u), (7.2, -1.9 * u), (0, -3.8 * u))
        drawn.panel("hair", symmetric(join(rim, back)), Fabric(fabric.rgb, "fur"), volume=0.8, shadow=0.2)
        return
    down = {"long": 21.0, "bob": 20.0, "bun": 11.5}[style]
    for turn in (mirror, _same):
        curtain = _curtain(u, down)
        drawn.panel("hair", turn(curtain), fabric, folds=_falls(u, down, turn), volume=0.55, shadow=0.18)


def _curtain(u: float, down: float) -> Points:
    """One side, parted in the middle."""
    inner = smooth((0, 1.6 * u), (2.6, 4.4 * u), (6.0, 8.2 * u), (6.9, 13 * u), (7.0, down * u))
    outer = smooth((8.4, down * u), (8.9, 12 * u), (8.3, 5 * u), (5.6, 0.0), (0, -1.7 * u))
    return join(inner, outer)


def _falls(u: float, down: float, turn: Callable[[Points], Points]) -> list[Fold]:
    path = smooth((2.6, 1.8 * u), (6.6, 6.4 * u), (7.8, 12 * u), (7.8, down * u))
    return [Fold(turn(path), 1.2, 1.6)]


def _strands(u: float, style: str) -> list[Fold]:
    if style != "long":
        return []
    return [
        Fold(smooth((x * 0.8, 6 * u), (x, 16 * u), (x * 0.95, 30 * u)), 1.4, 2.0)
        for x in (-7.6, -4.5, 4.5, 7.6)
    ]


def _parting(u: float) -> list[Fold]:
    return [
        Fold(smooth((x * 0.4, -0.6 * u), (x, 2.0 * u), (x * 1.1, 4.6 * u)), 1.2, 1.6)
        for x in (-4.6, -1.6, 2.2, 5.0)
    ]


def _fabric(body: Anatomy) -> Fabric:
    return Fabric(body.figure.hair, "silk")


def _same(curve: Points) -> Points:
    return curve
