"""A product as a list of layers, bottom first, in centimetres: geometry only, nothing painted yet."""

from dataclasses import dataclass, field
from typing import Literal

from daogou.sources.demo.studio.curves import Point, Points

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Fabric:
    """What a layer is made of. ``size`` scales the pattern; ``zone`` is where a gradient or block begins and
    ends, as y in cm (the pattern is then no repeat but a place on the product).
    """

    rgb: Rgb
    texture: str = "plain weave"
    pattern: str = "plain"
    second: Rgb | None = None
    size: float = 1.0
    zone: tuple[float, float] | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Fold:
    """A soft ridge (depth > 0) or valley (depth < 0) along a path; width in cm, depth in picture units."""

    path: Points
    width: float
    depth: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One piece of cloth, leather or metal.

    ``grain`` turns pattern and texture (radians), ``volume`` is how round it stands, ``tone`` darkens what
    lies in shade, ``shadow`` is how dark a shadow it throws on layers below, ``clip`` cuts it to another
    outline. ``flush``: its surface goes on into what lies below, with a seam but no rounded edge between.
    """

    outline: Points
    fabric: Fabric
    folds: tuple[Fold, ...] = ()
    grain: float = 0.0
    volume: float = 1.0
    tone: float = 1.0
    shadow: float = 0.3
    clip: Points | None = None
    opacity: float = 1.0
    flush: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A seam, stitch or edge on what lies below; it never leaves the product."""

    path: Points
    rgb: Rgb
    width: float
    opacity: float = 1.0
    kind: Literal["solid", "stitch", "groove"] = "solid"


@dataclass(slots=True)
class Drawing:
    """Layers, bottom first, and named points; ``stands`` if it stands on a floor, else it floats."""

    layers: list[Panel | Line] = field(default_factory=list)
    landmarks: dict[str, Point] = field(default_factory=dict)
    stands: bool = False

    def panel(
        self,
        outline: Points,
        fabric: Fabric,
        *,
        folds: tuple[Fold, ...] | list[Fold] = (),
        grain: float = 0.0,
        volume: float = 1.0,
        tone: float = 1.0,
        shadow: float = 0.3,
        clip: Points | None = None,
        opacity: float = 1.0,
        flush: bool = False,
    ) -> None:
        """Add a panel on top."""
        self.layers.append(
            Panel(outline, fabric, tuple(folds), grain, volume, tone, shadow, clip, opacity, flush)
        )

    def line(
        self,
        path: Points,
        rgb: Rgb,
        width: float = 0.2,
        *,
        opacity: float = 1.0,
        kind: Literal["solid", "stitch", "groove"] = "solid",
    ) -> None:
        """Add a line on top."""
        self.layers.append(Line(path, rgb, width, opacity, kind))

    def seam(self, path: Points, *, opacity: float = 0.5) -> None:
        """A sewn seam: a groove in whatever colour lies below."""
        self.line(path, (0, 0, 0), 0.28, opacity=opacity, kind="groove")

    def mark(self, **named: Point) -> None:
        """Name points of the product."""
        self.landmarks.update({name: (float(x), float(y)) for name, (x, y) in named.items()})

    def mark_both(self, **named: Point) -> None:
        """Name points on the wearer's right (x < 0, the viewer's left) and mirrored on the left."""
        for name, (x, y) in named.items():
            self.mark(**{f"{name}_right": (-abs(x), y), f"{name}_left": (abs(x), y)})
