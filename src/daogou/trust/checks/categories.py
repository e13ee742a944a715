"""Categories that no word of ours knows: such products are found by their titles, not by kind of thing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from daogou.language.concepts import Concepts
from daogou.trust.checks import Check, Finding, Patient


@dataclass(frozen=True)
class Options:
    """``alike``: 0 to 100, how much a known name must look like the unknown one to be suggested."""

    alike: float = 75.0


class Categories:
    """Links every path to a concept."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __call__(self, patient: Patient) -> Iterator[Finding]:
        """One finding per unknown path, and one for the products without any."""
        members: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for product in patient.products:
            members[tuple(part for part in product.category if part.strip())].append(product.id)
        for path, ids in members.items():
            if not path:
                fix = 'Give the feed a column of categories, from broad to narrow: "Apparel > Dresses".'
                what = f"{len(ids):,} products have no category."
                yield Finding("categories", "warning", tuple(ids), what, fix)
            elif not any(patient.concepts.link("category", part) for part in path):
                yield self._unknown(path, tuple(ids), _names(patient.concepts))

    def _unknown(self, path: tuple[str, ...], ids: tuple[str, ...], names: Sequence[str]) -> Finding:
        close = process.extractOne(
            path[-1].lower(), names, scorer=fuzz.WRatio, score_cutoff=self._options.alike
        )
        meant = f"Did you mean {close[0]!r}? " if close else ""
        return Finding(
            "categories",
            "warning",
            ids,
            f"The category {' > '.join(path)!r} of {len(ids):,} products is not known.",
            f"{meant}Use the usual name of the kind of thing, in English or Chinese.",
            " > ".join(path),
        )


def _names(known: Concepts) -> tuple[str, ...]:
    """Every name of every category, in both languages."""
    categories = known.all.get("category", {}).values()
    return tuple(name for concept in categories for names in concept.names.values() for name in names)


def build(options: Options) -> Check:
    """Nothing to prepare."""
    return Categories(options)
