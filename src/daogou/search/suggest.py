"""Completions of what is being typed, from what the shop has."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from daogou.index.columns import Columns
from daogou.language.concepts import Concepts
from daogou.language.normalise import normalise

_COMBINED_COLOURS = 12  # colours x categories, the most common of each
_COMBINED_CATEGORIES = 60
_LAST = "\U0010ffff"  # after every other character


@dataclass(frozen=True)
class Suggester:
    """Phrases with weights, sorted by how they begin; each word of a phrase is a beginning."""

    phrases: Sequence[tuple[str, float]]
    _beginnings: list[str] = field(init=False, repr=False)
    _owners: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        entries = sorted(
            (start, number) for number, (text, _) in enumerate(self.phrases) for start in _starts(text)
        )
        object.__setattr__(self, "_beginnings", [start for start, _ in entries])
        object.__setattr__(self, "_owners", [number for _, number in entries])

    def __call__(self, prefix: str, k: int = 8) -> list[str]:
        """The k weightiest phrases in which a word begins like this; those that begin with it first."""
        wanted = normalise(prefix).lstrip()
        if not wanted:
            return []
        low = bisect_left(self._beginnings, wanted)
        high = bisect_left(self._beginnings, wanted + _LAST)
        owners = dict.fromkeys(self._owners[low:high])
        whole = {n: normalise(self.phrases[n][0]).startswith(wanted) for n in owners}
        best = sorted(owners, key=lambda n: (not whole[n], -self.phrases[n][1], self.phrases[n][0]))
        return [self.phrases[n][0] for n in best[:k]]


def _starts(text: str) -> Iterator[str]:
    plain = normalise(text)
    yield plain
    if plain.isascii():
        yield from (plain[at + 1 :] for at, c in enumerate(plain) if c == " ")
    else:
        yield from (plain[at:] for at in range(1, len(plain)))


def phrases_of(
    columns: Columns, concepts: Concepts, titles: Iterable[str], language: str
) -> list[tuple[str, float]]:
    """Categories, brands, colours with categories, and titles, weighed by how many products they find."""
    weights: dict[str, float] = {}
    for text, weight in (*_values(columns, concepts, language), *_combined(columns, concepts, language)):
        weights[text] = max(weights.get(text, 0.0), weight)
    for title in titles:
        weights.setdefault(title, 0.5)  # a title finds one product: after everything that finds several
    return list(weights.items())


def _values(columns: Columns, concepts: Concepts, language: str) -> Iterator[tuple[str, float]]:
    for name in ("category", "brand"):
        column = columns.fields.get(name)
        if column:
            counts = np.bincount(column.codes, minlength=len(column.values))
            for value, count in zip(column.values, counts.tolist(), strict=True):
                yield concepts.label(name, value, language), float(count)


def _combined(columns: Columns, concepts: Concepts, language: str) -> Iterator[tuple[str, float]]:
    colour, category = columns.fields.get("colour"), columns.fields.get("category")
    if not colour or not category:
        return
    for shade in colour.values[:_COMBINED_COLOURS]:
        counts = category.counts(colour.mask([shade]))
        for code in np.argsort(-counts, kind="stable")[:_COMBINED_CATEGORIES]:
            if counts[code]:
                named = concepts.label("colour", shade, language)
                kind = concepts.label("category", category.values[code], language)
                text = f"{named}{kind}" if language == "zh" else f"{named} {kind.lower()}"
                yield text, float(counts[code])
