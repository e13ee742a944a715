"""What the graph says of an entity, in lists: grouped by relation, with confidence and who says so."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from daogou.assembly.shop import Shop
from daogou.core.entity import Entity, bare_entity, kind_of
from daogou.core.product import Product
from daogou.core.triple import Triple
from daogou.graph.facts import Fact
from daogou.graph.rules.book import FAMILY
from daogou.graph.vocabulary import vocabulary
from daogou.surfaces.graph.public import PublicGraph, public_contradictions, public_source
from daogou.surfaces.graph.words import Words
from daogou.surfaces.http.cards import page_address, picture_address
from daogou.surfaces.web.strings import Speaker

PRODUCT = "product"
MOST_STATED = 200  # facts of one head; a product with fifty variants has about a hundred
MOST_TILES = 12  # fills rows of 2, 3, 4 and 6
_MANY = frozenset({PRODUCT, "size"})  # so many, and so alike, that each one's sources would hide the rest


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as a page shows it; ``picture`` and ``page`` are empty unless it is a product for sale."""

    id: str
    kind: str
    key: str
    label: str
    href: str
    picture: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A fact by its other end. ``sources`` are phrases; ``disputes`` say who says otherwise."""

    node: Node
    percent: int
    sources: tuple[str, ...]
    evidence: str
    disputes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one relation, read from the entity; ``has_more``: not all are shown.

    ``is_tiled``: many of a kind, shown as pictures or names alone; each says more on its own page.
    """

    relation: str
    label: str
    rows: tuple[Row, ...]
    is_tiled: bool = False
    has_more: bool = False


@dataclass(frozen=True)
class Nodes:
    """Makes nodes of ids: names, pictures and pages are looked up for all of them at once."""

    words: Words
    for_sale: Mapping[str, Product]

    def __call__(self, identifier: str) -> Node:
        """The node of one of the ids; another is named by its key."""
        entity = self.words.entities.get(identifier) or bare_entity(identifier)
        product = self.for_sale.get(entity.key) if entity.kind == PRODUCT else None
        picture = picture_address(product.id, 0) if product and product.pictures else ""
        page = page_address(product.id) if product else ""
        label = self.words.name(identifier)
        return Node(identifier, entity.kind, entity.key, label, entity_address(identifier), picture, page)


def nodes_of(shop: Shop, graph: PublicGraph, identifiers: Iterable[str], language: str) -> Nodes:
    """For ids that may be shown to anybody."""
    known: dict[str, Entity] = graph.get(dict.fromkeys(identifiers))
    products = [entity.key for entity in known.values() if entity.kind == PRODUCT]
    for_sale = {product.id: product for product in shop.products(products)} if products else {}
    return Nodes(Words(language, known), for_sale)


def entity_address(identifier: str) -> str:
    """Its page in the explorer."""
    return f"/graph?{urlencode({'entity': identifier})}"


def evidence_address(head: str, relation: str, tail: str) -> str:
    """The page of a fact's evidence."""
    return f"/graph/fact?{urlencode({'head': head, 'relation': relation, 'tail': tail})}"


def stated_of(
    shop: Shop, graph: PublicGraph, identifier: str, say: Speaker, relations: Collection[str] = ()
) -> list[Group]:
    """What an entity is and has, by some relations or all, in the vocabulary's order."""
    facts = graph.neighbours(identifier, relations, direction="out", limit=MOST_STATED)
    mutual = [name for name in relations or graph.relations if _is_mutual(name)]
    if mutual:  # what either end says of both
        told = {(fact.relation, fact.tail) for fact in facts}
        others = graph.neighbours(identifier, mutual, direction="in", limit=MOST_TILES + 1)
        facts += tuple(fact for fact in others if (fact.relation, fact.head) not in told)
    return _grouped(shop, graph, identifier, facts, say)


def properties(graph: PublicGraph) -> list[str]:
    """The relations that tell what a product is like, not which other products go with it."""
    known = vocabulary().relations
    anything = (PRODUCT,)
    return [
        name
        for name in graph.relations
        if name not in known or PRODUCT not in (known[name].range or anything)
    ]


