"""A graph's words as JSON: plain dictionaries in the shapes that ``graph_answers.py`` documents."""

from collections.abc import Iterable, Sequence

from daogou.assembly.shop import Shop
from daogou.core.entity import Entity, bare_entity
from daogou.core.product import Product
from daogou.core.triple import Triple
from daogou.graph.facts import Fact, Path, Subgraph
from daogou.graph.link_prediction import Proposal
from daogou.graph.rules.contradictions import Contradiction
from daogou.surfaces.api.shapes import Shape
from daogou.surfaces.graph.public import PublicGraph, is_private, public_source
from daogou.surfaces.graph.words import Words, ids_in
from daogou.surfaces.http.cards import page_address, picture_address

PRODUCT = "product"


def entities_shape(shop: Shop, entities: Iterable[Entity], language: str) -> list[Shape]:
    """``EntityAnswer`` of each; products that are no longer for sale have neither picture nor page."""
    shown = list(entities)
    for_sale = {p.id: p for p in shop.products([one.key for one in shown if one.kind == PRODUCT])}
    return [_entity(one, for_sale.get(one.key) if one.kind == PRODUCT else None, language) for one in shown]


def _entity(entity: Entity, product: Product | None, language: str) -> Shape:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "label": entity.label(language),
        "picture": picture_address(product.id, 0) if product and product.pictures else "",
        "page": page_address(product.id) if product else "",
    }


def named_shape(shop: Shop, graph: PublicGraph, identifiers: Iterable[str], language: str) -> list[Shape]:
    """The same of ids; an entity that the graph does not have is named by its key."""
    ids = [one for one in dict.fromkeys(identifiers) if not is_private(one)]
    known = graph.get(ids)
    return entities_shape(shop, [known.get(one) or bare_entity(one) for one in ids], language)


def fact_shape(fact: Fact, words: Words) -> Shape:
    """A ``FactAnswer``."""
    return {
        "head": fact.head,
        "relation": fact.relation,
        "label": words.relation(fact.relation),
        "inverse_label": words.inverse(fact.relation),
        "tail": fact.tail,
        "confidence": sure(fact.confidence),
        "sources": list(fact.sources),
    }


def subgraph_shape(shop: Shop, found: Subgraph, language: str) -> Shape:
    """A ``SubgraphAnswer``."""
    words = Words(language)
    return {
        "entities": entities_shape(shop, found.entities, language),
        "facts": [fact_shape(fact, words) for fact in found.facts],
    }


def entity_page_shape(
    shop: Shop, graph: PublicGraph, entity: Entity, facts: Sequence[Fact], language: str
) -> Shape:
    """An ``EntityPageAnswer``."""
    words = Words(language)
    ends = [entity.id, *(end for fact in facts for end in (fact.head, fact.tail))]
    return {
        "entity": entities_shape(shop, [entity], language)[0],
        "labels": dict(entity.labels),
        "facts": [fact_shape(fact, words) for fact in facts],
        "entities": named_shape(shop, graph, ends, language),
    }


def paths_shape(shop: Shop, graph: PublicGraph, paths: Sequence[Path], language: str) -> Shape:
    """A ``PathsAnswer``."""
    nodes = [node for path in paths for node in path.nodes]
    words = Words(language, graph.get(dict.fromkeys(nodes)))
    return {
        "paths": [
            {
                "nodes": list(path.nodes),
                "facts": [fact_shape(fact, words) for fact in path.facts],
                "confidence": sure(path.confidence),
                "sentence": words.path(path),
            }
            for path in paths
        ],
        "entities": named_shape(shop, graph, nodes, language),
    }


def provenance_shape(graph: PublicGraph, said: Sequence[Triple], language: str) -> Shape:
    """A ``ProvenanceAnswer``."""
    head, relation, tail = said[0].fact
    words = Words(language, graph.get((head, tail)))
    return {
        "head": head,
        "relation": relation,
        "label": words.relation(relation),
        "tail": tail,
        "sentence": words.fact(head, relation, tail),
        "statements": list(map(_statement, said)),
    }


def suggestions_shape(
    shop: Shop, graph: PublicGraph, proposals: Sequence[Proposal], limit: int, language: str
) -> Shape:
    """A ``SuggestionsAnswer``; the proposals name no persons."""
    shown = proposals[:limit]
    ids = sorted(ids_in(shown))
    words = Words(language, graph.get(ids))
    return {
        "total": len(proposals),
        "suggestions": [_suggestion(one, words) for one in shown],
        "entities": named_shape(shop, graph, ids, language),
    }


def _suggestion(proposal: Proposal, words: Words) -> Shape:
    return {
        "head": proposal.head,
        "relation": proposal.relation,
        "label": words.relation(proposal.relation),
        "tail": proposal.tail,
        "confidence": sure(proposal.confidence),
        "sentence": words.fact(*proposal.fact),
        "because": [
            *(
                _reason("regularity", words.regularity(r, proposal.relation, proposal.tail), "", r.share)
                for r in proposal.because.regularities
            ),
            *(_reason("alike", words.alike(a), a.entity, len(a.shared)) for a in proposal.because.alike),
            *(_reason("named", words.named_in(n), n.entity, 1) for n in proposal.because.named),
        ],
    }


def _reason(kind: str, sentence: str, entity: str, weight: float) -> Shape:
    return {"kind": kind, "sentence": sentence, "entity": entity, "weight": sure(weight)}


def contradictions_shape(
    shop: Shop, graph: PublicGraph, found: Sequence[Contradiction], limit: int, language: str
) -> Shape:
    """A ``ContradictionsAnswer``; what is found names no persons."""
    shown = found[:limit]
    ids = [end for c in shown for end in (c.head, c.one[0].tail, c.other[0].tail)]
    words = Words(language, graph.get(dict.fromkeys(ids)))
    return {
        "total": len(found),
        "contradictions": [_contradiction(one, words) for one in shown],
        "entities": named_shape(shop, graph, ids, language),
    }


def _contradiction(found: Contradiction, words: Words) -> Shape:
    return {
        "head": found.head,
        "relation": found.relation,
        "label": words.relation(found.relation),
        "sides": [
            {
                "tail": said[0].tail,
                "sentence": words.fact(*said[0].fact),
                "statements": list(map(_statement, said)),
            }
            for said in (found.one, found.other)
        ],
    }


def _statement(said: Triple) -> Shape:
    return {
        "source": public_source(said.source),
        "confidence": sure(said.confidence),
        "span": list(said.span) if said.span else None,
    }


def sure(confidence: float) -> float:
    """A seventh digit says nothing."""
    return round(float(confidence), 6)
