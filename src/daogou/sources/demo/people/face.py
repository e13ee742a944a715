"""Head, ears and a quiet face."""

from collections.abc import Callable

from daogou.sources.demo.people.anatomy import CHIN, Anatomy
from daogou.sources.demo.people.labelled import Labelled
from daogou.sources.demo.studio.curves import Points, ellipse, mirror, smooth, symmetric
from daogou.sources.demo.studio.drawing import Fabric, Rgb

EYE_Y, NOSE_Y, MOUTH_Y, EYE_X = 11.2, 15.0, 18.1, 3.15  # on a head of 22 cm
WHITE: Rgb = (244, 240, 236)


def head_outline(body: Anatomy) -> Points:
    """The right half, from the crown to the chin."""
    u, wide = body.y(CHIN) / 22, 1.0 + 0.10 * (body.girth - 1)
    jaw = 1.06 if body.figure.audience == "men" else 1.0
    return smooth(
        (0, 0.4 * u),
        (4.6 * wide, 1.6 * u),
        (7.2 * wide, 6.2 * u),
        (7.3 * wide, 11.5 * u),
        (6.7 * wide * jaw, 15.6 * u),
        (5.0 * wide * jaw, 19.3 * u),
        (2.3 * jaw, 21.6 * u),
        (0, 22.0 * u),
    )


def draw_face(drawn: Labelled, body: Anatomy) -> None:
    """Ears, head, eyes, brows, nose, mouth."""
    figure, u = body.figure, body.y(CHIN) / 22
    skin = Fabric(figure.skin, "smooth")
    for side in (-1, 1):
        ear = ellipse((side * 7.35, 12.2 * u), 1.15, 2.3 * u, turn=side * 0.12)
        drawn.panel("face", ear, skin, volume=0.4, shadow=0.05)
    drawn.panel("face", symmetric(head_outline(body)), skin, volume=0.75, shadow=0.3)
    dark = _tone(figure.skin, 0.72)
    for turn in (mirror, lambda curve: curve):
        _eye(drawn, figure.hair, u, turn)
    nose = smooth(
        (-0.95, NOSE_Y * u), (-0.3, (NOSE_Y + 0.45) * u), (0.35, (NOSE_Y + 0.4) * u), (0.95, NOSE_Y * u)
    )
    drawn.line(nose, dark, 0.22, 0.7)
    drawn.line(smooth((0.75, 11.5 * u), (0.95, 13.2 * u), (1.15, 14.5 * u)), dark, 0.2, 0.25)
    upper = smooth(
        (-2.1, MOUTH_Y * u),
        (-0.9, (MOUTH_Y - 0.5) * u),
        (0, (MOUTH_Y - 0.3) * u),
        (0.9, (MOUTH_Y - 0.5) * u),
        (2.1, MOUTH_Y * u),
        (0.9, (MOUTH_Y + 0.9) * u),
        (0, (MOUTH_Y + 1.05) * u),
        (-0.9, (MOUTH_Y + 0.9) * u),
        closed=True,
    )
    drawn.panel("face", upper, Fabric(figure.lips, "smooth"), volume=0.15, shadow=0.0)
    smile = smooth((-2.2, (MOUTH_Y - 0.05) * u), (0, (MOUTH_Y + 0.22) * u), (2.2, (MOUTH_Y - 0.05) * u))
    drawn.line(smile, _tone(figure.lips, 0.62), 0.16, 0.8)


def _eye(drawn: Labelled, hair: Rgb, u: float, turn: Callable[[Points], Points]) -> None:
    x, y = EYE_X, EYE_Y * u
    almond = smooth((x - 1.35, y + 0.15), (x, y - 0.62), (x + 1.4, y - 0.05), (x, y + 0.55), closed=True)
    brow = smooth((x - 1.7, y - 1.75), (x + 0.2, y - 2.25), (x + 1.9, y - 1.6))
    lid = smooth((x - 1.4, y + 0.1), (x - 0.1, y - 0.68), (x + 1.5, y - 0.1))
    drawn.panel("face", turn(almond), Fabric(WHITE, "smooth"), volume=0.0, shadow=0.0)
    iris = ellipse((x, y - 0.05), 0.6, 0.6)
    drawn.panel("face", turn(iris), Fabric((58, 42, 34), "smooth"), volume=0.0, shadow=0.0)
    drawn.line(turn(lid), (40, 30, 28), 0.26, 0.95)
    drawn.line(turn(brow), _tone(hair, 0.9), 0.42, 0.85)


def _tone(rgb: Rgb, share: float) -> Rgb:
    r, g, b = (min(255, round(channel * share)) for channel in rgb)
    return r, g, b
