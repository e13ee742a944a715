"""What is known of each unit of a title before it is tagged, as strings.

The unit itself and its neighbours, its form, the dictionary word it is part of and its place in that word,
and whether a gazetteer names it and as what.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from daogou.language.cutting import ChineseCutter
from daogou.language.entities.mention import Mention, Recogniser
from daogou.language.normalise import normalise
from daogou.language.tagging.units import Unit, units_of

EDGES = ("^", "^^"), ("$", "$$")  # what stands before the first unit and after the last


class UnitFeatures:
    """Describes units; ``gazetteer`` None: without names."""

    def __init__(self, gazetteer: Recogniser | None = None) -> None:
        self._cutter = ChineseCutter()
        self._gazetteer = gazetteer

    def __call__(self, text: str) -> tuple[list[Unit], list[list[str]]]:
        """The units and each one's features; the first feature is always the unit itself."""
        units = units_of(text)
        plain = [normalise(unit.text) or unit.text for unit in units]
        features = [list(_around(plain, place)) for place in range(len(plain))]
        for named in (self._words(units, plain), self._names(text, units)):
            for place, feature in named:
                features[place].append(feature)
        return units, features

    def _words(self, units: Sequence[Unit], plain: Sequence[str]) -> Iterator[tuple[int, str]]:
        """The word each Chinese character is part of, its place in it, and the words beside that."""
        words = list(self._spans(units, plain))
        shown = ["^", *("".join(plain[first:last]) for first, last in words), "$"]
        for number, (first, last) in enumerate(words, start=1):
            for place in range(first, last):
                where = _place(place, first, last)
                yield place, f"word={shown[number]}{where}"
                yield place, f"word before={shown[number - 1]}"
                yield place, f"word after={shown[number + 1]}"
                yield place, f"word length={last - first}{where}"

    def _spans(self, units: Sequence[Unit], plain: Sequence[str]) -> Iterator[tuple[int, int]]:
        """(first, last + 1) of each word, in units; what is not Chinese is a word of its own."""
        start = 0
        while start < len(units):
            end = start + 1
            if _is_chinese(plain[start]):
                while end < len(units) and _is_chinese(plain[end]) and units[end - 1].end == units[end].start:
                    end += 1
                cuts = [0, *self._cutter.ends("".join(plain[start:end]))]
                yield from ((start + first, start + last) for first, last in pairwise(cuts))
            else:
                yield start, end
            start = end

    def _names(self, text: str, units: Sequence[Unit]) -> Iterator[tuple[int, str]]:
        for mention in self._gazetteer(text) if self._gazetteer else ():
            touched = list(_touched(units, mention))
            for place in touched:
                yield place, f"name={mention.kind}{_place(place, touched[0], touched[-1] + 1)}"


def _around(plain: Sequence[str], place: int) -> Iterator[str]:
    this = plain[place]
    before, before2 = (plain[place - k] if place >= k else EDGES[0][k - 1] for k in (1, 2))
    after, after2 = (plain[place + k] if place + k < len(plain) else EDGES[1][k - 1] for k in (1, 2))
    yield f"unit={this}"
    yield from (f"pair={before}|{this}", f"pair after={this}|{after}", f"three={before}|{this}|{after}")
    yield from (f"three before={before2}|{before}|{this}", f"three after={this}|{after}|{after2}")
    yield from (f"form={_form(this)}", f"forms={_form(before)}{_form(this)}{_form(after)}")
    if len(this) > 1:
        yield from (f"start={this[:2]}", f"start={this[:3]}", f"end={this[-2:]}")


def _form(unit: str) -> str:
    if _is_chinese(unit):
        return "h"
    length = min(len(unit), 4)
    return f"9{length}" if unit.isdigit() else f"x{length}" if unit.isalpha() else unit


def _place(place: int, first: int, last: int) -> str:
    """S alone, B first, E last, M between (Xue 2003)."""
    if last - first == 1:
        return "S"
    return "B" if place == first else "E" if place == last - 1 else "M"


def _touched(units: Sequence[Unit], mention: Mention) -> Iterable[int]:
    return (i for i, unit in enumerate(units) if unit.start < mention.end and mention.start < unit.end)


def _is_chinese(text: str) -> bool:
    return len(text) == 1 and "\u3400" <= text <= "\u9fff"
