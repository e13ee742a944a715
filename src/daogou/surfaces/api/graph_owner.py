"""/v1/graph/suggestions, decisions and contradictions: what an owner looks after."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from daogou.core.product import Language
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.graph import MAX_FACTS
from daogou.surfaces.api.graph_answers import ContradictionsAnswer, DecidedAnswer, SuggestionsAnswer
from daogou.surfaces.api.graph_shapes import contradictions_shape, suggestions_shape
from daogou.surfaces.api.shapes import Shape, json_response
from daogou.surfaces.graph.public import is_public, public_contradictions, public_proposals
from daogou.surfaces.graph.refusal import NotAllowed
from daogou.surfaces.http.asking import MAX_TEXT
from daogou.surfaces.http.owner import check_owner
from daogou.surfaces.http.serving import CurrentServing, CurrentShop
from daogou.surfaces.http.work import in_thread

router = APIRouter(prefix="/v1/graph", tags=["graph"])

Limit = Annotated[int, Query(ge=1, le=MAX_FACTS)]


@router.get("/suggestions", response_model=SuggestionsAnswer, responses=documented(404, 422, 503))
async def suggestions(
    serving: CurrentServing,
    product: Annotated[str, Query(max_length=MAX_TEXT, description="Of this one only; its id.")] = "",
    limit: Limit = 20,
    language: Language = "en",
) -> Response:
    """Facts that nobody states and that are probably true, with their chance and reasons."""

    def work() -> Shape:
        shop = serving.shop
        if product:
            shop.product(product)  # a product that is not there is an error, not one without suggestions
        found = public_proposals(shop.suggestions(product))
        return suggestions_shape(shop, serving.graph(shop), found, limit, language)

    return json_response(await in_thread(work))


class DecisionBody(BaseModel):
    """Whether a suggested fact is true."""

    model_config = ConfigDict(extra="forbid")

    head: str = Field(min_length=1, max_length=MAX_TEXT, examples=["product:dress-0042"])
    relation: str = Field(min_length=1, max_length=MAX_TEXT, examples=["for_season"])
    tail: str = Field(min_length=1, max_length=MAX_TEXT, examples=["season:summer"])
    accepted: bool = Field(examples=[True])


@router.post("/decisions", response_model=DecidedAnswer, responses=documented(403, 404, 422, 503))
async def decide(
    request: Request, serving: CurrentServing, shop: CurrentShop, decision: DecisionBody
) -> Response:
    """Accept or reject a fact, as its owner: it is never suggested again, and the next build follows."""
    check_owner(request, serving)
    given = decision.model_dump()
    if not is_public(decision.head, decision.tail):
        raise NotAllowed("Nobody decides about shoppers over HTTP.")
    await in_thread(shop.decide, decision.head, decision.relation, decision.tail, accepted=decision.accepted)
    return json_response(given)


@router.get("/contradictions", response_model=ContradictionsAnswer, responses=documented(422, 503))
async def contradictions(serving: CurrentServing, limit: Limit = 100, language: Language = "en") -> Response:
    """Where sources disagree: the text says cotton, the picture leather."""

    def work() -> Shape:
        shop = serving.shop
        found = public_contradictions(shop.contradictions())
        return contradictions_shape(shop, serving.graph(shop), found, limit, language)

    return json_response(await in_thread(work))
