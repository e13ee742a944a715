"""Titles missing in a language in which the shop shows its pages, or left in another one."""

from collections.abc import Iterator
from dataclasses import dataclass

from daogou.core.product import Product
from daogou.language.detect import detect
from daogou.trust.checks import Check, Finding, Patient
from daogou.trust.gathering import gathered

NAMES = {"zh": "Chinese", "en": "English"}


@dataclass(frozen=True)
class Options:
    """None."""


class Translations:
    """Looks at the title of every language of the shop."""

    def __call__(self, patient: Patient) -> Iterator[Finding]:
        """One language after the other."""
        for language in patient.languages:
            name = NAMES.get(language, language)
            missing = [finding for p in patient.products if (finding := _finding(p, language, name))]
            what = f"{{count}} of {{all}} products have no {name} title."
            fix = (
                f"Give the feed a column of {name} titles, or take {name} out of shop.languages in shop.toml."
            )
            yield from gathered(missing, len(patient.products), what, fix)


def _finding(product: Product, language: str, name: str) -> Finding | None:
    title = product.titles.get(language, "").strip()
    if not title:
        what = f"{product.title()!r} has no {name} title."
    elif _is_in_another(title, language, product.brand):
        what = f"The {name} title of {product.id} is not in {name}."
    else:
        return None
    fix = f"Write a {name} title: the kind of thing first of all, then colour, material and for whom."
    return Finding("translations", "warning", (product.id,), what, fix, title or product.title())


def _is_in_another(title: str, language: str, brand: str) -> bool:
    """Whether the title is plainly in another language; a bare name or number belongs to all of them."""
    words = title.replace(brand, "").split() if brand else title.split()
    if language == "zh":
        return len(words) >= 3 and detect(title, "zh") != "zh"
    return detect(title) != language


def build(options: Options) -> Check:
    """Nothing to prepare."""
    return Translations()
