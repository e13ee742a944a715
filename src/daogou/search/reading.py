"""A query's words laid out: which mean a filter value, which are negated, which are plain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daogou.language.tokens import atoms, phrase_key
from daogou.search.gazetteer import Gazetteer, Meaning

_NEGATIONS = tuple(
    phrase_key(marker)
    for marker in (
        "not", "no", "without", "except", "excluding", "but not", "but no", "non", "minus", "instead of",
        "don't want", "do not want", "no more", "anything but", "nothing in", "nothing with", "none of",
        "leave out",
        "不要", "不想要", "不含", "不带", "不是", "别要", "除了", "没有", "非", "不", "别",
    )
)  # fmt: skip
_AFTER_NEGATION = frozenset(str.split("any a an the with too very have 带 有 是 太 穿 要"))
_AND = frozenset(str.split("or and nor 或 和 与 及 者"))
_GLUE = frozenset(str.split("的 色 款 式 系 类"))  # characters that may stand beside a one-character name


@dataclass(frozen=True)
class Span:
    """Atoms ``start:end`` of the query, as typed in ``text``.

    ``meanings`` are what the name means, the likeliest first; empty for plain words. ``joined`` is true where
    "or", "and" or 和 stands before it.
    """

    text: str
    start: int
    end: int
    meanings: tuple[Meaning, ...] = ()
    negated: bool = False
    joined: bool = False


def read(text: str, gazetteer: Gazetteer) -> list[Span]:
    """The spans of a normalised text, in reading order, each atom in at most one."""
    found = atoms(text)
    spans = list(_spans(text, [a for a, _ in found], [s for _, s in found], gazetteer))
    return _runs([_sober(spans, place) for place in range(len(spans))])


def _runs(spans: Sequence[Span]) -> list[Span]:
    """Neighbouring Chinese characters that mean nothing by themselves, as one span: 适合 is one word."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before and _plain_chinese(before) and _plain_chinese(span) and before.end == span.start:
            joined[-1] = Span(before.text + span.text, before.start, span.end, (), before.negated)
        else:
            joined.append(span)
    return joined


def _plain_chinese(span: Span) -> bool:
    return not span.meanings and not span.text.isascii()


def _spans(
    text: str, names: Sequence[str], places: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> Iterator[Span]:
    at, negated, joined = 0, False, False
    while at < len(names):
        length, meanings = gazetteer.at(names, at)
        if not length and (skip := _negation(names, at)):
            at, negated = at + skip, True
            continue
        if not length and names[at] in _AND:
            at, joined = at + 1, True
            continue
        if not length and negated and names[at] in _AFTER_NEGATION:
            at += 1
            continue
        end = at + (length or 1)
        words = text[places[at][0] : places[end - 1][1]]
        negated = (
            negated if length or names[at].isascii() else False
        )  # an unknown character is no word to exclude
        yield Span(words, at, end, meanings, negated, joined)
        negated = negated and end < len(names) and names[end] in _AND
        at, joined = end, False


def _negation(names: Sequence[str], at: int) -> int:
    """How many atoms there say no; 有没有 asks and denies nothing."""
    if at and names[at - 1] == "有" and names[at] == "没":
        return 0
    fitting = [len(m) for m in _NEGATIONS if tuple(names[at : at + len(m)]) == m]
    rest = max(fitting, default=0)
    return rest if at + rest < len(names) else 0


def _sober(spans: Sequence[Span], place: int) -> Span:
    """One Chinese character means something only among understood neighbours: 金 in 合金 does not."""
    span = spans[place]
    if len(span.text) != 1 or span.text.isascii() or not span.meanings:
        return span
    beside = [spans[p] for p in (place - 1, place + 1) if 0 <= p < len(spans)]
    touching = [s for s in beside if s.end == span.start or s.start == span.end]
    if all(s.meanings or s.text.isascii() or s.text in _GLUE for s in touching):
        return span
    return Span(span.text, span.start, span.end, (), span.negated, span.joined)
