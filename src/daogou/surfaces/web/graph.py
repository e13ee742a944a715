"""The explorer of what is known: an entity and its facts, drawn where scripts run, a list where not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from daogou.assembly.steps.relate import rules_of
from daogou.core.triple import Triple
from daogou.graph.link_prediction import Proposal
from daogou.graph.rules.contradictions import Contradiction
from daogou.surfaces.graph.public import PublicGraph, public_contradictions, public_proposals
from daogou.surfaces.graph.words import ids_in
from daogou.surfaces.http.asking import MAX_TEXT, clean_text
from daogou.surfaces.http.owner import is_owner
from daogou.surfaces.http.serving import CurrentServing, Serving
from daogou.surfaces.http.work import in_thread
from daogou.surfaces.web.evidence import evidence, product_entity
from daogou.surfaces.web.facts import (
    Node,
    Nodes,
    evidence_address,
    nodes_of,
    percent,
    referring_to,
    source_phrase,
    stated_of,
)
from daogou.surfaces.web.render import Page, page_for, render
from daogou.surfaces.web.strings import Speaker

router = APIRouter(include_in_schema=False)

MOST_FOUND = 24  # entities of a name; who means another one types more of it
MOST_STARTS = 8  # places to begin at
MOST_SUGGESTED = 12  # an owner's sitting; the rest comes when these are decided
MOST_DISPUTED = 30  # four in sight, the others folded

Text = Annotated[str, Query(max_length=MAX_TEXT)]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A fact that is probably missing, with its reasons as sentences."""

    head: Node
    tail: Node
    relation: str
    sentence: str
    percent: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What some sources say, in a contradiction."""

    node: Node
    sources: tuple[tuple[str, int], ...]  # phrase, percent
    evidence: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two values of one relation that cannot both be."""

    head: Node
    label: str
    sides: tuple[Side, Side]


@router.get("/graph")
async def explore(
    request: Request, serving: CurrentServing, entity: Text = "", text: Text = "", part: Text = ""
) -> Response:
    """An entity with its facts; without one, somewhere to begin; ``text`` finds entities by name.

    ``part=panel`` is the entity's facts alone, for the script.
    """
    page = page_for(request, serving.shop)

    def work() -> Response:
        graph = serving.graph(page.shop)
        if part == "panel":
            return render(page, "_panel.html", **_about(page, graph, entity))
        found = graph.find(clean_text(text), limit=MOST_FOUND) if text else ()
        nodes = nodes_of(page.shop, graph, [one.id for one in found], page.language)
        starts = _starts(page, graph)
        asked = entity or (found[0].id if found else "" if text else starts[0].id if starts else "")
        return render(
            page,
            "graph.html",
            text=clean_text(text),
            found=[nodes(one.id) for one in found],
            starts=starts,
            kinds={kind: _kind_name(kind, page.say) for kind in graph.counts.entities},
            release=page.shop.release,
            **_about(page, graph, asked),
            **_owners(page, graph, serving),
        )

    return await in_thread(work)


@router.get("/graph/fact")
async def fact(request: Request, serving: CurrentServing, head: Text, relation: Text, tail: Text) -> Response:
    """Everything that states a fact."""
    page = page_for(request, serving.shop)

    def work() -> Response:
        graph = serving.graph(page.shop)
        said = graph.provenance(head, relation, tail)
        nodes = nodes_of(page.shop, graph, (head, tail), page.language)
        rules = rules_of(page.shop.folder, page.shop.settings)
        return render(
            page,
            "fact.html",
            sentence=nodes.words.fact(head, relation, tail),
            head=nodes(head),
            tail=nodes(tail),
            said=evidence(page.shop, graph, said, rules, page.say),
        )

    return await in_thread(work)


def _about(page: Page, graph: PublicGraph, identifier: str) -> dict[str, Any]:
    if not identifier:
        return {"about": None, "stated": [], "referring": []}
    graph.entity(identifier)  # an unknown one is an error page that names what is called like it
    return {
        "about": nodes_of(page.shop, graph, [identifier], page.language)(identifier),
        "stated": stated_of(page.shop, graph, identifier, page.say),
        "referring": referring_to(page.shop, graph, identifier, page.say),
    }


def _kind_name(kind: str, say: Speaker) -> str:
    return say(f"kind_{kind}") if say.knows(f"kind_{kind}") else kind


def _starts(page: Page, graph: PublicGraph) -> list[Node]:
    """An example of every large category: a picture says what lies there."""
    ids = [product_entity(example) for *_, example in page.shop.categories(page.language)[:MOST_STARTS]]
    nodes = nodes_of(page.shop, graph, ids, page.language)
    return [nodes(one) for one in ids if one in nodes.words.entities]


def _owners(page: Page, graph: PublicGraph, serving: Serving) -> dict[str, Any]:
    proposals = public_proposals(page.shop.suggestions())
    disputes = public_contradictions(page.shop.contradictions())
    return {
        "may_decide": is_owner(page.request, serving),
        "suggested": suggested(page, graph, proposals[:MOST_SUGGESTED]),
        "suggested_total": len(proposals),
        "disputes": _disputes(page, graph, disputes[:MOST_DISPUTED]),
        "disputes_total": len(disputes),
    }


def suggested(page: Page, graph: PublicGraph, proposals: list[Proposal]) -> list[Suggested]:
    """Suggestions in the page's language."""
    nodes = nodes_of(page.shop, graph, sorted(ids_in(proposals)), page.language)
    return [
        Suggested(
            nodes(one.head),
            nodes(one.tail),
            one.relation,
            nodes.words.fact(*one.fact),
            percent(one.confidence),
            tuple(nodes.words.because(one)),
        )
        for one in proposals
    ]


def _disputes(page: Page, graph: PublicGraph, found: list[Contradiction]) -> list[Dispute]:
    ids = [end for one in found for end in (one.head, one.one[0].tail, one.other[0].tail)]
    nodes = nodes_of(page.shop, graph, ids, page.language)
    return [_dispute(one, nodes, page.say) for one in found]


def _dispute(one: Contradiction, nodes: Nodes, say: Speaker) -> Dispute:
    def side(said: Sequence[Triple]) -> Side:
        surest: dict[str, int] = {}  # of titles in two languages, both called "title"
        for each in said:
            phrase = source_phrase(each.source, say)
            surest[phrase] = max(surest.get(phrase, 0), percent(each.confidence))
        tail = said[0].tail
        return Side(nodes(tail), tuple(surest.items()), evidence_address(one.head, one.relation, tail))

    label = nodes.words.relation(one.relation)
    return Dispute(nodes(one.head), label, (side(one.one), side(one.other)))
