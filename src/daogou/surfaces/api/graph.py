"""/v1/graph: what is known of the products, without shoppers: see ``surfaces/graph/public.py``."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from daogou.core.product import Language
from daogou.graph.facts import Direction
from daogou.graph.refusal import MOST_STEPS
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.graph_answers import (
    EntitiesAnswer,
    EntityPageAnswer,
    GraphAnswer,
    PathsAnswer,
    ProvenanceAnswer,
    RowsAnswer,
    SubgraphAnswer,
)
from daogou.surfaces.api.graph_shapes import (
    entities_shape,
    entity_page_shape,
    paths_shape,
    provenance_shape,
    subgraph_shape,
)
from daogou.surfaces.api.shapes import Shape, json_response
from daogou.surfaces.graph.naming import check_relations
from daogou.surfaces.graph.refusal import NotAllowed
from daogou.surfaces.graph.words import Words
from daogou.surfaces.http.asking import MAX_TEXT, clean_text
from daogou.surfaces.http.owner import is_owner
from daogou.surfaces.http.serving import CurrentServing, Serving
from daogou.surfaces.http.work import in_thread

MAX_FACTS = 500  # more than can be drawn or read
MAX_DEPTH = 3  # three facts from a product lies most of the shop
MAX_ROWS = 1000
MAX_QUERY = 5000  # characters

router = APIRouter(prefix="/v1/graph", tags=["graph"])

EntityId = Annotated[str, Query(max_length=MAX_TEXT, examples=["product:dress-0042"])]
Relation = Annotated[str, Query(max_length=MAX_TEXT, examples=["made_of"])]


@router.get("", response_model=GraphAnswer, responses=documented(422, 503))
async def graph(request: Request, serving: CurrentServing, language: Language = "en") -> Response:
    """How much the graph holds, where it is kept, and what this request may do with it."""
    return json_response(await in_thread(_graph_shape, request, serving, language))


@router.get("/entities", response_model=EntitiesAnswer, responses=documented(422, 503))
async def entities(
    serving: CurrentServing,
    text: Annotated[str, Query(max_length=MAX_TEXT, examples=["cotton"])],
    kind: Annotated[list[str] | None, Query(max_length=20, examples=[["material"]])] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_FACTS)] = 10,
    language: Language = "en",
) -> Response:
    """Entities whose name in any language, or key, holds the text; of some kinds, or all."""

    def work() -> Shape:
        shop = serving.shop
        found = serving.graph(shop).find(clean_text(text), kinds=kind or (), limit=limit)
        return {"entities": entities_shape(shop, found, language)}

    return json_response(await in_thread(work))


@router.get(
    "/entities/{entity_id:path}", response_model=EntityPageAnswer, responses=documented(404, 422, 503)
)
async def entity(
    serving: CurrentServing,
    entity_id: Annotated[str, Path(max_length=MAX_TEXT, examples=["product:dress-0042"])],
    relation: Annotated[list[str] | None, Query(max_length=50, examples=[["made_of"]])] = None,
    direction: Direction = "both",
    limit: Annotated[int, Query(ge=1, le=MAX_FACTS)] = 100,
    language: Language = "en",
) -> Response:
    """An entity and the facts about it, best first; of some relations, or all."""

    def work() -> Shape:
        shop = serving.shop
        known = serving.graph(shop)
        found = known.entity(entity_id)
        check_relations(known.counts, relation or ())
        facts = known.neighbours(entity_id, relation or (), direction=direction, limit=limit)
        return entity_page_shape(shop, known, found, facts, language)

    return json_response(await in_thread(work))


@router.get("/subgraph", response_model=SubgraphAnswer, responses=documented(404, 422, 503))
async def subgraph(
    serving: CurrentServing,
    entity: EntityId,
    depth: Annotated[int, Query(ge=1, le=MAX_DEPTH)] = 1,
    limit: Annotated[int, Query(ge=1, le=MAX_FACTS, description="Of facts.")] = 100,
    language: Language = "en",
) -> Response:
    """What lies within so many facts of an entity, nearest and surest first, to be drawn."""

    def work() -> Shape:
        shop = serving.shop
        known = serving.graph(shop)
        known.entity(entity)
        return subgraph_shape(shop, known.subgraph(entity, depth=depth, limit=limit), language)

    return json_response(await in_thread(work))


@router.get("/paths", response_model=PathsAnswer, responses=documented(404, 422, 503))
async def paths(
    serving: CurrentServing,
    start: Annotated[str, Query(alias="from", max_length=MAX_TEXT, examples=["product:dress-0042"])],
    end: Annotated[str, Query(alias="to", max_length=MAX_TEXT, examples=["product:shirt-0007"])],
    max_length: Annotated[int, Query(ge=1, le=MOST_STEPS)] = 3,
    limit: Annotated[int, Query(ge=1, le=50)] = 5,
    language: Language = "en",
) -> Response:
    """How two entities hang together: walks of at most so many facts, surest first, each as a sentence."""

    def work() -> Shape:
        shop = serving.shop
        known = serving.graph(shop)
        for end_of_walk in (start, end):
            known.entity(end_of_walk)
        found = known.paths(start, end, max_length=max_length, limit=limit)
        return paths_shape(shop, known, found, language)

    return json_response(await in_thread(work))


@router.get("/provenance", response_model=ProvenanceAnswer, responses=documented(404, 422, 503))
async def provenance(
    serving: CurrentServing, head: EntityId, relation: Relation, tail: EntityId, language: Language = "en"
) -> Response:
    """Who states a fact: every source with its confidence and the place in its text."""

    def work() -> Shape:
        known = serving.graph(serving.shop)
        return provenance_shape(known, known.provenance(head, relation, tail), language)

    return json_response(await in_thread(work))


class GraphQuery(BaseModel):
    """A query in the store's dialect; ``$name`` in it takes its value from ``parameters``."""

    model_config = ConfigDict(extra="forbid")

    query: str = Field(
        min_length=1, max_length=MAX_QUERY, examples=["?p made_of material:wool, ?p has_colour $colour"]
    )
    parameters: dict[str, str | float | bool | list[str]] = Field(
        default={}, max_length=50, examples=[{"colour": "colour:red"}]
    )
    limit: int = Field(100, ge=1, le=MAX_ROWS)


@router.post("/query", response_model=RowsAnswer, responses=documented(403, 422, 503))
async def query(serving: CurrentServing, asked: GraphQuery) -> Response:
    """Ask in the store's own language, reading only; where shop.toml says `serve.graph_query = true`."""
    if not serving.shop.settings.serve.graph_query:
        raise NotAllowed("This shop takes no queries.", hint="shop.toml: serve.graph_query = true")

    def work() -> Shape:
        known = serving.graph(serving.shop)
        rows: list[dict[str, Any]] = known.query(asked.query, asked.parameters, asked.limit)
        return {"dialect": known.store.dialect, "rows": rows}

    return json_response(await in_thread(work))


def _graph_shape(request: Request, serving: Serving, language: Language) -> Shape:
    shop = serving.shop
    known = serving.graph(shop)
    words, settings = Words(language), shop.settings
    return {
        "store": settings.graph.store.name,
        "dialect": known.store.dialect,
        "entities": dict(known.counts.entities),
        "relations": [
            {"relation": name, "label": words.relation(name), "facts": number}
            for name, number in known.counts.facts.items()
        ],
        "allowed": {"query": settings.serve.graph_query, "decisions": is_owner(request, serving)},
        "release": shop.release,
    }
