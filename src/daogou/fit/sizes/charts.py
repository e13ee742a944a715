"""Size charts: body measures by category, audience and size, and the size for a measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from daogou.core.product import Language, Product
from daogou.fit.body.names import label_of


@dataclass(frozen=True)
class SizeChart:
    """Of a product's category and audience: size -> measure -> cm, the smallest size first."""

    category: str
    audience: str
    sizes: Mapping[str, Mapping[str, float]]

    @property
    def source(self) -> str:
        """``size_chart:Dresses/women``."""
        return f"size_chart:{self.category}/{self.audience}"

    def row(self, size: str, language: Language) -> str:
        """``M: bust 88 cm, waist 70 cm``."""
        zh = language == "zh"
        parts = [f"{label_of(name, language)} {cm:g} cm" for name, cm in self.sizes[size].items()]
        return f"{size}：{'，'.join(parts)}" if zh else f"{size}: {', '.join(parts)}"

    def around(self, measure: str, cm: float) -> list[str]:
        """The size of just that measure, else the next smaller and the next larger one; fewer at the ends."""
        known = [(row[measure], size) for size, row in self.sizes.items() if measure in row]
        same = [size for at, size in known if at == cm]
        below = max(((at, size) for at, size in known if at < cm), default=None)
        above = min(((at, size) for at, size in known if at > cm), default=None)
        return same or [size for one in (below, above) if one for size in (one[1],)]


def chart_of(product: Product, charts: Mapping[str, Any]) -> SizeChart | None:
    """The chart of the narrowest category that has one; the only audience where the product names none."""
    by_category = charts.get("charts", {})
    category = next((name for name in reversed(product.category) if name in by_category), None)
    if category is None:
        return None
    by_audience = by_category[category]
    named = [one for one in product.attributes.get("audience", ()) if one in by_audience]
    audience = named[0] if named else next(iter(by_audience)) if len(by_audience) == 1 else None
    return None if audience is None else SizeChart(category, audience, by_audience[audience])
