"""Sizes: which a product comes in, with what stock and at what price, and the charts of body measures."""

from collections.abc import Mapping
from random import Random
from typing import Any

from daogou.core.product import Variant
from daogou.sources.demo.design import Design
from daogou.sources.demo.vocabulary import material, table

Chart = dict[str, dict[str, float]]

# size systems -> audience -> labels; Chinese and European shops use EU shoe sizes, waists in inches
LABELS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "letters": {
        "women": ("XS", "S", "M", "L", "XL"),
        "men": ("S", "M", "L", "XL", "XXL"),
        "unisex": ("S", "M", "L", "XL"),
        "kids": ("100", "110", "120", "130", "140"),
    },
    "waist": {
        "women": ("25", "26", "27", "28", "29", "30"),
        "men": ("29", "30", "31", "32", "33", "34", "36"),
        "unisex": ("27", "29", "31", "33"),
        "kids": ("100", "110", "120", "130", "140"),
    },
    "shoes": {
        "women": ("35", "36", "37", "38", "39", "40"),
        "men": ("39", "40", "41", "42", "43", "44", "45"),
        "unisex": ("36", "37", "38", "39", "40", "41", "42", "43"),
        "kids": ("26", "27", "28", "29", "30", "31", "32"),
    },
    "belt": {"women": ("75", "80", "85", "90"), "men": ("90", "95", "100", "105", "110")},
    "socks": {
        "women": ("35-38", "39-41"),
        "men": ("39-42", "43-46"),
        "unisex": ("36-39", "40-44"),
        "kids": ("23-26", "27-30", "31-34"),
    },
    "one": {"women": ("one size",), "men": ("one size",), "unisex": ("one size",), "kids": ("one size",)},
}
# bust, waist, hip, shoulder, height of the second size, and the step from size to size, in cm
BODIES: Mapping[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "women": ((84, 66, 90, 37.5, 160), (4, 4, 4, 1, 3)),
    "men": ((96, 82, 96, 44, 175), (4, 4, 3.5, 1.2, 4)),
    "unisex": ((92, 76, 96, 42, 170), (5, 5, 4, 1.3, 5)),
    "kids": ((60, 55, 63, 29, 110), (4, 2.5, 5, 2, 10)),
}
# a foot in EU size n is (n - 2) * 2/3 cm long: Paris points less the usual allowance
PARIS_POINT_CM = 2 / 3


def variants(design: Design) -> tuple[Variant, ...]:
    """Every size of the product; about one in nine is sold out, and about one product in four is on sale."""
    chance = design.random(f"variants/{design.colour}")
    price, list_price = _prices(design, design.random("price"))
    labels = LABELS[design.kind["sizes"]][design.audience]
    return tuple(
        Variant(
            sku=f"{design.id}-{label.replace(' ', '').upper()}",
            options={"size": label, "colour": design.colour},
            price=price,
            list_price=list_price,
            stock=_stock(chance),
        )
        for label in labels
    )


def _stock(chance: Random) -> int:
    return 0 if chance.random() < 0.11 else int(chance.triangular(1, 60, 8))


def _prices(design: Design, chance: Random) -> tuple[float, float | None]:
    low, high = design.kind["price"]
    # kids' clothes take less cloth; the square keeps most prices in the lower half of the range
    share = 0.62 if design.audience == "kids" else 1.0
    base = (low + (high - low) * chance.random() ** 2) * share
    full = base * table("brands")[design.brand]["tier"] * material(design.material)["price"]
    full_price = _charm(full)
    if chance.random() < 0.25:
        return _charm(full * chance.choice((0.5, 0.6, 0.7, 0.8, 0.85))), full_price
    return full_price, None


def _charm(amount: float) -> float:
    """The next price below that ends in 9, as shops like it; at least 9."""
    return float(max(9, int(amount // 10) * 10 + 9))


def size_charts() -> dict[str, Any]:
    """Body measures in cm per category, audience and size, and how each brand departs from them.

    ``{"unit": "cm", "charts": {category: {audience: {size: {measure: cm}}}},
    "brands": {brand: {"runs_cm": …}}}``
    """
    charts: dict[str, dict[str, Chart]] = {}
    for kind in table("categories").values():
        system = kind["sizes"]
        if system == "one":
            continue
        silhouettes = [audience for s in kind["silhouettes"] for audience in s.get("audience", ())]
        audiences = sorted({*kind["audience"], *silhouettes})
        charts[kind["path"][-1]] = {audience: chart(system, audience) for audience in audiences}
    brands = {
        f"{name} {row['zh']}": {"runs_cm": row["runs_cm"], "measure": "bust"}
        for name, row in table("brands").items()
    }
    return {"unit": "cm", "charts": charts, "brands": brands}


def chart(system: str, audience: str) -> Chart:
    """Size -> body measures in cm, for one size system and audience."""
    labels = LABELS[system][audience]
    if system in ("shoes", "socks"):
        return {label: {"foot_length": _foot(label)} for label in labels}
    if system == "belt":
        return {label: {"waist": float(label)} for label in labels}
    if system == "waist" and audience != "kids":
        return {label: _from_inches(int(label), audience) for label in labels}
    return {label: _body(place, audience) for place, label in enumerate(labels)}


def _foot(label: str) -> float:
    return round((int(label.split("-")[-1]) - 2) * PARIS_POINT_CM, 1)


def _from_inches(inches: int, audience: str) -> dict[str, float]:
    waist = round(inches * 2.54, 1)
    # men's hips exceed their waist by less than women's
    return {"waist": waist, "hip": round(waist + (16 if audience == "men" else 25), 1)}


def _body(place: int, audience: str) -> dict[str, float]:
    second, step = BODIES[audience]
    names = ("bust", "waist", "hip", "shoulder", "height")
    return {n: round(s + (place - 1) * d, 1) for n, s, d in zip(names, second, step, strict=True)}