def _is_mutual(relation: str) -> bool:
    known = vocabulary().relations.get(relation)
    return known is not None and known.is_symmetric


def referring_to(shop: Shop, graph: PublicGraph, identifier: str, say: Speaker) -> list[Group]:
    """What has the entity: of each relation the surest dozen."""
    groups: list[Group] = []
    for relation in _leading_to(graph, identifier):
        facts = graph.neighbours(identifier, [relation], direction="in", limit=MOST_TILES + 1)
        groups += _grouped(shop, graph, identifier, facts, say)
    return groups


def _leading_to(graph: PublicGraph, identifier: str) -> Iterator[str]:
    known = vocabulary().relations
    for name in graph.relations:
        fits = name not in known or not known[name].range or kind_of(identifier) in known[name].range
        if fits and not _is_mutual(name):
            yield name


def _grouped(
    shop: Shop, graph: PublicGraph, identifier: str, facts: Sequence[Fact], say: Speaker
) -> list[Group]:
    disputed = _disputes(shop, identifier)
    also = [said.tail for sides in disputed.values() for said in sides]
    ids = [fact.other(identifier) for fact in facts]
    nodes = nodes_of(shop, graph, [*ids, *also], say.language)
    order = {name: place for place, name in enumerate(nodes.words.vocabulary.relations)}
    together: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: order.get(fact.relation, len(order))):
        together.setdefault(fact.relation, []).append(fact)
    return [_group(identifier, name, of, nodes, disputed, say) for name, of in together.items()]


def _group(
    identifier: str,
    relation: str,
    facts: list[Fact],
    nodes: Nodes,
    disputed: Mapping[tuple[str, str], Sequence[Triple]],
    say: Speaker,
) -> Group:
    is_inverse = facts[0].head != identifier and not _is_mutual(relation)
    label = nodes.words.inverse(relation) if is_inverse else nodes.words.relation(relation)
    is_tiled = is_inverse or all(kind_of(fact.other(identifier)) in _MANY for fact in facts)
    most = MOST_TILES if is_tiled else MOST_STATED
    rows = tuple(
        Row(
            nodes(fact.other(identifier)),
            percent(fact.confidence),
            tuple(dict.fromkeys(source_phrase(source, say) for source in fact.sources)),
            evidence_address(*fact.key),
            tuple(_says_otherwise(one, nodes, say) for one in disputed.get((fact.relation, fact.tail), ())),
        )
        for fact in sorted(facts, key=_is_concluded)[:most]
    )
    return Group(relation, label, rows, is_tiled, len(facts) > most)


def _is_concluded(fact: Fact) -> bool:
    """Only by rules; what somebody states comes first."""
    return all(source.startswith(FAMILY) for source in fact.sources)


def _disputes(shop: Shop, identifier: str) -> dict[tuple[str, str], list[Triple]]:
    """(relation, tail) -> what else is said of the same head that cannot be true together with it."""
    found: dict[tuple[str, str], list[Triple]] = {}
    for one in public_contradictions(shop.contradictions()):
        if one.head == identifier:
            found.setdefault((one.relation, one.one[0].tail), []).extend(one.other)
            found.setdefault((one.relation, one.other[0].tail), []).extend(one.one)
    return found


def _says_otherwise(said: Triple, nodes: Nodes, say: Speaker) -> str:
    return say(
        "says_otherwise",
        source=source_phrase(said.source, say),
        value=nodes.words.name(said.tail),
        percent=percent(said.confidence),
    )


def source_phrase(source: str, say: Speaker) -> str:
    """Who says so, in a few words; an unknown source by the name of its family."""
    family, _, detail = public_source(source).partition(":")
    if family == "feed":
        name = detail.removeprefix("variants.")
        key = f"kind_{name}"
        return say("source_feed", field=say(key) if say.knows(key) else name.replace("_", " "))
    key = f"source_{family}_{detail.partition('.')[0]}" if family == "text" else f"source_{family}"
    return say(key) if say.knows(key) else family


def percent(confidence: float) -> int:
    """Rounded down, so that only what is certain is 100 %; at least 1."""
    return max(1, int(100 * confidence + 1e-6))
