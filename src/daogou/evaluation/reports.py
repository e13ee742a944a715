"""What an evaluation found: means with intervals, where they come from, and which differences are real."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from daogou.core.errors import BadInput
from daogou.evaluation.metrics import Interval, bootstrap_intervals
from daogou.evaluation.metrics.places import Values

LEVEL = 0.95  # of every interval


@dataclass(frozen=True, slots=True)
class Group:
    """Some of what was measured: those whose count lies in ``least``..``most``, None for no end."""

    least: int
    most: int | None
    size: int
    value: Interval


@dataclass(frozen=True, eq=False)
class Report:
    """One recommender on one split.

    ``metrics``: name -> mean over shoppers with its 95 % interval. ``whole``: what is counted over all lists
    together, and has no interval. ``by_history``: NDCG@k of shoppers by the number of products they knew;
    ``by_popularity``: recall@k of wanted products by the number of shoppers who knew them. ``values`` float64
    [n_shoppers, metrics]: for ``compare``; not part of the JSON.
    """

    name: str
    k: int
    n_shoppers: int
    n_products: int
    metrics: dict[str, Interval]
    whole: dict[str, float]
    by_history: tuple[Group, ...]
    by_popularity: tuple[Group, ...]
    seconds: float = 0.0
    values: Values = field(default_factory=lambda: np.zeros((0, 0)), repr=False)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        table = asdict(self)
        del table["values"]
        return table


@dataclass(frozen=True, slots=True)
class Difference:
    """``name`` minus ``reference`` in a metric, over the same shoppers."""

    metric: str
    name: str
    reference: str
    difference: Interval

    @property
    def is_clear(self) -> bool:
        """Whether 0 lies outside of the interval."""
        return not self.difference.low <= 0 <= self.difference.high


def best_of(reports: Sequence[Report], metric: str = "ndcg") -> Report:
    """The one with the highest mean; of equal ones the first."""
    return max(reports, key=lambda report: report.metrics[metric].mean)


def compare(reports: Sequence[Report], *, reference: str = "", seed: int = 0) -> tuple[Difference, ...]:
    """Each against the reference, else against the best by NDCG: the paired bootstrap over shoppers.

    Each interval is for itself: of twenty, one is wrong by chance.

    Raises:
        BadInput: the reports are not of the same shoppers, or none has the reference's name.
    """
    if not reports:
        return ()
    if len({(one.n_shoppers, one.k, one.n_products) for one in reports}) > 1:
        raise BadInput("These reports are not of the same shoppers and products.")
    named = {one.name: one for one in reports}
    if reference and reference not in named:
        raise BadInput(f"No report of {reference!r}. There are: {', '.join(named)}.")
    base = named[reference] if reference else best_of(reports)
    return tuple(
        Difference(metric, one.name, base.name, interval)
        for one in reports
        if one is not base
        for metric, interval in zip(
            one.metrics, bootstrap_intervals(one.values - base.values, seed, LEVEL), strict=True
        )
    )
