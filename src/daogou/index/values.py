"""What a product can be filtered by: the values of its fields, linked to concepts where one is meant.

A value that is a concept carries all that contain it, so that "shoes" finds boots; a value that is none
stays as the feed spells it. What the feed leaves out is guessed from the title; ``Values.guessed`` says so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from daogou.core.product import Product
from daogou.language.concepts import Concepts
from daogou.language.feed_words import field_name, is_nothing, kind_name, parts_of
from daogou.language.heads import head_category
from daogou.language.relations.vocabulary import own_kinds
from daogou.language.tokens import phrase_key

_TYPE_NAMES = ("type", "product type", "category")
_CODE = re.compile(r"(?:eu|uk|us|cn|码|号)\s*(?=\d)|(?<=\d)\s*(?:码|号|eu)$", re.IGNORECASE)
_FROM_TITLE = ("colour", "material", "audience", "pattern")


@dataclass(frozen=True)
class Values:
    """``of``: field -> its values, the product's own first; ``guessed``: fields read from the title only."""

    of: dict[str, list[str]] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)


def values_of(product: Product, concepts: Concepts) -> Values:
    """Everything a product can be filtered by, apart from price and stock."""
    values = Values()
    _put(values, "category", _categories(product, concepts))
    for name, raw in _attributes(product, concepts).items():
        _put(values, name, _linked(concepts, name, raw))
    _put(values, "brand", [product.brand.strip()] if product.brand.strip() else [])
    _put(values, "size", [size_value(concepts, size) for size in product.sizes])
    _guess(values, product, concepts)
    if "unisex" in values.of.get("audience", ()):
        _put(values, "audience", ["women", "men"])  # whoever asks for women's things may wear these too
    return values


def _put(values: Values, name: str, found: Iterable[str]) -> None:
    new = [value for value in found if value]
    if new:
        values.of[name] = list(dict.fromkeys([*values.of.get(name, ()), *new]))


def _attributes(product: Product, concepts: Concepts) -> Mapping[str, list[str]]:
    named: dict[str, list[str]] = {}
    for attribute, raw in product.attributes.items():
        named.setdefault(kind_name(attribute, concepts), []).extend(raw)
    for variant in product.variants:
        for option, value in variant.options.items():
            name = kind_name(option, concepts)
            if name != "size" and value not in named.setdefault(name, []):
                named[name].append(value)
    return named


def _linked(concepts: Concepts, name: str, raw: Iterable[str]) -> Iterator[str]:
    for value in raw:
        if name not in concepts.all:
            yield value.strip()
            continue
        for part in parts_of(name, value, concepts):
            linked = _link(concepts, name, part)
            yield from concepts.with_broader(name, linked) if linked else [_tidy(part)]


def _tidy(value: str) -> str:
    """A feed's word for "nothing" is no value."""
    return "" if is_nothing(value) else value.strip()


def _categories(product: Product, concepts: Concepts) -> Iterator[str]:
    for step in reversed(product.category or types_of(product)):
        concept = _link(concepts, "category", step)
        own = [_tidy(step)] if product.category else []  # an attribute "type" may say anything
        yield from concepts.with_broader("category", concept) if concept else own


def types_of(product: Product) -> list[str]:
    """What an attribute such as "product type" says a product is, for feeds without category paths."""
    return [v[0] for n, v in product.attributes.items() if field_name(n) in _TYPE_NAMES and v]


def _guess(values: Values, product: Product, concepts: Concepts) -> None:
    if "category" not in values.of:
        heads = (head_category(title, concepts) for title in product.titles.values())
        head = next((found for found in heads if found), None)
        if head:
            _put(values, "category", concepts.with_broader("category", head))
            values.guessed.add("category")
    for name in (*_FROM_TITLE, *own_kinds(concepts)):
        if values.of.get(name):
            continue
        found = _last_named(concepts, name, product)
        if found:
            _put(values, name, concepts.with_broader(name, found))
            values.guessed.add(name)


def _last_named(concepts: Concepts, kind: str, product: Product) -> str | None:
    """The concept that a title names last, taking the longest name at each place."""
    names = concepts.names(kind)
    for title in product.titles.values():
        found, place = None, 0
        key = phrase_key(title)
        while place < len(key):
            length = next(
                (n for n in range(min(5, len(key) - place), 0, -1) if key[place : place + n] in names), 0
            )
            if length > 1 or (length and len(key[place]) > 1):
                found = names[key[place : place + length]]
            place += max(length, 1)
        if found:
            return found
    return None


def size_value(concepts: Concepts, raw: str) -> str:
    """A size as the facet spells it: ``small`` is ``S``, ``38码`` is ``38``."""
    plain = _CODE.sub("", raw.strip()).strip()
    known = concepts.names("size").get(phrase_key(plain))
    return known or plain.upper()


@lru_cache(maxsize=50_000)  # feeds repeat their few hundred values on every row
def _link(concepts: Concepts, kind: str, raw: str) -> str | None:
    return concepts.link(kind, raw)
