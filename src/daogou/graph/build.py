"""A shop's graph from its products, its events and whatever else was found out; and a day's changes."""

from collections.abc import Collection, Iterable

from daogou.core.entity import Entity, entity_id
from daogou.core.event import Event
from daogou.core.product import Product
from daogou.core.triple import Triple
from daogou.graph import events as of_events
from daogou.graph import relate
from daogou.graph.facts import Change
from daogou.graph.stores import GraphStore
from daogou.language.concepts import Concepts


def gathered(
    products: Iterable[Product],
    concepts: Concepts,
    *,
    events: Iterable[Event] = (),
    also: Iterable[Triple] = (),
    attributes: Iterable[str] = (),
) -> tuple[list[Entity], list[Triple]]:
    """Everything that a store is given: ``also`` holds what was read in texts and seen in pictures.

    ``attributes``: those of the feed that become facts beside the concepts' kinds. Events of products that
    are not for sale say nothing.
    """
    entities, triples = relate.ontology(concepts)
    theirs, said = relate.related(products, concepts, attributes)
    for_sale = {one.id for one in theirs if one.kind == "product"}
    happened = [event for event in events if entity_id("product", event.product_id) in for_sale]
    people, acts = of_events.shoppers(happened)
    together = of_events.pairs(happened)
    besides = list(also)
    named = relate.named_concepts((triple.tail for triple in besides), concepts)
    everything = [*triples, *said, *acts, *together, *besides]
    return [*entities, *named, *theirs, *people], everything


def update(
    store: GraphStore,
    changed: Iterable[Product],
    removed_ids: Collection[str],
    concepts: Concepts,
    *,
    also: Iterable[Triple] = (),
    families: Collection[str] = (relate.FAMILY,),
) -> Change:
    """Products that changed or are new, and product ids that are gone.

    All that the source ``families`` said about changed products is replaced by what their fields say now and
    by ``also``, which must hold everything else of those families: texts and pictures, where they are named.
    """
    gone = store.remove(entity_id("product", removed) for removed in removed_ids)
    entities, triples = relate.related(changed, concepts)
    heads = [one.id for one in entities if one.kind == "product"]
    new = store.replace(families, heads, entities, [*triples, *also])
    return Change(gone.entities + new.entities, gone.statements + new.statements)
