"""What of a product the text index reads, field by field, in both languages."""

from collections.abc import Iterator, Mapping, Sequence

from daogou.core.product import Product
from daogou.index.values import Values, types_of
from daogou.language.concepts import Concepts
from daogou.language.heads import head_tokens
from daogou.language.tokens import Tokens

# How much a word weighs where it stands: what a product is called says most about it. BM25F divides each
# field by its length, so a word of a long description already counts little.
BOOSTS: Mapping[str, float] = {
    "title": 3.0,
    "head": 1.0,
    "category": 2.0,
    "brand": 2.0,
    "attributes": 1.0,
    "description": 1.0,
}
LANGUAGES = ("en", "zh")


def document(
    product: Product, values: Values, concepts: Concepts, tokens: Tokens
) -> dict[str, Sequence[str]]:
    """Tokens of each field. Concepts are named in both languages, so either finds a product written in the
    other."""
    category = [*(product.category or types_of(product)), *_labels(values, concepts, ("category",))]
    return {
        "title": tokens(" \n ".join(product.titles.values())),
        "head": [t for title in product.titles.values() for t in head_tokens(title, tokens, concepts)],
        "category": tokens(" \n ".join(category)),
        "brand": tokens(product.brand),
        "attributes": tokens(" \n ".join(_attributes(product, values, concepts))),
        "description": tokens(" \n ".join(product.descriptions.values())),
    }


def _attributes(product: Product, values: Values, concepts: Concepts) -> Iterator[str]:
    for raw in product.attributes.values():
        yield from raw
    yield from _labels(values, concepts, [n for n in values.of if n not in ("category", "brand", "size")])


def _labels(values: Values, concepts: Concepts, fields: Sequence[str]) -> Iterator[str]:
    for name in fields:
        for value in values.of.get(name, ()):
            concept = concepts.get(name, value)
            if concept:
                yield from dict.fromkeys(concept.label(language) for language in LANGUAGES)
