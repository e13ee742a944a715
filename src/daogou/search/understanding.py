"""What a shopper's words ask for: filters that must hold, wishes that only rank, and words left to search by.

Which of them become filters depends on the catalogue. A price, a size and a "not" are always meant. A
category, colour, brand or audience filters where nearly every product states one; where many products lack
it, a filter would hide them, so the word ranks instead. Season, occasion and style always only rank: feeds
and shoppers mean too many things by them.
"""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from daogou.core.product import Language
from daogou.core.query import Constraint
from daogou.index.columns import Columns
from daogou.language.concepts import Concepts
from daogou.language.detect import detect
from daogou.language.normalise import normalise
from daogou.language.stem import stem
from daogou.language.tokens import STOP_WORDS, Tokens, atoms
from daogou.search.gazetteer import Gazetteer, Meaning
from daogou.search.prices import take_price
from daogou.search.reading import Span, read
from daogou.search.sizes import take_size
from daogou.search.spelling import Spelling

# share of products whose feed states the field, from which on a word of it filters
_FILTERS_FROM = {"category": 0.8, "brand": 0.8, "colour": 0.7, "audience": 0.7}
_TRAITS_FROM = 0.9
_ONLY_RANKS = frozenset(("season", "occasion", "style"))
_IDENTITY = frozenset(
    ("category", "brand")
)  # what a product is: words of it must be found if they cannot filter
_CHEAP = (
    "cheap|cheaper|affordable|budget|inexpensive|low price|not too expensive|not expensive"
    "|便宜|平价|实惠|性价比高|性价比|低价|不贵|不要太贵|不太贵|别太贵"
)
_STOCKED = "in stock|available now|现货|有货|有现货"
_FILLERS = frozenset(
    str.split(
        "look show me someth anyth pleas want need buy find good best nice some pair i im can you get shop "
        "item one product that goe wear match 请 给我 推荐 一件 一条 一双 一款 一个 适合 好看 款 款式 穿 "
        "用 送 买 什么 哪些 有没有 求 帮我 件 条 双"
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
class Read:
    """What was made of a query's words.

    ``filters`` must hold, ``wishes`` only rank. ``text`` is what is left to search by: the query without
    prices, sizes and negations, slips mended. ``needed`` are the tokens that no filter covers and that a
    product should have ``cheap``: low prices are wished for.
    """

    language: Language = "en"
    text: str = ""
    filters: tuple[Constraint, ...] = ()
    wishes: tuple[Constraint, ...] = ()
    needed: tuple[Needed, ...] = ()
    tokens: tuple[str, ...] = ()
    corrections: Mapping[str, str] = field(default_factory=dict)
    cheap: bool = False


@dataclass(frozen=True)
class Reader:
    """Reads queries against one catalogue; ``known`` are the tokens that its products have."""

    concepts: Concepts
    columns: Columns
    gazetteer: Gazetteer
    spelling: Spelling
    tokens: Tokens
    currency: str
    rates: Mapping[str, float]
    known: Container[str]

    def __call__(self, text: str, language: Language, dropped: Collection[str] = ()) -> Read:
        """Understand a query; ``dropped`` are keys of constraints that the shopper took back."""
        price, rest = take_price(normalise(text), self.currency, self.rates)
        size, rest = take_size(rest, self.concepts) if "size" in self.columns.fields else (None, rest)
        cheap, rest = _take(rest, _CHEAP)
        stocked, rest = _take(rest, _STOCKED)
        rest, corrections = self._mend(rest)
        spans = read(rest, self.gazetteer)
        found = [c for c in (price, size, Constraint("in_stock", words=stocked) if stocked else None) if c]
        named, wishes, needed = self._sort(spans)
        text_left = " ".join(_rejoined([s.text for s in spans if not s.negated]))
        return Read(
            detect(text, language),
            text_left,
            tuple(c for c in (*named, *found) if c.key not in dropped),
            tuple(c for c in wishes if c.key not in dropped),
            self._with_joined(needed),
            (*self.tokens(text_left), *(t for need in self._with_joined(needed) for t in need.instead)),
            corrections,
            bool(cheap),
        )

    def _mend(self, text: str) -> tuple[str, Mapping[str, str]]:
        """Unknown words replaced by the nearest known ones, names of concepts in either language being
        known."""
        corrections: dict[str, str] = {}
        parts, end = [], 0
        for atom, (start, stop) in atoms(text):
            word = text[start:stop]
            if (
                (atom,) in self.gazetteer.meanings
                or word in STOP_WORDS
                or atom in _FILLERS
                or atom in self.known
            ):
                continue
            better = self.spelling.correct(word)
            if better:
                corrections[word] = better
                parts += [text[end:start], better]
                end = stop
        return "".join([*parts, text[end:]]), corrections

    def _sort(self, spans: Sequence[Span]) -> tuple[list[Constraint], list[Constraint], list[Needed]]:
        filters: dict[tuple[str, bool], Constraint] = {}
        wishes: list[Constraint] = []
        needed: list[Needed] = []
        head = self._heads(spans)
        for place, span in enumerate(spans):
            meaning = span.meanings[0] if span.meanings else None
            if (
                meaning is None
                or not meaning.value
                or (span.negated and not (meaning.exact and self._can_filter(meaning)))
            ):
                self._plain(span, filters, needed)
            elif span.negated or (
                self._can_filter(meaning) and (meaning.field != "category" or place in head)
            ):
                _merge(filters, meaning, span)
            else:
                wish = Constraint(meaning.field, (meaning.value,), words=span.text)
                wishes.append(wish)
                if meaning.field in _IDENTITY:
                    needed.append(Needed(tuple(self._content(span.text)), value=wish))
        return list(filters.values()), wishes, [n for n in dict.fromkeys(needed) if n.tokens]

    def _with_joined(self, needed: Sequence[Needed]) -> tuple[Needed, ...]:
        """ "smart watch" is also written "smartwatch": where the shop knows the joined word, it will do for
        both."""
        found = list(needed)
        for place in range(len(found) - 1):
            one, two = found[place], found[place + 1]
            joined = stem("".join([one.tokens[-1], two.tokens[0]]))
            if joined.isascii() and joined in self.known:
                found[place] = replace(one, instead=(*one.instead, joined))
                found[place + 1] = replace(two, instead=(*two.instead, joined))
        return tuple(found)

    def _plain(self, span: Span, filters: dict[tuple[str, bool], Constraint], needed: list[Needed]) -> None:
        tokens = self._content(span.text)
        if not span.negated:
            needed += [Needed((token,)) for token in tokens]
        elif tokens:
            filters[(f"words {span.text}", True)] = Constraint(
                "words", (span.text,), excluded=True, words=span.text
            )

    def _content(self, text: str) -> list[str]:
        return [token for token in self.tokens(text) if token not in _FILLERS]

    def _can_filter(self, meaning: Meaning) -> bool:
        if meaning.field in _ONLY_RANKS:
            return False
        return self.columns.fields[meaning.field].given >= _FILTERS_FROM.get(meaning.field, _TRAITS_FROM)

    def _heads(self, spans: Sequence[Span]) -> set[int]:
        """Which of the named categories are asked for: in "jacket jeans" the last, in "jacket or jeans"
        both, and of "shoes boots" the narrower."""
        heads: list[int] = []
        for place, span in enumerate(spans):
            if (
                span.negated
                or not span.meanings
                or span.meanings[0].field != "category"
                or not span.meanings[0].value
            ):
                continue
            value = span.meanings[0].value
            if heads and not span.joined:
                before = spans[heads[-1]].meanings[0].value
                if value in self.concepts.with_broader("category", before):
                    continue  # "boots shoes": boots say it already
                heads.pop()
            heads.append(place)
        return set(heads)


def _merge(filters: dict[tuple[str, bool], Constraint], meaning: Meaning, span: Span) -> None:
    """Several values of one field: any of them suffices."""
    key = (meaning.field, span.negated)
    before = filters.get(key)
    values = (*(before.values if before else ()), meaning.value)
    words = f"{before.words} {span.text}" if before else span.text
    filters[key] = Constraint(meaning.field, tuple(dict.fromkeys(values)), excluded=span.negated, words=words)


def _take(text: str, phrases: str) -> tuple[str, str]:
    """The first of the phrases that stands in the text, and the text without it."""
    padded = f" {text} "
    for phrase in sorted(phrases.split("|"), key=len, reverse=True):
        inside = f" {phrase} " if phrase.isascii() else phrase
        if inside in padded:
            return phrase, padded.replace(inside, " ", 1).strip()
    return "", text


def _rejoined(texts: Sequence[str]) -> list[str]:
    """Neighbouring Chinese pieces as one word again, so that they are cut as a whole."""
    joined: list[str] = []
    for text in texts:
        if joined and not joined[-1][-1].isascii() and not text[0].isascii():
            joined[-1] += text
        else:
            joined.append(text)
    return joined
