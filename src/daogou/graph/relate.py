"""What a product's own fields say: its category, brand, sizes and attributes, as statements with their field.

A value that is a concept becomes that concept; one that is none stays an entity of its own, as it is spelled.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from daogou.core.entity import Entity, entity_id
from daogou.core.product import Language, Product
from daogou.core.triple import Triple
from daogou.graph.names import folded
from daogou.language.concepts import Concept, Concepts
from daogou.language.feed_words import is_nothing, kind_name, parts_of
from daogou.language.relations.vocabulary import RELATION_OF, own_kinds, relation_of
from daogou.language.tokens import phrase_key

FAMILY = "feed"
# a value that names a concept among other words ("washed navy look") means it less surely than the name alone
INSIDE = 0.9
_LANGUAGES: tuple[Language, ...] = ("en", "zh")


@dataclass(frozen=True, eq=False)
class Relater:
    """Reads products; remembers what a spelling of a value means, because feeds repeat them on every row.

    ``also``: attributes whose values become entities beside those of the concepts' kinds.
    """

    concepts: Concepts
    also: tuple[str, ...] = ()
    _read: dict[tuple[str, str], tuple[tuple[Entity, float], ...]] = field(default_factory=dict, init=False)

    def entity(self, product: Product) -> Entity:
        """The product itself, named by its titles."""
        titles = {
            language: product.titles[language] for language in _LANGUAGES if product.titles.get(language)
        }
        return Entity(entity_id("product", product.id), "product", titles)

    def __call__(self, product: Product) -> Iterator[tuple[Entity, Triple]]:
        """Each statement with the entity at its tail."""
        head = entity_id("product", product.id)
        said = set()
        for relation, source, tail, confidence in self._said(product):
            if (relation, tail.id, source) not in said:
                said.add((relation, tail.id, source))
                yield tail, Triple(head, relation, tail.id, confidence, f"{FAMILY}:{source}")

    def _said(self, product: Product) -> Iterator[tuple[str, str, Entity, float]]:
        if product.brand.strip():
            yield "made_by", "brand", brand_entity(product.brand), 1.0
        for kind, source, value in self._values(product):
            for tail, confidence in self._meant(kind, value):
                yield relation_of(kind), source, tail, confidence

    def _meant(self, kind: str, value: str) -> tuple[tuple[Entity, float], ...]:
        if (kind, value) not in self._read:
            parts = [value] if kind == "category" else parts_of(kind, value, self.concepts)
            self._read[kind, value] = tuple(found for part in parts for found in self._linked(kind, part))
        return self._read[kind, value]

    def _linked(self, kind: str, value: str) -> Iterator[tuple[Entity, float]]:
        if is_nothing(value):
            return
        tail = value_entity(kind, value, self.concepts)
        is_inside = self.concepts.get(kind, tail.key) and phrase_key(value) not in self.concepts.names(kind)
        yield tail, INSIDE if is_inside else 1.0

    def _values(self, product: Product) -> Iterator[tuple[str, str, str]]:
        """(kind, field, value) of everything a product says; of a category path the narrowest step."""
        if product.category:
            yield "category", "category", product.category[-1]
        for name, values in product.attributes.items():
            kind = kind_name(name, self.concepts)
            if kind in self.kinds:
                yield from ((kind, kind, value) for value in values)
        for variant in product.variants:
            for name, value in variant.options.items():
                kind = kind_name(name, self.concepts)
                if kind in self.kinds:
                    yield kind, f"variants.{kind}", value

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Whose values are worth entities; the brand has a field of its own."""
        also = {kind_name(name, self.concepts) for name in self.also}
        return frozenset({*RELATION_OF, *own_kinds(self.concepts), *also} - {"brand"})


def brand_entity(name: str) -> Entity:
    """A brand, known by its name whatever its case."""
    spelled = " ".join(name.split())
    return Entity(entity_id("brand", folded(spelled)), "brand", {"en": spelled, "zh": spelled})


def value_entity(kind: str, value: str, concepts: Concepts) -> Entity:
    """The concept that a value means; one that means none is an entity of its own, as it is spelled."""
    linked = concepts.link(kind, value)
    concept = concepts.get(kind, linked) if linked else None
    if concept:
        return concept_entity(concept)
    name = " ".join(value.split())
    return Entity(entity_id(kind, folded(name)), kind, {"en": name, "zh": name})


def concept_entity(concept: Concept) -> Entity:
    """A concept, named as pages name it."""
    labels = {language: concept.label(language) for language in _LANGUAGES}
    return Entity(entity_id(concept.kind, concept.id), concept.kind, labels)


def ontology(concepts: Concepts) -> tuple[list[Entity], list[Triple]]:
    """What is broader than what, and the concepts that this names."""
    triples = [
        Triple(entity_id(kind, one.id), "broader", entity_id(kind, broader), 1.0, "ontology")
        for kind in concepts.kinds()
        for one in concepts.all[kind].values()
        for broader in one.broader
    ]
    named = dict.fromkeys(end for triple in triples for end in (triple.head, triple.tail))
    return [concept_entity(_concept(concepts, name)) for name in named], triples


def _concept(concepts: Concepts, identifier: str) -> Concept:
    kind, _, key = identifier.partition(":")
    return concepts.all[kind][key]


def named_concepts(identifiers: Iterable[str], concepts: Concepts) -> list[Entity]:
    """Those of some entity ids that are concepts, each once, named as pages name them."""
    known = (concepts.get(*name.split(":", 1)) for name in dict.fromkeys(identifiers))
    return [concept_entity(concept) for concept in known if concept]


def related(
    products: Iterable[Product], concepts: Concepts, also: Iterable[str] = ()
) -> tuple[list[Entity], list[Triple]]:
    """All products and their values, and what their fields say."""
    relater = Relater(concepts, tuple(also))
    entities: dict[str, Entity] = {}
    triples: list[Triple] = []
    for product in products:
        one = relater.entity(product)
        entities[one.id] = one
        for tail, triple in relater(product):
            entities.setdefault(tail.id, tail)
            triples.append(triple)
    return list(entities.values()), triples
