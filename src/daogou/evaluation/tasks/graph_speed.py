"""How fast the graph store loads, explains and takes a day's changes: 50,000 products, 400,000 facts."""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import psutil

from daogou.core.entity import Entity, entity_id
from daogou.core.event import Event
from daogou.core.product import Product
from daogou.core.progress import Progress, tracked
from daogou.core.triple import Triple
from daogou.evaluation.latency import p50_p99
from daogou.evaluation.tasks import Measurement, Task
from daogou.graph.build import gathered, update
from daogou.graph.rules.book import rule_book
from daogou.graph.rules.reasoning import Conclusion, concluded
from daogou.graph.stores import ROLE, GraphStore
from daogou.language.concepts import concepts
from daogou.sources.demo.products import demo_products

PROTOCOL = (
    "{count} products of the demo shop; their facts of the relations {relations}, the ontology's, and {buys} "
    "purchases each of {shoppers} drawn shoppers, together {facts} facts, in the store {store!r}. load_s: "
    "one upsert into an empty store, already gathered. path: explain a shopper's way to a drawn product, at "
    "most 3 facts, 5 paths, {asked} times after the first (first_path_ms, which reads the graph into arrays; "
    "again after every change). update_s: {changed} products, half of them with another colour, read and "
    "replaced; remove_s: as many taken away. rules_s: the rules that come with the package, run to the end "
    "over all facts that the products have ({stated} statements). rss_mb: of the process after loading, less "
    "before; bench's peak_mb holds the drawn products too."
)
# of those that products have, the ones that make 8 facts a product: what the target was set for
RELATIONS = (
    "made_by",
    "has_category",
    "has_colour",
    "made_of",
    "has_pattern",
    "has_style",
    "for_audience",
    "broader",
)
PURCHASES = 10
OTHER_COLOUR = {"colour": ("turquoise",)}


@dataclass(frozen=True)
class Options:
    """``products`` and ``shoppers``: how many; ``asked``: paths; ``changed``: products of the update."""

    store: str = "ladybug"
    products: int = 50_000
    shoppers: int = 4_000
    asked: int = 500
    changed: int = 100


@dataclass(frozen=True)
class GraphSpeed:
    """See the protocol."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """See the contract; needs no data."""
        options = self.options
        drawn = tracked(demo_products(options.products, seed), progress, "Drawing products", options.products)
        products = list(drawn)
        random = np.random.default_rng(seed)
        entities, stated = gathered(
            products, concepts(), events=_purchases(products, options.shoppers, random)
        )
        rules = _concluded(stated)
        n_stated = len(stated)
        entities, triples = _chosen(entities, stated)
        del stated  # rss_mb is the store's, and the store has no use for these
        with tempfile.TemporaryDirectory() as folder:
            before = psutil.Process().memory_info().rss
            store = ROLE.open(options.store).open(Path(folder) / "graph")
            metrics = {"load_s": _seconds(lambda: store.upsert(entities, triples))}
            metrics["rss_mb"] = (psutil.Process().memory_info().rss - before) / 1e6
            metrics |= _explained(store, products, options, random)
            metrics |= _changed(store, products, options, random)
            counts = store.counts()
            store.close()
        facts = len({triple.fact for triple in triples})
        metrics |= {"facts": facts, "facts_after": sum(counts.facts.values()), **rules}
        return Measurement(metrics, _protocol(options, facts, n_stated))


def _protocol(options: Options, facts: int, stated: int) -> str:
    return PROTOCOL.format(
        count=options.products,
        relations=", ".join(RELATIONS[:-1]),
        buys=PURCHASES,
        shoppers=options.shoppers,
        facts=facts,
        stated=stated,
        store=options.store,
        asked=options.asked,
        changed=options.changed,
    )


def _concluded(stated: Sequence[Triple]) -> dict[str, float]:
    found: list[Conclusion] = []
    seconds = _seconds(lambda: found.extend(concluded(stated, rule_book())))
    return {"rules_s": seconds, "conclusions": len(found)}


def _chosen(entities: Sequence[Entity], triples: Sequence[Triple]) -> tuple[list[Entity], list[Triple]]:
    kept = [triple for triple in triples if triple.relation in (*RELATIONS, "bought")]
    named = {end for triple in kept for end in (triple.head, triple.tail)}
    return [one for one in entities if one.id in named], kept


def _purchases(products: Sequence[Product], shoppers: int, random: np.random.Generator) -> list[Event]:
    """Years apart, so that nothing is bought together by chance."""
    first = datetime(2000, 1, 1, tzinfo=UTC)
    rows = random.integers(len(products), size=(shoppers, PURCHASES)).tolist()
    return [
        Event(f"{shopper}-{turn}", str(shopper), "buy", products[row].id, first + timedelta(days=366 * turn))
        for shopper, bought in enumerate(rows)
        for turn, row in enumerate(bought)
    ]


def _explained(
    store: GraphStore, products: Sequence[Product], options: Options, random: np.random.Generator
) -> dict[str, float]:
    shoppers = random.integers(options.shoppers, size=options.asked + 1).tolist()
    rows = random.integers(len(products), size=options.asked + 1).tolist()
    ends = [
        (entity_id("shopper", str(one)), entity_id("product", products[row].id))
        for one, row in zip(shoppers, rows, strict=True)
    ]
    times, found = [], 0
    for start, end in ends:
        began = time.perf_counter()
        found += bool(store.paths(start, end))
        times.append((time.perf_counter() - began) * 1e3)
    return {"first_path_ms": times[0], **p50_p99("path", times[1:]), "explained": found / len(ends)}


def _changed(
    store: GraphStore, products: Sequence[Product], options: Options, random: np.random.Generator
) -> dict[str, float]:
    some = [products[row] for row in random.permutation(len(products))[: options.changed].tolist()]
    half = len(some) // 2
    other = [replace(one, attributes={**one.attributes, **OTHER_COLOUR}) for one in some[:half]]
    gone = [one.id for one in some]
    return {
        "update_s": _seconds(lambda: update(store, [*other, *some[half:]], (), concepts())),
        "remove_s": _seconds(lambda: update(store, (), gone, concepts())),
    }


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def build(options: Options) -> Task:
    """See the contract."""
    return GraphSpeed(options)
