"""What a product's fields leave out and its title says, learnt from the products whose fields say it.

The gazetteer knows the packaged concepts; this learns whatever attributes a shop has: a rod's action, a lens'
coating. It asks for an attribute only in categories whose products have it.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from daogou.core.entity import entity_id
from daogou.core.product import Product
from daogou.core.progress import SILENT, Progress
from daogou.core.triple import Triple
from daogou.language.concepts import Concepts
from daogou.language.relations.extraction import FAMILY
from daogou.language.relations.value_candidates import NOT_SAID, Asked
from daogou.language.relations.values import ValueFinder, train_values
from daogou.language.relations.vocabulary import relation_of

LEAST = 0.8  # probability; on a fold of AE-110k kept out of training 96 % of answers that sure are right
MOST_TAUGHT = 4_000  # questions, drawn at random: some seconds; 2,400 were right as often as 12,000
FEWEST = 20  # products of a category that have the attribute: fewer teach nothing


@dataclass(frozen=True)
class MissingValues:
    """``attributes``: which ones the products of a category have."""

    finder: ValueFinder
    attributes: Mapping[str, Sequence[str]]
    concepts: Concepts

    def __call__(self, product: Product, least: float = LEAST) -> Iterator[Triple]:
        """What its titles say of attributes that its fields lack."""
        for attribute in lacking(product, self.attributes):
            for language, title in product.titles.items():
                yield from self._said(product, language, title, attribute, least)

    def _said(
        self, product: Product, language: str, title: str, attribute: str, least: float
    ) -> Iterator[Triple]:
        answer = self.finder(title, category_of(product), attribute)
        if answer.value == NOT_SAID or answer.probability < least:
            return
        key = self.concepts.link(attribute, answer.value) or answer.value.lower()
        head, tail = entity_id("product", product.id), entity_id(attribute, key)
        sure = min(1.0, round(answer.probability, 4))
        source = f"{FAMILY}:titles.{language}"
        yield Triple(head, relation_of(attribute), tail, sure, source, (answer.start, answer.end))


def train_missing_values(
    products: Sequence[Product], concepts: Concepts, *, seed: int, progress: Progress = SILENT
) -> MissingValues:
    """Learn from the products whose fields have values, or some of them."""
    attributes = attributes_of(products)
    asked = [question for product in products for question in _questions(product, attributes)]
    if len(asked) > MOST_TAUGHT:
        asked = random.Random(seed).sample(asked, MOST_TAUGHT)
    return MissingValues(train_values(asked, seed=seed, progress=progress), attributes, concepts)


def category_of(product: Product) -> str:
    """The narrowest category of the feed; empty where it has none."""
    return product.category[-1] if product.category else ""


def lacking(product: Product, attributes: Mapping[str, Sequence[str]]) -> list[str]:
    """What its fields leave out of the ``attributes`` of its category."""
    return [name for name in attributes.get(category_of(product), ()) if not product.attributes.get(name)]


def attributes_of(products: Iterable[Product]) -> dict[str, list[str]]:
    """Category -> the attributes that enough of its products have."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for product in products:
        for attribute, values in product.attributes.items():
            counts[category_of(product)][attribute] += bool(values)
    return {
        category: sorted(a for a, count in of_category.items() if count >= FEWEST)
        for category, of_category in counts.items()
    }


def _questions(product: Product, attributes: Mapping[str, Sequence[str]]) -> Iterator[Asked]:
    """Each title with each attribute that the fields give; the values that the title contains are right."""
    category = category_of(product)
    for attribute in attributes.get(category, ()):
        values = product.attributes.get(attribute, ())
        for title in product.titles.values() if values else ():
            places = [(title.lower().find(value.lower()), len(value)) for value in values]
            said = frozenset(title[at : at + length] for at, length in places if at >= 0 and length)
            yield Asked(title, category, attribute, said or frozenset({NOT_SAID}))
