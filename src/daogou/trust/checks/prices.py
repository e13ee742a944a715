"""Prices that cannot be, or are far from what such a thing usually costs: a slipped point, most often.

What it usually costs is said by its category and the words of its title (``usual_prices``). With r the
difference of logarithms and s = 1.4826 * the median of |r| over the shop (Hampel 1974), a price is odd where
|r| / s is large and the price is many times the usual one, or a small part of it.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np

from daogou.core.product import Product, Variant
from daogou.trust.checks import Check, Finding, Patient, Severity
from daogou.trust.usual_prices import usual_logs

MAD_TO_DEVIATION = 1.4826  # makes the median deviation of a normal distribution its standard deviation
LEAST_DEVIATION = 0.1  # of log prices: where nearly all cost the same, 10 % more is not odd


@dataclass(frozen=True)
class Options:
    """``deviations`` from the usual price and ``factor`` of it, both, make a price odd.

    ``factor_within``: between two variants of one product. ``at_least``: priced products of a category that
    tell what is usual.
    """

    deviations: float = 5.0
    factor: float = 6.0
    factor_within: float = 5.0
    at_least: int = 12


class Prices:
    """Looks at each price, then at prices side by side."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __call__(self, patient: Patient) -> Iterator[Finding]:
        """Impossible prices, variants far apart, and products far from their category."""
        for product in patient.products:
            for variant in product.variants:
                yield from _impossible(product, variant)
            yield from self._apart(product)
        yield from self._odd([product for product in patient.products if _usual(product)])

    def _apart(self, product: Product) -> Iterator[Finding]:
        usual = _usual(product)
        for variant in product.variants:
            if len(product.variants) > 2 and variant.price and variant.price > 0:
                ratio = variant.price / usual
                if max(ratio, 1 / ratio) >= self._options.factor_within:
                    what = f"The variant {variant.sku} of {product.title()!r} costs {variant.price:g}"
                    yield _finding(product, f"{what}, its siblings about {usual:g}.", _slip(ratio), "warning")

    def _odd(self, products: list[Product]) -> Iterator[Finding]:
        if len(products) < self._options.at_least:
            return
        logs = np.log([_usual(product) for product in products])
        usual, judged = usual_logs(products, logs, self._options.at_least)
        distances = np.abs(logs - usual)
        deviation = max(MAD_TO_DEVIATION * float(np.median(distances)), LEAST_DEVIATION)
        least = max(self._options.deviations * deviation, math.log(self._options.factor))
        for row in np.nonzero(judged & (distances >= least))[0]:
            price, expected = math.exp(logs[row]), math.exp(usual[row])
            what = (
                f"{products[row].title()!r} costs {price:g}; such a thing usually costs about {expected:.3g}."
            )
            yield _finding(products[row], what, _slip(price / expected), "warning")


def _usual(product: Product) -> float:
    """The middle of a product's prices, 0 if it has none that can be."""
    prices = [v.price for v in product.variants if v.price and v.price > 0 and math.isfinite(v.price)]
    return median(prices) if prices else 0.0


def _impossible(product: Product, variant: Variant) -> Iterator[Finding]:
    name, price, before = variant.sku or product.id, variant.price, variant.list_price
    if price is not None and not (math.isfinite(price) and price > 0):
        fix = "Write the price, or leave the field empty: the product is then shown without one."
        yield _finding(product, f"The price of {name} is {price:g}.", fix, "error")
    if before is not None and price is not None and before < price:
        what = f"{name} costs {price:g}, more than its price before the sale, {before:g}."
        yield _finding(product, what, "Exchange the two prices, or delete the one before the sale.", "error")


def _slip(ratio: float) -> str:
    """What may have happened, from price / usual price."""
    factor = 10 ** round(abs(math.log10(ratio)))
    if factor == 1:
        return "Check the price and its currency."
    mended = f"{'divided' if ratio > 1 else 'multiplied'} by {factor} it fits"
    return f"Check the decimal point and the currency: {mended}."


def _finding(product: Product, what: str, fix: str, severity: Severity) -> Finding:
    return Finding("prices", severity, (product.id,), what, fix)


def build(options: Options) -> Check:
    """Nothing to prepare."""
    return Prices(options)
