"""What a product page tells besides title and price: options, attributes, reviews."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from daogou.core.product import Product, Variant
from daogou.language.feed_words import field_name, kind_name
from daogou.surfaces.web.strings import Speaker
from daogou.surfaces.web.values import ShownValue, shown_value

FEW = 5  # pieces left that are worth saying so


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an option, as a shopper picks it."""

    label: str
    value: str
    sku: str
    price: float | None
    list_price: float | None
    is_available: bool
    few_left: int  # 0: enough, or unknown


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """Reviews with their mean and, for 5 to 1 stars, how many gave them."""

    mean: float
    counts: tuple[tuple[int, int], ...]
    reviews: Sequence[Mapping[str, Any]]


def option_rows(product: Product, say: Speaker) -> list[tuple[str, str, list[Choice]]]:
    """(name, label, choices) for every option that tells variants apart; sizes in the feed's order."""
    names = dict.fromkeys(name for variant in product.variants for name in variant.options)
    rows = []
    for name in names:
        by_value: dict[str, list[Variant]] = {}
        for variant in product.variants:
            if variant.options.get(name):
                by_value.setdefault(variant.options[name], []).append(variant)
        if len(by_value) > 1 or name == "size":  # a colour that is the only one is no choice
            choices = [_choice(_option_label(name, v, say), v, of) for v, of in by_value.items()]
            rows.append((name, attribute_label(name, say), choices))
    return rows


def _option_label(name: str, value: str, say: Speaker) -> str:
    """Sizes as they stand on the label; a colour in the page's language."""
    return value if name == "size" else shown_value(name, value, say.language, say.concepts).label


def _choice(label: str, value: str, variants: list[Variant]) -> Choice:
    shown = next((v for v in variants if v.in_stock), variants[0])
    stocks = [v.stock for v in variants]
    left = sum(stock for stock in stocks if stock is not None)
    is_few = None not in stocks and 0 < left <= FEW
    return Choice(
        label,
        value,
        shown.sku,
        shown.price,
        shown.list_price,
        any(v.in_stock for v in variants),
        left if is_few else 0,
    )


def attribute_rows(product: Product, say: Speaker) -> list[tuple[str, str, list[ShownValue]]]:
    """(field, label, values) of every attribute that says something."""
    rows = []
    for name, values in product.attributes.items():
        field = kind_name(name, say.concepts) if say.concepts else field_name(name)
        shown = [shown_value(field, value, say.language, say.concepts) for value in values if value]
        if shown:
            rows.append((field, attribute_label(field, say), shown))
    return rows


def trail_of(product: Product, say: Speaker) -> list[ShownValue]:
    """The category path, each step with the filter that finds it."""
    return [shown_value("category", step, say.language, say.concepts) for step in product.category]


def attribute_label(name: str, say: Speaker) -> str:
    """What the page calls an attribute; an unknown one keeps its name."""
    key = f"attribute_{field_name(name)}"
    return say(key) if say.knows(key) else name.replace("_", " ").capitalize()


def review_summary(reviews: Sequence[Mapping[str, Any]]) -> ReviewSummary | None:
    """None without reviews."""
    if not reviews:
        return None
    ratings = [float(review["rating"]) for review in reviews]
    counts = tuple((star, sum(round(rating) == star for rating in ratings)) for star in (5, 4, 3, 2, 1))
    return ReviewSummary(math.fsum(ratings) / len(ratings), counts, reviews)
