"""Prints on the chest: a sun over waves, mountains, a heart, a cat, stripes, a flower, a star, a moon."""

from collections.abc import Callable
from random import Random

import numpy as np

from daogou.sources.demo.cuts.cloths import lightness, solid, toned
from daogou.sources.demo.studio.curves import Points, ellipse, join, points, shifted, smooth
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Rgb
from daogou.sources.demo.studio.patterns import heart, star


def chest_print(drawing: Drawing, fabric: Fabric, chance: Random, x: float, y: float, size: float) -> None:
    """One of the motifs, ``size`` cm wide with its middle at (x, y), in the fabric's second colour."""
    ink = fabric.second or (240, 240, 236)
    # the family's second ink: a neighbour of the first that shows on both
    other = toned(ink, 0.7) if lightness(ink) > 120 else toned(ink, 1.6)
    motif = chance.choice(MOTIFS)
    motif(drawing, ink, other, x, y, size)


def _flat(drawing: Drawing, outline: Points, ink: Rgb, opacity: float = 0.93) -> None:
    drawing.panel(outline, solid(ink, "jersey"), volume=0.0, shadow=0, opacity=opacity)


def _sun(drawing: Drawing, ink: Rgb, other: Rgb, x: float, y: float, s: float) -> None:
    _flat(drawing, ellipse((x, y - s * 0.1), s * 0.3, s * 0.3), ink)
    for k in range(3):
        base = y + s * (0.1 + 0.14 * k)
        top = [(x - s * 0.5 + s * t, base + s * 0.035 * np.sin(t * 12 + k)) for t in np.linspace(0, 1, 9)]
        wave = join(smooth(*top), smooth(*[(px, py + s * 0.07) for px, py in top[::-1]]))
        _flat(drawing, wave, other if k % 2 else ink)


def _mountains(drawing: Drawing, ink: Rgb, other: Rgb, x: float, y: float, s: float) -> None:
    _flat(drawing, ellipse((x + s * 0.22, y - s * 0.24), s * 0.11, s * 0.11), other)
    _flat(
        drawing,
        points((x - s * 0.5, y + s * 0.3), (x - s * 0.16, y - s * 0.25), (x + s * 0.16, y + s * 0.3)),
        ink,
    )
    _flat(
        drawing,
        points((x - s * 0.1, y + s * 0.3), (x + s * 0.2, y - s * 0.08), (x + s * 0.5, y + s * 0.3)),
        other,
    )


def _heart(drawing: Drawing, ink: Rgb, other: Rgb, x: float, y: float, s: float) -> None:
    _flat(drawing, shifted(heart(s * 0.7), x, y), ink)


def _cat(drawing: Drawing, ink: Rgb, other: Rgb, x: float, y: float, s: float) -> None:
    head = join(
        smooth((x - s * 0.32, y - s * 0.3), (x - s * 0.18, y - s * 0.18)),
        smooth((x + s * 0.18, y - s * 0.18), (x + s * 0.32, y - s * 0.3)),
        smooth(
            (x + s * 0.36, y + s * 0.05),
            (x + s * 0.2, y + s * 0.27),
            (x, y + s * 0.31),
            (x - s * 0.2, y + s * 0.27),
            (x - s * 0.36, y + s * 0.05),
        ),
    )
    _flat(drawing, head, ink)
    for side in (-1, 1):
        _flat(drawing, ellipse((x + side * s * 0.15, y + s * 0.02), s * 0.035, s * 0.055), toned(other, 0.6))
        for dy in (0.0, 0.05):
            drawing.line(
                points(
                    (x + side * s * 0.2, y + s * (0.13 + dy)), (x + side * s * 0.44, y + s * (0.1 + dy * 2))
                ),
                other,
                0.18,
                opacity=0.8,
            )
    _flat(drawing, ellipse((x, y + s * 0.12), s * 0.03, s * 0.022), toned(other, 0.6))


def _bars(drawing: Drawing, ink: Rgb, other: Rgb, x: float, y: float, s: float) -> None:
    for k in range(3):
        y0 = y - s * 0.2 + s * 0.16 * k
        _flat(
            drawing,
            points(
                (x - s * 0.5, y0),
                (x + s * 0.5, y0),
                (x + s * 0.5, y0 + s * 0.09),
                (x - s * 0.5, y0 + s * 0.09),
            ),
            other if k == 1 else ink,
        )


def _flower(drawing: Drawing, ink: Rgb, other: Rgb, x: float, y: float, s: float) -> None:
    stem = smooth((x, y), (x + s * 0.04, y + s * 0.2), (x - s * 0.02, y + s * 0.42))
    drawing.line(stem, other, s * 0.03, opacity=0.9)
    for k in range(6):
        angle = k * np.pi / 3
        _flat(
            drawing,
            ellipse(
                (x + s * 0.15 * np.cos(angle), y - s * 0.1 + s * 0.15 * np.sin(angle)),
                s * 0.12,
                s * 0.075,
                turn=angle,
            ),
            ink,
        )
    _flat(drawing, ellipse((x, y - s * 0.1), s * 0.07, s * 0.07), other)


def _star(drawing: Drawing, ink: Rgb, other: Rgb, x: float, y: float, s: float) -> None:
    _flat(drawing, shifted(star(s * 0.75), x, y), ink)
    _flat(drawing, shifted(star(s * 0.4), x, y), other)


def _moon(drawing: Drawing, ink: Rgb, other: Rgb, x: float, y: float, s: float) -> None:
    bow = smooth(
        (x + s * 0.12, y - s * 0.3),
        (x - s * 0.22, y - s * 0.16),
        (x - s * 0.25, y + s * 0.14),
        (x + s * 0.12, y + s * 0.3),
    )
    inner = smooth(
        (x + s * 0.12, y + s * 0.3),
        (x - s * 0.06, y + s * 0.12),
        (x - s * 0.05, y - s * 0.12),
        (x + s * 0.12, y - s * 0.3),
    )
    _flat(drawing, join(bow, inner), ink)
    for dx, dy, k in ((0.22, -0.12, 0.16), (0.12, 0.1, 0.1), (0.34, 0.08, 0.09)):
        _flat(drawing, shifted(star(s * k), x + s * dx, y + s * dy), other)


MOTIFS: tuple[Callable[[Drawing, Rgb, Rgb, float, float, float], None], ...] = (
    _sun,
    _mountains,
    _heart,
    _cat,
    _bars,
    _flower,
    _star,
    _moon,
)
