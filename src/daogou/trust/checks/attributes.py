"""Attributes that a product lacks though nearly all of its category have them: filters pass it over."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daogou.core.product import Product
from daogou.language.concepts import Concepts
from daogou.trust.checks import Check, Finding, Patient
from daogou.trust.families import Family, families


@dataclass(frozen=True)
class Options:
    """``share``: of the category that must have an attribute before the others are asked for it.

    ``at_least``: products of a category; fewer say nothing about what is usual.
    """

    share: float = 0.85
    at_least: int = 12


class Attributes:
    """Counts what siblings have."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __call__(self, patient: Patient) -> Iterator[Finding]:
        """One finding per product, with all that it lacks."""
        usual: dict[int, tuple[Family, list[str]]] = {}
        for family, rows in families(patient.products, self._options.at_least).items():
            expected = self._expected([patient.products[row] for row in rows])
            usual.update(dict.fromkeys(rows, (family, expected)))
        for row, (family, expected) in sorted(usual.items()):
            product = patient.products[row]
            missing = [name for name in expected if not _said(product, name)]
            if missing:
                yield _finding(product, family, missing, patient.concepts)

    def _expected(self, siblings: Sequence[Product]) -> list[str]:
        names = {name for product in siblings for name in product.attributes} | {"brand"}
        counts = Counter(name for product in siblings for name in names if _said(product, name))
        return sorted(name for name, count in counts.items() if count >= self._options.share * len(siblings))


def _said(product: Product, name: str) -> bool:
    if name == "brand":
        return bool(product.brand.strip())
    return any(value.strip() for value in product.attributes.get(name, ()))


def _finding(product: Product, family: Family, missing: Sequence[str], concepts: Concepts) -> Finding:
    known = {name: value for name in missing if (value := _in_title(product, name, concepts))}
    advice = ", ".join(
        f"{name} = {known[name]} (its title says so)" if name in known else name for name in missing
    )
    return Finding(
        "attributes",
        "warning",
        (product.id,),
        f"{product.title()!r} has no {', '.join(missing)}; nearly all of {' > '.join(family)} have.",
        f"Fill in: {advice}.",
    )


def _in_title(product: Product, name: str, concepts: Concepts) -> str:
    """The attribute's value if the title names it."""
    linked = (concepts.link(name, title) for title in product.titles.values())
    found = next((concept_id for concept_id in linked if concept_id), "")
    return concepts.label(name, found, "en") if found else ""


def build(options: Options) -> Check:
    """Nothing to prepare."""
    return Attributes(options)
