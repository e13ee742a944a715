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
    """Phrases with weights, of which each word is a beginning; and titles, of which only the first is.

    A title finds one product, so titles come after all phrases, in the order of the alphabet.
    """

    phrases: Sequence[tuple[str, float]]
    titles: Sequence[str] = ()
    _starts: list[tuple[str, int]] = field(init=False, repr=False)  # (beginning, number of the phrase)
    _titles: list[tuple[str, int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts = sorted((s, number) for number, (text, _) in enumerate(self.phrases) for s in _starts(text))
        object.__setattr__(self, "_starts", starts)
        titles = sorted((normalise(title), number) for number, title in enumerate(self.titles))
        object.__setattr__(self, "_titles", titles)

    def __call__(self, prefix: str, k: int = 8) -> list[str]:
        """The k weightiest phrases in which a word begins like this, those that begin with it first; then
        titles."""
        wanted = normalise(prefix).lstrip()
        if not wanted:
            return []
        found = self._phrases(wanted)[:k]
        titles = _between(self._titles, wanted, k)
        return list(dict.fromkeys([*found, *(self.titles[number] for _, number in titles)]))[:k]

    def _phrases(self, wanted: str) -> list[str]:
        owners: dict[int, bool] = {}  # number of the phrase -> whether all of it begins so
        for start, number in _between(self._starts, wanted):
            whole = len(start) == len(normalise(self.phrases[number][0]))
            owners[number] = owners.get(number, False) or whole
        best = sorted(owners, key=lambda n: (not owners[n], -self.phrases[n][1], self.phrases[n][0]))
        return [self.phrases[n][0] for n in best]


def _between(entries: list[tuple[str, int]], wanted: str, most: int | None = None) -> list[tuple[str, int]]:
    """Entries that begin like this, at most so many."""
    low = bisect_left(entries, (wanted,))
    high = bisect_left(entries, (wanted + _LAST,))
    return entries[low : high if most is None else min(high, low + most)]


def _starts(text: str) -> Iterator[str]:
    plain = normalise(text)
    yield plain
    if plain.isascii():
        yield from (plain[at + 1 :] for at, c in enumerate(plain) if c == " ")
    else:
        yield from (plain[at:] for at in range(1, len(plain)))


def phrases_of(columns: Columns, concepts: Concepts, language: str) -> list[tuple[str, float]]:
    """Categories, brands, and colours with categories, weighed by how many products they find."""
    weights: dict[str, float] = {}
    for text, weight in (*_values(columns, concepts, language), *_combined(columns, concepts, language)):
        weights[text] = max(weights.get(text, 0.0), weight)
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


def unique(titles: Iterable[str]) -> list[str]:
    """Each title once: variants of a product often share theirs."""
    return list(dict.fromkeys(titles))
