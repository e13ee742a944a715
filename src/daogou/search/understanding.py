"""What a shopper's words ask for: filters that must hold, wishes that only rank, and words left to search
by."""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from daogou.core.product import Language
from daogou.core.query import Constraint
from daogou.index.columns import Columns
from daogou.language.concepts import Concepts
from daogou.language.detect import detect
from daogou.language.english_words import ordinary_english
from daogou.language.normalise import normalise
from daogou.language.stem import stem
from daogou.language.tokens import STOP_WORDS, Tokens, atoms
from daogou.search.gazetteer import Gazetteer
from daogou.search.prices import take_price
from daogou.search.reading import read
from daogou.search.sizes import take_size
from daogou.search.sorting import FILLERS, Needed, Sorted, Sorter, StandIn
from daogou.search.spelling import Spelling

_CHEAP = (
    "cheap|cheaper|affordable|budget|inexpensive|low price|not too expensive|not expensive"
    "|便宜|平价|实惠|性价比高|性价比|低价|不贵|不要太贵|不太贵|别太贵"
)
_STOCKED = "in stock|available now|现货|有货|有现货"


@dataclass(frozen=True)
class Read:
    """What was made of a query's words.

    ``filters`` must hold, ``wishes`` only rank. ``text`` is what is left to search by: the query without
    prices, sizes and negations, slips mended; ``tokens`` are what the text index is asked for. ``needed`` are
    the words that no filter covers and that a product should have. ``cheap``: low prices are wished for.
    ``stand_ins`` say which filters are broader than what was asked for.
    """

    language: Language = "en"
    text: str = ""
    filters: tuple[Constraint, ...] = ()
    wishes: tuple[Constraint, ...] = ()
    needed: tuple[Needed, ...] = ()
    tokens: tuple[str, ...] = ()
    corrections: Mapping[str, str] = field(default_factory=dict)
    cheap: bool = False
    stand_ins: tuple[StandIn, ...] = ()


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
        measures, rest = self._measures(normalise(text))
        cheap, rest = _take(rest, _CHEAP)
        rest, corrections = self._mend(rest)
        spans = read(rest, self.gazetteer, self.tokens.word_ends)
        sort = Sorter(self.concepts, self.columns, self.tokens, self.known)(spans)
        left = " ".join(_rejoined([span.text for span in spans if not span.negated]))
        needed = self._with_joined(sort.needed)
        return Read(
            language=detect(text, language),
            text=left,
            filters=tuple(c for c in (*self._consistent(sort), *measures) if c.key not in dropped),
            wishes=tuple(c for c in sort.wishes if c.key not in dropped),
            needed=needed,
            tokens=(*self.tokens(left), *(token for need in needed for token in need.instead)),
            corrections=corrections,
            cheap=bool(cheap),
            stand_ins=tuple(dict.fromkeys(sort.stand_ins)),
        )

    def _measures(self, text: str) -> tuple[list[Constraint], str]:
        """Price, size and stock, and the text without them."""
        price, rest = take_price(text, self.currency, self.rates)
        size, rest = take_size(rest, self.concepts) if "size" in self.columns.fields else (None, rest)
        words, rest = _take(rest, _STOCKED)
        stocked = Constraint("in_stock", words=words) if words else None
        return [constraint for constraint in (price, size, stocked) if constraint], rest

    def _mend(self, text: str) -> tuple[str, Mapping[str, str]]:
        """Unknown words replaced by the nearest known ones; names of concepts are known in both languages."""
        corrections: dict[str, str] = {}
        parts, end = [], 0
        for atom, (start, stop) in atoms(text):
            word = text[start:stop]
            better = None if self._is_known(word, atom) else self.spelling.correct(word)
            if better:
                corrections[word] = better
                parts += [text[end:start], better]
                end = stop
        return "".join([*parts, text[end:]]), corrections

    def _is_known(self, word: str, atom: str) -> bool:
        named = (atom,) in self.gazetteer.meanings
        if named or word in STOP_WORDS or atom in FILLERS or atom in self.known:
            return True
        return word.isascii() and (word in ordinary_english() or word in _SHORTENED)

    def _consistent(self, sort: Sorted) -> list[Constraint]:
        """Without what is denied and is broader than what is wanted: of "not this red, burgundy" the red."""
        wanted = [one for one in (*sort.filters.values(), *sort.wishes) if not one.excluded]
        above = {
            (one.field, broader)
            for one in wanted
            for value in one.values
            for broader in self.concepts.with_broader(one.field, value)[1:]
        }
        filters = sort.filters.values()
        return [c for c in filters if not (c.excluded and {(c.field, v) for v in c.values} & above)]

    def _with_joined(self, needed: Sequence[Needed]) -> tuple[Needed, ...]:
        """Of "smart watch", "smartwatch" will do for either word, where the shop knows it."""
        found = list(needed)
        for place in range(len(found) - 1):
            one, two = found[place], found[place + 1]
            joined = stem(one.tokens[-1] + two.tokens[0])
            if joined.isascii() and joined in self.known:
                found[place] = replace(one, instead=(*one.instead, joined))
                found[place + 1] = replace(two, instead=(*two.instead, joined))
        return tuple(found)


_SHORTENED = frozenset(  # before "'t"
    str.split("ain aren couldn didn doesn don hadn hasn haven isn mustn needn shan shouldn wasn weren wouldn")
)


def _take(text: str, phrases: str) -> tuple[str, str]:
    """The first of the phrases that stands in the text, and the text without it."""
    padded = f" {text} "
    for phrase in _longest_first(phrases):
        inside = f" {phrase} " if phrase.isascii() else phrase
        if inside in padded:
            return phrase, padded.replace(inside, " ", 1).strip()
    return "", text


@cache
def _longest_first(phrases: str) -> list[str]:
    return sorted(phrases.split("|"), key=len, reverse=True)


def _rejoined(texts: Sequence[str]) -> list[str]:
    """Neighbouring Chinese pieces as one word again, so that they are cut as a whole."""
    joined: list[str] = []
    for text in texts:
        if joined and not joined[-1][-1].isascii() and not text[0].isascii():
            joined[-1] += text
        else:
            joined.append(text)
    return joined
