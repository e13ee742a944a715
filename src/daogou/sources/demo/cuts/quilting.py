"""Puffed channels of down jackets, on body and sleeves."""

from dataclasses import dataclass
from random import Random

from daogou.sources.demo.cuts.body import Body
from daogou.sources.demo.studio.curves import (
    Points,
    bounds,
    join,
    points,
    smooth,
)
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold


def quilt_sleeves(drawing: Drawing, before: int, body: Body, fabric: Fabric, scale: float) -> None:
    """Channels over the sleeves that were drawn last."""
    shapes = [layer.outline for layer in drawing.layers[before:] if hasattr(layer, "outline")]
    for outline in shapes:
        channels(drawing, outline, fabric, 7.2 * scale, slope=-0.18 if outline[:, 0].mean() > 0 else 0.18)


def channels(drawing: Drawing, outline: Points, fabric: Fabric, step: float, *, slope: float = 0.0) -> None:
    """Puffed channels: bands across the outline, each standing round on its own."""
    left, top, right, bottom = bounds([outline])
    count = max(2, round((bottom - top) / step))
    band = _Band((bottom - top) / count, (left + right) / 2, slope, (left - 1, right + 1))
    for number in range(count + 1):
        y = top + band.tall * (number - 0.5)
        drawing.panel(
            join(band.edge(y), band.edge(y + band.tall)[::-1]),
            fabric,
            volume=0.62,
            shadow=0.12,
            clip=outline,
            folds=_puckers(number, band, y),
        )


@dataclass(frozen=True, slots=True)
class _Band:
    """One channel: its height, the middle it tilts about, its slope, and from where to where it runs."""

    tall: float
    middle: float
    slope: float
    reach: tuple[float, float]

    def at(self, x: float, y: float) -> float:
        """The height of the line through the middle at ``y``, at ``x``."""
        return y + (x - self.middle) * self.slope

    def edge(self, y: float) -> Points:
        """A seam between channels, a little uneven."""
        left, right = self.reach
        xs = [left, (left * 2 + right) / 3, (left + right * 2) / 3, right]
        return smooth(*[(x, self.at(x, y) + 0.35 * (k % 2)) for k, x in enumerate(xs)])


def _puckers(number: int, band: _Band, y: float) -> list[Fold]:
    """Short creases that leave the seams, where thread gathers the cloth."""
    chance = Random(f"{number}/{band.reach[0]:.1f}")
    folds = []
    # one every 3.6 cm of seam
    for _ in range(int((band.reach[1] - band.reach[0]) / 3.6)):
        x, above = chance.uniform(*band.reach), chance.random() < 0.5
        start = band.at(x, y) + (0.3 if above else band.tall - 0.4)
        end = start + (1 if above else -1) * band.tall * 0.42
        folds.append(Fold(points((x, start), (x + chance.uniform(-1, 1), end)), 0.8, -2.2))
    return folds
