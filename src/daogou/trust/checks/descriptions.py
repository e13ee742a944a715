"""Descriptions that say nothing: none at all, a few words, or the title again."""

from collections.abc import Iterator
from dataclasses import dataclass

from daogou.core.product import Product
from daogou.language.detect import detect
from daogou.trust.checks import Check, Finding, Patient
from daogou.trust.gathering import gathered


@dataclass(frozen=True)
class Options:
    """Fewer characters are thin; a Chinese character says about as much as three Latin letters."""

    least_latin: int = 40
    least_chinese: int = 14


class Descriptions:
    """Counts the characters of the longest description."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __call__(self, patient: Patient) -> Iterator[Finding]:
        """Hints: search still has the title."""
        thin = [finding for product in patient.products if (finding := self._finding(product))]
        what = "{count} of {all} products have no description worth the name."
        fix = "Give the feed a column of descriptions: fabric, fit, use and care, in two or three sentences."
        yield from gathered(thin, len(patient.products), what, fix)

    def _finding(self, product: Product) -> Finding | None:
        texts = [text.strip() for text in product.descriptions.values() if text.strip()]
        if not texts:
            return _thin(product, "no description", "")
        longest = max(texts, key=len)
        if longest.casefold() in {title.strip().casefold() for title in product.titles.values()}:
            return _thin(product, "its title as its description", longest)
        options = self._options
        least = options.least_chinese if detect(longest) == "zh" else options.least_latin
        return _thin(product, "a very short description", longest) if len(longest) < least else None


def _thin(product: Product, what: str, evidence: str) -> Finding:
    return Finding(
        "descriptions",
        "hint",
        (product.id,),
        f"{product.title()!r} has {what}.",
        "Say in two or three sentences what it is made of, how it fits, and when one wears or uses it.",
        evidence,
    )


def build(options: Options) -> Check:
    """Nothing to prepare."""
    return Descriptions(options)
