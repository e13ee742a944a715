"""A drawing that remembers which part of a person each of its layers is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from daogou.sources.demo.studio.curves import Points
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Fold, Rgb


@dataclass
class Labelled:
    """A drawing whose panels each belong to a part: one of ``segmenters.PARTS``."""

    drawing: Drawing = field(default_factory=Drawing)
    parts: list[str] = field(default_factory=list)

    def panel(
        self,
        part: str,
        outline: Points,
        fabric: Fabric,
        *,
        folds: Sequence[Fold] = (),
        volume: float = 1.0,
        shadow: float = 0.3,
        flush: bool = False,
    ) -> None:
        """Add a panel on top."""
        self.parts.append(part)
        self.drawing.panel(outline, fabric, folds=tuple(folds), volume=volume, shadow=shadow, flush=flush)

    def line(self, path: Points, rgb: Rgb, width: float, opacity: float = 1.0) -> None:
        """Add a line on top, which belongs to what lies below."""
        self.parts.append("")
        self.drawing.line(path, rgb, width, opacity=opacity)
