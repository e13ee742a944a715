"""What is tagged: single Chinese characters, runs of letters, runs of digits, marks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from daogou.language.normalise import HAN

_UNIT = re.compile(rf"[{HAN}]|[^\W\d_{HAN}]+|\d+|[^\s\w]|_")


@dataclass(frozen=True, slots=True)
class Unit:
    """``text`` is what stands at start..end of the title."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a title of one kind."""

    start: int
    end: int
    kind: str


def units_of(text: str) -> list[Unit]:
    """In reading order; blanks are none."""
    return [Unit(match.group(), *match.span()) for match in _UNIT.finditer(text)]


def tags_of(units: Sequence[Unit], spans: Iterable[Span]) -> list[str]:
    """BIO tags: ``B-brand``, ``I-brand``, ``O``. A span that cuts through a unit takes all of it."""
    tags = ["O"] * len(units)
    for span in spans:
        touched = [i for i, unit in enumerate(units) if unit.start < span.end and span.start < unit.end]
        for place, i in enumerate(touched):
            tags[i] = f"{'I' if place else 'B'}-{span.kind}"
    return tags


def spans_of(units: Sequence[Unit], tags: Sequence[str]) -> Iterator[Span]:
    """The spans that BIO tags mean; an I that continues nothing begins a span."""
    open_span: Span | None = None
    for unit, tag in zip(units, tags, strict=True):
        kind = tag[2:]
        if open_span and tag[:2] == "I-" and kind == open_span.kind:
            open_span = Span(open_span.start, unit.end, kind)
            continue
        if open_span:
            yield open_span
        open_span = Span(unit.start, unit.end, kind) if kind else None
    if open_span:
        yield open_span
