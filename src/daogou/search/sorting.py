"""Which of a query's names filter, which only rank, and which words a product should have.

Which become filters depends on the catalogue. A "not" is always meant. A category, colour, brand or audience
filters where nearly every product states one; where many lack it, a filter would hide them, so the word
ranks instead. Season, occasion and style always only rank: feeds and shoppers mean too many things by them.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from daogou.core.query import Constraint
from daogou.index.columns import Columns
from daogou.language.concepts import Concepts
from daogou.language.tokens import Tokens
from daogou.search.gazetteer import Meaning
from daogou.search.reading import Span

# share of products whose feed states the field, from which on a word of it filters
_FILTERS_FROM = {"category": 0.8, "brand": 0.8, "colour": 0.7, "audience": 0.7}
_TRAITS_FROM = 0.9
_ONLY_RANKS = frozenset(("season", "occasion", "style"))
_IDENTITY = frozenset(
    ("category", "brand")
)  # what a thing is; its words must be found where they do not filter
_WHOSE = {"女": "women", "男": "men", "童": "kids"}  # the first character of a category's name
FILLERS = frozenset(
    str.split(
        "look show me someth anyth pleas want need buy find good best nice some pair i im can you get shop "
        "item one product that goe wear match 请 给我 推荐 一件 一条 一双 一款 一个 适合 好看 款 款式 穿 "
        "用 送 买 什么 哪些 有没有 求 帮我 件 条 双 的"
    )
)


@dataclass(frozen=True)
class Needed:
    """A word that a product should have: all ``tokens`` in its text, or one of ``instead``, or the
    ``value``."""

    tokens: tuple[str, ...]
    instead: tuple[str, ...] = ()
    value: Constraint | None = None


@dataclass(frozen=True)
class StandIn:
    """The shop has no ``asked`` (burgundy), so the broader ``value`` (red) filters in its place."""

    field: str
    asked: str
    value: str


@dataclass
class Sorted:
    """``filters`` by field and whether excluded; ``wishes`` only rank; ``needed`` no filter covers."""

    filters: dict[tuple[str, bool], Constraint] = field(default_factory=dict)
    wishes: list[Constraint] = field(default_factory=list)
    needed: list[Needed] = field(default_factory=list)
    stand_ins: list[StandIn] = field(default_factory=list)


@dataclass(frozen=True)
class Sorter:
    """Sorts the spans of queries against one catalogue; ``known`` are the tokens that its products have."""

    concepts: Concepts
    columns: Columns
    tokens: Tokens
    known: Container[str]

    def __call__(self, spans: Sequence[Span]) -> Sorted:
        """Every span to where it belongs."""
        found = Sorted()
        heads = self._heads(spans)
        for place, span in enumerate(spans):
            meaning = span.meanings[0] if span.meanings else None
            if meaning is None:
                self._plain(span, found)
            elif span.negated:
                self._unwanted(span, meaning, found)
            elif not meaning.value:
                self._unknown(span, meaning, found)
            elif self._can_filter(meaning) and (meaning.field != "category" or place in heads):
                _merge(found.filters, meaning, span)
                self._whose(span, found)
                if meaning.asked:
                    found.stand_ins.append(StandIn(meaning.field, meaning.asked, meaning.value))
            else:
                self._wish(span, meaning, found)
        found.needed = [need for need in dict.fromkeys(found.needed) if need.tokens]
        return found

    def _whose(self, span: Span, found: Sorted) -> None:
        """女鞋 names shoes, and whom they are for."""
        whose = Meaning("audience", _WHOSE.get(span.text[0], ""))
        if (
            len(span.text) > 1
            and whose.value
            and "audience" in self.columns.fields
            and self._can_filter(whose)
        ):
            found.filters.setdefault(
                ("audience", False), Constraint("audience", (whose.value,), words=span.text[0])
            )

    def _plain(self, span: Span, found: Sorted) -> None:
        tokens = self._content(span.text)
        if not span.negated:
            found.needed += [Needed((token,)) for token in tokens]
        elif tokens:
            unwanted = Constraint("words", (span.text,), excluded=True, words=span.text)
            found.filters[(f"words {span.text}", True)] = unwanted

    def _unwanted(self, span: Span, meaning: Meaning, found: Sorted) -> None:
        """By the field, and by the word itself where that only ranks or no product states it."""
        if meaning.value and meaning.exact and meaning.field not in _ONLY_RANKS:
            _merge(found.filters, meaning, span)
        else:
            self._plain(span, found)

    def _unknown(self, span: Span, meaning: Meaning, found: Sorted) -> None:
        """A concept that no product states: what a thing is must still be found, and a trait where texts tell
        of it: 高腰 in titles; else its words only rank."""
        if meaning.field in _IDENTITY or all(token in self.known for token in self._content(span.text)):
            self._plain(span, found)

    def _wish(self, span: Span, meaning: Meaning, found: Sorted) -> None:
        wish = Constraint(meaning.field, (meaning.value,), words=span.text)
        found.wishes.append(wish)
        if meaning.field in _IDENTITY:
            found.needed.append(Needed(tuple(self._content(span.text)), value=wish))

    def _content(self, text: str) -> list[str]:
        return [token for token in self.tokens(text) if token not in FILLERS]

    def _can_filter(self, meaning: Meaning) -> bool:
        if meaning.field in _ONLY_RANKS:
            return False
        return self.columns.fields[meaning.field].given >= _FILTERS_FROM.get(meaning.field, _TRAITS_FROM)

    def _heads(self, spans: Sequence[Span]) -> set[int]:
        """Which of the named categories are asked for.

        In "jacket jeans" the last, in "jacket or jeans" both, and of "shoes boots" the narrower.
        """
        heads: list[int] = []
        for place, span in enumerate(spans):
            value = _category(span)
            if not value:
                continue
            if heads and not span.joined:
                before = _category(spans[heads[-1]])
                if value in self.concepts.with_broader("category", before):
                    continue  # "boots shoes": boots say it already
                heads.pop()
            heads.append(place)
        return set(heads)


def _category(span: Span) -> str:
    """The category that a span asks for; empty if it asks for none."""
    if span.negated or not span.meanings or span.meanings[0].field != "category":
        return ""
    return span.meanings[0].value


def _merge(filters: dict[tuple[str, bool], Constraint], meaning: Meaning, span: Span) -> None:
    """Several values of one field: any of them suffices."""
    key = (meaning.field, span.negated)
    before = filters.get(key)
    values = (*(before.values if before else ()), meaning.value)
    words = f"{before.words} {span.text}" if before else span.text
    filters[key] = Constraint(meaning.field, tuple(dict.fromkeys(values)), excluded=span.negated, words=words)
