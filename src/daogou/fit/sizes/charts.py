"""Size charts: body measures by category, audience and size, and the size for a measure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from daogou.core.product import Language, Product

INCH_CM = 2.54
# measure -> its names; a foot's length is asked in either word
_NAMES = {
    "bust": ("bust|chest", "胸围"),
    "waist": ("waist", "腰围"),
    "hip": ("hips?", "臀围"),
    "shoulder": ("shoulders?(?: width)?", "肩宽"),
    "height": ("height|tall", "身高"),
    "foot_length": ("foot(?: length)?|feet", "脚长"),
}
LABELS: Mapping[str, tuple[str, str]] = {
    "bust": ("bust", "胸围"),
    "waist": ("waist", "腰围"),
    "hip": ("hip", "臀围"),
    "shoulder": ("shoulder", "肩宽"),
    "height": ("height", "身高"),
    "weight": ("weight", "体重"),
    "foot_length": ("foot length", "脚长"),
    "underbust": ("underbust", "下胸围"),
    "head": ("head", "头围"),
    "finger": ("finger", "指围"),
}
_UNIT = r"(?:cm|centimet\w+|公分|厘米|inch(?:es)?|in\b|\")?"


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


def measures_in(text: str) -> dict[str, float]:
    """Measure -> cm, of those that the text names with a number: "a bust of 90 cm", "腰围70"."""
    found: dict[str, float] = {}
    for name, (english, chinese) in _NAMES.items():
        words = rf"(?:\b(?:{english})\b|{chinese})"
        number = rf"(\d+(?:\.\d+)?)\s*({_UNIT})"
        match = re.search(rf"{words}\D{{0,12}}?{number}", text, re.IGNORECASE)
        match = match or re.search(rf"{number}\s*{words}", text, re.IGNORECASE)
        if match:
            is_inch = match[2].lower().startswith(("in", '"'))
            found[name] = round(float(match[1]) * (INCH_CM if is_inch else 1.0), 1)
    return found


def label_of(measure: str, language: Language) -> str:
    """A measure's name; one that is not known reads as it is spelled."""
    english, chinese = LABELS.get(measure, (measure.replace("_", " "), measure))
    return chinese if language == "zh" else english
