"""Where on a size chart a body lies, in sizes: 0 the first size, 1 the second, .5 between them."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np

from daogou.core.errors import BadInput
from daogou.fit.body.measures import Measure
from daogou.fit.sizes.charts import SizeChart
from daogou.fit.sizes.garments import SizedGarment

# Of several measures the one that asks for the larger size counts for more: a garment must go round it, and
# can be taken in elsewhere. e to the power of one size: a measure one size larger weighs 2.7 times as much.
SHARPNESS = 1.0
# how far a body may be from a chart's own idea of it in one measure, in sizes: what keeps a measure known to
# the millimetre from silencing the others
DIFFERENCE_SD = 0.5


@dataclass(frozen=True)
class Placed:
    """One measure on the chart: ``place`` and its deviation ``sd`` in sizes, ``weight`` 0..1 in the whole."""

    measure: str
    value: Measure
    place: float
    sd: float
    weight: float


@dataclass(frozen=True)
class Place:
    """All of them together, in sizes; ``by`` the heaviest first."""

    at: float
    sd: float
    by: tuple[Placed, ...]


def place_of(garment: SizedGarment, measures: Mapping[str, Measure]) -> Place | None:
    """Where the body lies on the garment's chart; None if they share no measure.

    Raises:
        BadInput: a measure of the chart shrinks from a size to the next.
    """
    rulers = rulers_of(garment.chart)
    weights = _weights(garment.chart, rulers)
    shared = [name for name in rulers if name in measures and name in weights]
    if not shared:
        return None
    found = [_placed(garment, rulers[name], name, measures[name], weights[name]) for name in shared]
    logs = np.array([math.log(one.weight) + SHARPNESS * one.place for one in found])
    parts = np.exp(logs - logs.max())
    whole = sum(one.weight for one in found)
    at = float((logs.max() + math.log(parts.sum() / whole)) / SHARPNESS)
    shares = parts / parts.sum()
    # estimates err together, since all come from the same height and weight: deviations add, not variances
    sd = float(shares @ [one.sd for one in found])
    by = [
        Placed(one.measure, one.value, one.place, one.sd, float(share))
        for one, share in zip(found, shares, strict=True)
    ]
    return Place(at, sd, tuple(sorted(by, key=lambda one: -one.weight)))


@dataclass(frozen=True)
class Ruler:
    """A measure's values along the chart: ``places`` of the sizes that have it, their ``values`` in cm."""

    places: tuple[float, ...]
    values: tuple[float, ...]
    step: float  # cm per size, the mean

    def place(self, value: float) -> float:
        """Between sizes by proportion; beyond the ends as far on as the last step goes."""
        if len(self.values) == 1:
            return self.places[0] + (value - self.values[0]) / self.step
        left, right = (0, 1) if value <= self.values[0] else (-2, -1)
        if self.values[0] < value < self.values[-1]:
            right = next(at for at, known in enumerate(self.values) if known >= value)
            left = right - 1
        rise = (self.values[right] - self.values[left]) / (self.places[right] - self.places[left])
        return self.places[left] + (value - self.values[left]) / rise


def rulers_of(chart: SizeChart) -> dict[str, Ruler]:
    """Measure -> ruler, of those that grow along the chart; one that stays the same tells no size.

    Raises:
        BadInput: the chart has no size, or a measure shrinks from a size to the next.
    """
    if not chart.sizes:
        raise BadInput(f"{chart.source} has no sizes.", hint="Give it rows of body measures in cm.")
    names = dict.fromkeys(name for row in chart.sizes.values() for name in row)
    rulers = {name: _ruler(chart, name) for name in names}
    return {name: ruler for name, ruler in rulers.items() if ruler}


def _ruler(chart: SizeChart, name: str) -> Ruler | None:
    rows = [
        (float(at), size, float(row[name]))
        for at, (size, row) in enumerate(chart.sizes.items())
        if name in row
    ]
    for (_, before, smaller), (_, after, larger) in pairwise(rows):
        if larger < smaller:
            raise BadInput(
                f"{chart.source}: {name} shrinks from {before} ({smaller:g}) to {after} ({larger:g}).",
                hint="List sizes from small to large, with body measures in cm.",
            )
    rows = [row for at, row in enumerate(rows) if at == 0 or row[2] > rows[at - 1][2]]
    if len(rows) == 1:
        step = knowledge()["steps"].get(name)
        return Ruler((rows[0][0],), (rows[0][2],), step) if step and len(chart.sizes) == 1 else None
    step = (rows[-1][2] - rows[0][2]) / (rows[-1][0] - rows[0][0])
    return Ruler(tuple(row[0] for row in rows), tuple(row[2] for row in rows), step)


def _placed(garment: SizedGarment, ruler: Ruler, name: str, value: Measure, weight: float) -> Placed:
    # a brand that is cut larger is worn by a larger body at the same size: the body counts as smaller
    runs = garment.runs_cm if name == garment.runs_measure else 0.0
    place = ruler.place(value.value - runs)
    sd = value.sd / ruler.step
    return Placed(name, value, place, sd, weight / (1 + (sd / DIFFERENCE_SD) ** 2))


def _weights(chart: SizeChart, rulers: Mapping[str, Ruler]) -> Mapping[str, float]:
    """How much each measure counts. Height tells children's sizes, and others where there is nothing else."""
    if chart.audience == "kids" and "height" in rulers:
        return {"height": 1.0, "bust": 0.3, "waist": 0.3}
    name = chart.category.lower()
    groups = knowledge()["groups"]
    weights: Mapping[str, float] = next(
        group["weights"] for group in groups if any(word in name for word in group["words"])
    )
    known = {measure: weight for measure, weight in weights.items() if measure in rulers}
    return known or dict.fromkeys(rulers, 1.0)


@cache
def knowledge() -> Mapping[str, Any]:
    """``knowledge.toml``."""
    return tomllib.loads((files("daogou.fit") / "sizes" / "knowledge.toml").read_text("utf-8"))
