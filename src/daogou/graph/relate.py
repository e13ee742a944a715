"""What a product's own fields say: its category, brand, sizes and attributes, as statements with their field.

A value that is a concept becomes that concept; one that is none stays an entity of its own, as it is spelled.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from daogou.core.entity import Entity, entity_id
from daogou.core.product import Language, Product
from daogou.core.triple import Triple
from daogou.graph.names import folded
from daogou.language.concepts import Concept, Concepts
from daogou.language.tokens import phrase_key

FAMILY = "feed"
RELATION_OF = {
    "colour": "has_colour",
    "material": "made_of",
    "pattern": "has_pattern",
    "style": "has_style",
    "season": "for_season",
    "occasion": "for_occasion",
    "audience": "for_audience",
    "fit": "has_fit",
    "sleeve": "has_sleeve",
    "neckline": "has_neckline",
    "length": "has_length",
    "size": "has_size",
    "category": "has_category",
}
# a value that names a concept among other words ("washed navy look") means it less surely than the name alone
INSIDE = 0.9
_SYNONYMS = {
    "color": "colour",
    "gender": "audience",
    "fabric": "material",
    "usage": "occasion",
    "neck": "neckline",
}
_SEVERAL = re.compile(r"\s*[,;/、，；|]\s*")
_NOTHING = frozenset(("", "na", "n/a", "none", "null", "-", "unknown"))
_LANGUAGES: tuple[Language, ...] = ("en", "zh")


@dataclass(frozen=True, eq=False)
class Relater:
    """Reads products; remembers what a spelling of a value means, because feeds repeat them on every row."""

    concepts: Concepts
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
        for kind, source, value in _values(product):
            for tail, confidence in self._meant(kind, value):
                yield RELATION_OF[kind], source, tail, confidence

    def _meant(self, kind: str, value: str) -> tuple[tuple[Entity, float], ...]:
        if (kind, value) not in self._read:
            whole = phrase_key(value) in self.concepts.names(kind)
            parts = [value] if whole or kind == "category" else _SEVERAL.split(value)
            self._read[kind, value] = tuple(found for part in parts for found in self._linked(kind, part))
        return self._read[kind, value]

    def _linked(self, kind: str, value: str) -> Iterator[tuple[Entity, float]]:
        if value.strip().lower() in _NOTHING:
            return
        linked = self.concepts.link(kind, value)
        concept = self.concepts.get(kind, linked) if linked else None
        if concept:
            is_whole = phrase_key(value) in self.concepts.names(kind)
            yield concept_entity(concept), 1.0 if is_whole else INSIDE
        else:
            name = " ".join(value.split())
            yield Entity(entity_id(kind, folded(name)), kind, {"en": name, "zh": name}), 1.0


def _values(product: Product) -> Iterator[tuple[str, str, str]]:
    """(kind, field, value) of everything a product says; of a category path the narrowest step."""
    if product.category:
        yield "category", "category", product.category[-1]
    for name, values in product.attributes.items():
        kind = _kind(name)
        if kind in RELATION_OF:
            yield from ((kind, kind, value) for value in values)
    for variant in product.variants:
        for name, value in variant.options.items():
            kind = _kind(name)
            if kind in RELATION_OF:
                yield kind, f"variants.{kind}", value


def _kind(name: str) -> str:
    plain = name.strip().lower()
    return _SYNONYMS.get(plain, plain)


def brand_entity(name: str) -> Entity:
    """A brand, known by its name whatever its case."""
    spelled = " ".join(name.split())
    return Entity(entity_id("brand", folded(spelled)), "brand", {"en": spelled, "zh": spelled})


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


def related(products: Iterable[Product], concepts: Concepts) -> tuple[list[Entity], list[Triple]]:
    """All products and their values, and what their fields say."""
    relater = Relater(concepts)
    entities: dict[str, Entity] = {}
    triples: list[Triple] = []
    for product in products:
        one = relater.entity(product)
        entities[one.id] = one
        for tail, triple in relater(product):
            entities.setdefault(tail.id, tail)
            triples.append(triple)
    return list(entities.values()), triples
