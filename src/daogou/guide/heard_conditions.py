"""Conditions on products that a language model heard in a message: of the shop's closed vocabulary only."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from daogou.core.query import Constraint, Query
from daogou.guide.floor import Shop
from daogou.guide.searching import is_sold
from daogou.guide.skill_parameters import KINDS
from daogou.guide.understood import Understood
from daogou.language.normalise import normalise
from daogou.language.tokens import phrase_key

MOST = 4  # that a model may add: people name no more in a sentence
_MEASURED = re.compile(
    r"\s*(?:cm|mm|m\b|kg|g\b|lbs?|inch|%|°|years?|yo\b|[厘公]|斤|岁|码|号|寸|个月)", re.IGNORECASE
)


class Arguments(Protocol):
    """What ``arguments.Given`` gives."""

    def value(self, name: str) -> object:
        """As given."""
        ...

    def text(self, name: str) -> str:
        """A text."""
        ...

    def texts(self, name: str) -> list[str]:
        """Texts."""
        ...

    def refuse(self, name: str) -> str:
        """Not believed."""
        ...


Named = Iterator[tuple[str, Constraint]]
"""Name of the argument, and a condition that it asks for."""


def conditions(given: Arguments, understood: Understood, shop: Shop) -> tuple[Constraint, ...]:
    """On what the words say nothing of; each is met by something, and all of them together."""
    found: list[Constraint] = []
    decided = {one.field for one in understood.read}
    said = tuple(one for one in understood.read if one.field != "words")
    for name, one in _asked(given, understood, shop):
        if one.field in decided and not one.excluded:
            continue
        if len(found) >= MOST or not is_sold(one, shop):
            given.refuse(name)
        elif shop.search(Query(filters=(*said, *found, one), k=1, facets=False)).total:
            found.append(one)
    return tuple(found)


def _asked(given: Arguments, understood: Understood, shop: Shop) -> Named:
    for kind in KINDS:
        if value := given.text(kind):
            yield from _linked(given, shop, kind, (kind,), value)
    for value in given.texts("without"):
        for name, one in _linked(given, shop, "without", KINDS, value):
            yield name, replace(one, excluded=True)
    yield from _size(given, shop)
    yield from _prices(given, understood)
    if query := given.text("query"):  # what search reads in it; the words that it does not know are left
        read = shop.read(query, understood.language)
        yield from (
            ("query", replace(one, words="")) for one in (*read.filters, *read.wishes) if one.field in KINDS
        )


def _linked(given: Arguments, shop: Shop, name: str, kinds: Sequence[str], value: str) -> Named:
    """The value, if it is as a whole the name of a concept."""
    key = phrase_key(value)
    found = ((kind, known) for kind in kinds if (known := shop.concepts.names(kind).get(key)))
    first = next(found, None)
    if first is None:
        given.refuse(name)
    else:
        yield name, Constraint(first[0], (first[1],))


def _size(given: Arguments, shop: Shop) -> Named:
    if size := given.text("size"):
        read = (one for one in shop.read(f"size {size}", "en").filters if one.field == "size")
        same = next((one for one in read if phrase_key(one.values[0]) == phrase_key(size)), None)
        if same is None:
            given.refuse("size")
        else:
            yield "size", replace(same, words="")


def _prices(given: Arguments, understood: Understood) -> Named:
    """Only numbers that the shopper just said, and said of nothing else."""
    for name in ("max_price", "min_price"):
        value = given.value(name)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or not _is_said(value, understood):
            given.refuse(name)
        elif name == "max_price":
            yield name, Constraint("price", high=float(value))
        else:
            yield name, Constraint("price", low=float(value))


def _is_said(value: float, understood: Understood) -> bool:
    if value not in understood.numbers:
        return False
    number, text = f"{value:g}", normalise(understood.text)
    of_others = any(number in one.words for one in understood.read) or number in understood.order_ids
    return not (of_others or _MEASURED.match(text.partition(number)[2]))
