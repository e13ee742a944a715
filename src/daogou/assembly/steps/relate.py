"""Relate: the knowledge graph, from fields, words, pictures, events and what the owner decided."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from daogou.assembly.models import Models
from daogou.assembly.stages import StageRunner
from daogou.assembly.steps import see
from daogou.assembly.wording import Wording, surest
from daogou.catalogue.snapshot import Snapshot
from daogou.core.entity import Entity, entity_id
from daogou.core.event import Event
from daogou.core.files import sha256_of
from daogou.core.product import Product
from daogou.core.progress import Progress
from daogou.core.settings import Settings
from daogou.core.triple import Triple
from daogou.graph.annotation.teaching import load
from daogou.graph.annotation.triples import catalogue_triples
from daogou.graph.build import gathered
from daogou.graph.decisions import Decision, accepted, read_decisions
from daogou.graph.events import FAMILY
from daogou.graph.link_prediction import Proposal
from daogou.graph.new_brands import brand_of, proposed_brand
from daogou.graph.rules.book import RuleBook, parse_rules, rule_book
from daogou.graph.rules.contradictions import Contradiction, contradictions
from daogou.graph.rules.reasoning import concluded
from daogou.graph.stores import GraphStore, GraphStores
from daogou.language.concepts import Concepts
from daogou.language.relations.vocabulary import kinds_for, relation_of
from daogou.shoppers.shoppers import Shoppers

VERSION = 3
STORE = "store"
CONTRADICTIONS = "contradictions.json"
NEW_BRANDS = "new_brands.json"
SURE = 0.8  # of what is worth an owner's look: a doubtful guess contradicts nothing
STORED = TypeAdapter(tuple[Contradiction, ...])
PROPOSED = TypeAdapter(tuple[Proposal, ...])
DECISIONS = "graph_decisions.jsonl"  # in the shop's folder: the owner's word outlives every release


def rules_of(shop: Path, settings: Settings) -> RuleBook:
    """The shop's own rules, else those that come with the package.

    Raises:
        BadRules: the file's fault, by name.
    """
    file = shop / settings.graph.rules
    return parse_rules(file.read_text(encoding="utf-8"), str(file)) if settings.graph.rules else rule_book()


def files_fingerprint(shop: Path, settings: Settings) -> list[tuple[str, str]]:
    """Name and hash of every file that the graph is made from beside the other stages."""
    files = [shop / DECISIONS, shop / settings.graph.rules]
    return [(file.name, sha256_of(file)) for file in files if file.is_file()]


@dataclass(frozen=True)
class Sources:
    """What the graph is made from: the shop's files and the stages before."""

    shop: Path
    settings: Settings
    runner: StageRunner
    models: Models
    concepts: Concepts
    rules: RuleBook
    shoppers: Shoppers

    @cached_property
    def products(self) -> list[Product]:
        """What is for sale."""
        return list(Snapshot(self.runner.folder("ingest")))

    @cached_property
    def wording(self) -> Wording:
        """What the products' own words tell."""
        graph, seed = self.settings.graph, self.settings.build.seed
        return Wording(self.products, self.concepts, graph, self.models.text, self.decisions, seed)

    def seen(self) -> Iterator[Triple]:
        """What pictures show."""
        annotator = load(self.runner.folder("label"), self.models.eye, known=self.concepts)
        rows = np.load(self.runner.folder("see") / see.ROWS)
        shades = np.load(self.runner.folder("see") / see.SHADES_FILE)
        speaking = {entity_id("product", p.id): self._relations_for(p) for p in self.products}
        for triple in catalogue_triples(self.products, rows, shades, annotator):
            if triple.relation in speaking[triple.head]:
                yield triple

    def _relations_for(self, product: Product) -> frozenset[str]:
        """What a picture can say of goods of its category: a backpack has no sleeves, whatever it looks like,
        and no look tells a brand."""
        linked = (self.concepts.link("category", part) for part in reversed(product.category))
        category = next((found for found in linked if found), None)
        return frozenset(relation_of(kind) for kind in kinds_for(category, self.concepts) - {"brand"})

    def events(self) -> Iterator[Event]:
        """What shoppers did who allow that it improves the shop."""
        return self.shoppers.events("improve")

    @cached_property
    def decisions(self) -> Collection[Decision]:
        """What the owner said."""
        return read_decisions(self.shop / DECISIONS).values()


def run(sources: Sources, out: Path, stores: GraphStores, progress: Progress) -> None:
    """Fill the folder; a store that lives on a server is brought up to date there."""
    wording, decisions = sources.wording, sources.decisions
    filled = list(wording.filled(progress))
    read = surest([*wording.stated(progress), *(triple for _, triple in filled)])
    unnamed = wording.new_brands(progress)
    (out / NEW_BRANDS).write_bytes(PROPOSED.dump_json(tuple(map(proposed_brand, unnamed))))
    besides = [*(tail for tail, _ in filled), *map(brand_of, unnamed), *wording.accepted_brands(read)]
    entities, triples = gathered(
        sources.products,
        sources.concepts,
        events=sources.events(),
        also=[*read, *sources.seen(), *accepted(decisions)],
        attributes=sources.settings.graph.attributes,
    )
    denied = {decision.fact for decision in decisions if not decision.accepted}
    stated = [triple for triple in triples if triple.fact not in denied]
    sure = [triple for triple in stated if triple.confidence >= SURE]
    disagreeing = contradictions([*sure, *sources.rules.known], sources.rules)
    (out / CONTRADICTIONS).write_bytes(STORED.dump_json(tuple(disagreeing)))
    progress.start("Drawing conclusions", 1)
    follows = [conclusion.triple for conclusion in concluded(stated, sources.rules)]
    progress.advance()
    progress.start("Relating products", 1)
    store = stores.open(out / STORE)
    try:
        _fill(
            store,
            [*besides, *entities],
            [*stated, *(triple for triple in follows if triple.fact not in denied)],
        )
    finally:
        store.close()
    progress.advance()
    progress.finish()


def contradictions_in(folder: Path) -> tuple[Contradiction, ...]:
    """Where sources disagree, as the build found them."""
    return STORED.validate_json((folder / CONTRADICTIONS).read_bytes())


def new_brands_in(folder: Path) -> tuple[Proposal, ...]:
    """Names that are probably brands, as the build found them."""
    return PROPOSED.validate_json((folder / NEW_BRANDS).read_bytes())


def _fill(store: GraphStore, entities: Sequence[Entity], triples: Sequence[Triple]) -> None:
    if store.counts().statements == 0:
        store.upsert(entities, triples)
    else:
        # events by name: where every shopper was erased nothing says any, and what was said must go
        families = {FAMILY, *(triple.source.partition(":")[0] for triple in triples)}
        store.replace(families, None, entities, triples)
