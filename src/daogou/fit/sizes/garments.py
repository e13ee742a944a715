"""A garment as its sizes go, and purchases that tell how sizes went before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from daogou.core.errors import NotFound
from daogou.core.product import Product
from daogou.fit.sizes.charts import SizeChart, chart_of

Verdict = Literal["small", "right", "large"]
Ease = Literal["as_designed", "tight", "regular", "loose"]
EASES: tuple[Ease, ...] = ("as_designed", "tight", "regular", "loose")


@dataclass(frozen=True)
class SizedGarment:
    """``cut``: how it is meant to sit (attribute ``fit``). ``runs_cm``: cut larger (+) than the chart."""

    chart: SizeChart
    product_id: str = ""
    cut: str = "regular"
    brand: str = ""
    runs_cm: float = 0.0
    runs_measure: str = "bust"


@dataclass(frozen=True)
class Purchase:
    """A garment that the shopper wore and what they said: kept is ``right``.

    ``garment`` may be None where its chart is gone: its size then counts by its label alone.
    """

    size: str
    verdict: Verdict
    garment: SizedGarment | None = None
    title: str = ""
    source: str = ""  # order:1007, for the evidence


@dataclass(frozen=True)
class Others:
    """How many people found this garment small, right and large in the size that they took.

    ``are_purchases``: nobody was asked; it was kept, or sent back as too small or too large.
    """

    small: int = 0
    right: int = 0
    large: int = 0
    are_purchases: bool = False

    @property
    def count(self) -> int:
        """All of them."""
        return self.small + self.right + self.large


NO_ONE = Others()


def purchases(small: int = 0, right: int = 0, large: int = 0) -> Others:
    """What became of so many purchases."""
    return Others(small, right, large, are_purchases=True)


def garment_of(product: Product, charts: Mapping[str, Any]) -> SizedGarment:
    """A product with its chart and how its brand departs from it.

    Raises:
        NotFound: the shop has no size chart for it.
    """
    chart = chart_of(product, charts)
    if chart is None:
        raise NotFound(
            f"There is no size chart for {product.id!r}.",
            hint="Add its category and audience to the shop's size_charts.json.",
        )
    brand = product.brand or ""
    runs = charts.get("brands", {}).get(brand, {})
    cut = next(iter(product.attributes.get("fit", ())), "regular")
    return SizedGarment(
        chart, product.id, cut, brand, float(runs.get("runs_cm", 0.0)), str(runs.get("measure", "bust"))
    )
