"""Pieces of a title that could be the value of an attribute, and what speaks for each.

The candidates are all runs of up to ``LONGEST`` units (a word, a number or a mark), the values that the
attribute is known to take wherever they occur, also inside a word (Men in "Mens"), and "not said".
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

UNIT = re.compile(r"[^\W\d_]+|\d+|[^\s\w]|_")
LONGEST = (
    7  # units of a value; longer ones are under 1 % and each unit more costs as many candidates as units
)
NOT_SAID = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which attribute of which title; ``values``: the right answers, NOT_SAID among them if none is right."""

    title: str
    category: str
    attribute: str
    values: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """``title[start:end]``; ``first`` and ``last`` are its units, ``inside``: it may cut through words."""

    text: str
    start: int
    end: int
    first: int
    last: int
    inside: bool = False


@dataclass
class Known:
    """What the answered questions tell of values; ``least`` says how one title's own answers are left out."""

    titles_with_value: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    titles_with_text: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    values: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    attributes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    titles_with_word: Counter[str] = field(default_factory=Counter)

    def counts(self, attribute: str, value: str, title: str) -> tuple[int, int]:
        """Of other titles asked for the attribute: in how many this is its value, and how many contain it."""
        key = attribute, value.lower()
        values, texts = self.titles_with_value.get(key, set()), self.titles_with_text.get(key, set())
        return len(values) - (title in values), len(texts) - (title in texts)

    def other_attributes(self, attribute: str, value: str, title: str) -> list[str]:
        """Which other attributes take this value, in other titles."""
        others = self.attributes.get(value.lower(), set()) - {attribute}
        return sorted(other for other in others if self.counts(other, value, title)[0])


def known_from(answered: Iterable[Asked]) -> Known:
    """Counts over the answered questions."""
    known, asked = Known(), list(answered)
    for question in asked:
        for value in question.values - {NOT_SAID}:
            known.titles_with_value[question.attribute, value.lower()].add(question.title)
            known.values[question.attribute][value] = None
            known.attributes[value.lower()].add(question.attribute)
    for title in {question.title for question in asked}:
        known.titles_with_word.update({unit.lower() for unit in UNIT.findall(title)})
    for question in asked:
        lower = question.title.lower()
        for value in known.values[question.attribute]:
            if value.lower() in lower:
                known.titles_with_text[question.attribute, value.lower()].add(question.title)
    return known


def candidates(title: str, values: Iterable[str] = ()) -> list[Candidate]:
    """Every text once, where it occurs first; NOT_SAID is not among them."""
    units = [match.span() for match in UNIT.finditer(title)]
    found: dict[str, Candidate] = {}
    for first, (start, _) in enumerate(units):
        for last in range(first, min(first + LONGEST, len(units))):
            text = title[start : units[last][1]]
            found.setdefault(text, Candidate(text, start, units[last][1], first, last))
    for value in values:
        start = title.find(value)
        if start >= 0 and value not in found:
            end = start + len(value)
            touched = [place for place, span in enumerate(units) if span[0] < end and start < span[1]]
            if touched:
                found[value] = Candidate(value, start, end, touched[0], touched[-1], inside=True)
    return list(found.values())


def shape(text: str) -> str:
    """Its kinds of characters, each run once: ``shape("WH-1000XM4")`` is ``X-9X9``."""
    kinds = ("X" if c.isupper() else "x" if c.isalpha() else "9" if c.isdigit() else c for c in text)
    return re.sub(r"(.)\1+", r"\1", "".join(kinds))


def candidate_features(asked: Asked, known: Known) -> Iterator[tuple[Candidate | None, list[str]]]:
    """Each candidate with its features' names, last the one that says nothing (None)."""
    units = [match.group() for match in UNIT.finditer(asked.title)]
    lower = [unit.lower() for unit in units]
    found = candidates(asked.title, _values_elsewhere(asked, known))
    rates = [_rate(*known.counts(asked.attribute, c.text, asked.title)) for c in found]
    best = max(rates, default=-1.0)
    for candidate, rate in zip(found, rates, strict=True):
        yield candidate, _features(candidate, asked, known, units, lower, rate, best)
    yield None, _not_said_features(asked, lower, rates, best)


def _values_elsewhere(asked: Asked, known: Known) -> list[str]:
    """Values of the attribute in other titles: its own would give the answer away."""
    values = known.values.get(asked.attribute, ())
    return [value for value in values if known.counts(asked.attribute, value, asked.title)[0]]


def _rate(as_value: int, occurring: int) -> float:
    """How often the text is the value where it occurs; -1 where it was never the value."""
    return (as_value + 0.3) / (occurring + 1) if as_value else -1.0  # shrunk: 1 of 1 is not certain


def _features(
    c: Candidate,
    asked: Asked,
    known: Known,
    units: Sequence[str],
    lower: Sequence[str],
    rate: float,
    best: float,
) -> list[str]:
    words = lower[c.first : c.last + 1]
    text, form, length = c.text.lower(), shape(c.text), c.last - c.first + 1
    rarest = min(known.titles_with_word[word] for word in words)
    general = [
        f"form={form}",
        f"units={length}",
        f"place={min(c.first, 5)}",
        f"left={min(len(units) - c.last, 3)}",
        f"inside={c.inside}",
        f"opens={c.first == 0} {length}",
        f"opens={c.first == 0} {form}",
        f"rare={_scale(rarest)}",
        f"rare={rarest < 2} {c.first == 0}",
        f"common={_scale(max(known.titles_with_word[word] for word in words))}",
        f"capitals={units[c.first][0].isupper()}{units[c.last][0].isupper()}",
        f"rate={int(rate * 8)}",
        f"known={rate >= 0} best={rate >= best} {best >= 0}",
        f"other={[*known.other_attributes(asked.attribute, c.text, asked.title)][:1]}",
    ]
    special = [
        f"text={text}",
        f"before={lower[c.first - 1] if c.first else '^'}",
        f"before form={shape(units[c.first - 1]) if c.first else '^'}",
        f"after={lower[c.last + 1] if c.last + 1 < len(lower) else '$'}",
        f"after form={shape(units[c.last + 1]) if c.last + 1 < len(lower) else '$'}",
        f"first={words[0]}",
        f"last={words[-1]}",
        f"end={text[-2:]}",
        f"end={text[-3:]}",
        f"start={text[:2]}",
        *(f"word={word}" for word in set(words)),
    ]
    here = [f"{asked.category} {name}" for name in (f"text={text}", f"units={length}", f"{c.first == 0}")]
    return general + [f"{asked.attribute} {name}" for name in [*general, *special, *here]]


def _not_said_features(asked: Asked, lower: Sequence[str], rates: Sequence[float], best: float) -> list[str]:
    some = min(3, sum(rate >= 0 for rate in rates))
    general = ["none", f"none best={int(best * 6)}"]
    special = [f"none known={some}", f"{asked.category} none", *(f"none {word}" for word in set(lower))]
    return general + [f"{asked.attribute} {name}" for name in [*general, *special]]


def _scale(count: int) -> int:
    """0, 1, 2-3, 4-7, ... : counts differ by factors."""
    return min(int(math.log2(count + 1)), 6)
