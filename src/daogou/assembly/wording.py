"""What a shop's own words tell: statements, values that fields leave out, brands that no field names."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.util import find_spec

from daogou.core.entity import Entity, entity_id, key_of, kind_of
from daogou.core.product import Product
from daogou.core.progress import Progress, tracked
from daogou.core.settings import GraphSection
from daogou.core.triple import Triple
from daogou.features.text_encoders import TextEncoder
from daogou.graph.decisions import Decision
from daogou.graph.relate import Relater, brand_entity, value_entity
from daogou.language.concepts import Concepts
from daogou.language.entities.gazetteer import Name
from daogou.language.entities.linking import Linker
from daogou.language.entities.new_names import NewName
from daogou.language.entities.things import things_of
from daogou.language.feed_words import kind_name
from daogou.language.relations.extraction import extractor
from daogou.language.relations.missing_values import attributes_of, lacking, train_missing_values
from daogou.language.tagging.new_brands import new_brands

MADE_BY = "made_by"


@dataclass(frozen=True)
class Wording:
    """Reads the products' titles and descriptions; ``decisions`` are the owner's."""

    products: Sequence[Product]
    concepts: Concepts
    settings: GraphSection
    encoder: TextEncoder
    decisions: Collection[Decision]
    seed: int

    @cached_property
    def relater(self) -> Relater:
        """What reads the fields."""
        return Relater(self.concepts, tuple(self.settings.attributes))

    @cached_property
    def brands(self) -> list[Name]:
        """The fields' brands, and those that the owner accepted."""
        named = dict.fromkeys(product.brand for product in self.products if product.brand.strip())
        fields = [Name("brand", brand_entity(name).key, name) for name in named]
        return [*fields, *(Name("brand", key, key) for key in self._accepted)]

    def stated(self, progress: Progress) -> Iterator[Triple]:
        """What titles and descriptions state."""
        extract = extractor(self.concepts, self.brands, self._linker())
        for product in tracked(self.products, progress, "Reading statements", len(self.products)):
            yield from extract(product)

    def _linker(self) -> Linker:
        tails = (triple.tail for product in self.products for _, triple in self.relater(product))
        meant = Counter((kind_of(tail), key_of(tail)) for tail in tails)
        return Linker(
            things_of(self.concepts, self.brands, meant), lambda text: self.encoder.encode([text])[0]
        )

    def filled(self, progress: Progress) -> Iterator[tuple[Entity, Triple]]:
        """What titles say of attributes that the fields leave out, each with the entity at its tail.

        Nothing is learnt where nothing is left out.
        """
        products = [self._in_kinds(product) for product in self.products]
        attributes = attributes_of(products)
        asked = [product for product in products if lacking(product, attributes)]
        if not self.settings.learn_values or not asked:
            return
        missing = train_missing_values(products, self.concepts, seed=self.seed, progress=progress)
        for product in tracked(asked, progress, "Filling gaps", len(asked)):
            for triple in missing(product):
                tail = value_entity(kind_of(triple.tail), _quoted(triple, product), self.concepts)
                yield tail, replace(triple, tail=tail.id)

    def _in_kinds(self, product: Product) -> Product:
        """With those attributes that the graph speaks of, by their kinds; sizes are stock, not traits."""
        named = {kind_name(name, self.concepts): values for name, values in product.attributes.items()}
        kinds = self.relater.kinds - {"size", "category"}
        return replace(product, attributes={name: values for name, values in named.items() if name in kinds})

    def new_brands(self, progress: Progress) -> list[NewName]:
        """Names that are probably brands; without those that the owner decided about.

        None is looked for where the settings say so or PyTorch, which teaches what looks, is not installed.
        """
        if not self.settings.new_brands or find_spec("torch") is None:
            return []
        found = new_brands(self.products, self.concepts, self.brands, seed=self.seed, progress=progress)
        decided = {d.tail for d in self.decisions if d.relation == MADE_BY}
        return [name for name in found if brand_entity(name.name).id not in decided]

    def accepted_brands(self, read: Iterable[Triple]) -> list[Entity]:
        """The owner's own brands, spelled as a title spells them; by their keys where none does."""
        products = {entity_id("product", product.id): product for product in self.products}
        named = {entity_id("brand", key): brand_entity(key) for key in self._accepted}
        for triple in read:
            if triple.tail in named and triple.relation == MADE_BY:
                spelled = brand_entity(_quoted(triple, products[triple.head]))
                named[triple.tail] = replace(spelled, id=triple.tail)
        return list(named.values())

    @cached_property
    def _accepted(self) -> list[str]:
        """Keys of brands that the owner accepted and no field names."""
        named = {brand_entity(product.brand).key for product in self.products if product.brand.strip()}
        keys = (key_of(d.tail) for d in self.decisions if d.accepted and d.relation == MADE_BY)
        return [key for key in dict.fromkeys(keys) if key not in named]


def _quoted(triple: Triple, product: Product) -> str:
    """The words of the title that state it."""
    start, end = triple.span or (0, 0)
    return product.titles[triple.source.rpartition(".")[2]][start:end]


def surest(triples: Iterable[Triple]) -> list[Triple]:
    """One of each source's statements of a fact."""
    best: dict[tuple[tuple[str, str, str], str], Triple] = {}
    for triple in triples:
        known = best.get((triple.fact, triple.source))
        if known is None or triple.confidence > known.confidence:
            best[triple.fact, triple.source] = triple
    return list(best.values())
