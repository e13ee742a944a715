"""/v1/events and /v1/shoppers: what shoppers did, and what the shop's owner does for them."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from daogou.core.errors import NotFound
from daogou.shoppers.adding import Added
from daogou.shoppers.consent import Purpose
from daogou.shoppers.erasing import Erasure
from daogou.shoppers.exporting import is_empty
from daogou.shoppers.profile import Profile
from daogou.sources.events import MAX_ID
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.shapes import Shape, json_response
from daogou.surfaces.api.shopper_answers import (
    AddedAnswer,
    ConsentAnswer,
    ErasedAnswer,
    ProfileAnswer,
    ShopperAnswer,
)
from daogou.surfaces.http.event_bodies import read_events_body, take
from daogou.surfaces.http.owner import check_owner
from daogou.surfaces.http.serving import CurrentServing, CurrentShop
from daogou.surfaces.http.work import in_thread

router = APIRouter(prefix="/v1", tags=["shoppers"])

ShopperId = Annotated[str, Path(min_length=1, max_length=MAX_ID, examples=["shopper-17"])]
# what travels in a log or an address stays there: whoever reads this must not keep it
_PRIVATE = {"Cache-Control": "no-store"}
_EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["id", "shopper_id", "kind"],
    "properties": {
        "id": {"type": "string", "maxLength": 200, "example": "order-7-line-1"},
        "shopper_id": {"type": "string", "maxLength": 200, "example": "shopper-17"},
        "kind": {"enum": ["view", "search", "cart", "buy", "rate", "return"]},
        "product_id": {"type": "string", "example": "dress-0042", "description": "Empty for a search."},
        "at": {"type": "string", "format": "date-time", "description": "With its zone; without it: now."},
        "value": {"type": "number", "default": 1, "description": "Stars of a rating; pieces bought."},
        "text": {"type": "string", "description": "What was searched; the words of a review."},
    },
}
_ONE_OR_MANY = {
    "oneOf": [_EVENT, {"type": "array", "items": _EVENT, "minItems": 1, "maxItems": 1000}],
}
_EVENTS_BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": _ONE_OR_MANY}}}}


@router.post(
    "/events",
    status_code=202,
    response_model=AddedAnswer,
    responses=documented(403, 413, 415, 422, 503),
    openapi_extra=_EVENTS_BODY,
)
async def add_events(request: Request, serving: CurrentServing, shop: CurrentShop) -> Response:
    """Take one event or up to 1,000, each once by its id; one that cannot be used never stops the others."""
    if shop.settings.shoppers.events_from == "owner":
        check_owner(request, serving)
    given = await read_events_body(request)
    added = await in_thread(lambda: take(shop.shoppers(), given))
    return json_response(_added(added), 202)


@router.get("/shoppers/{shopper_id}", response_model=ShopperAnswer, responses=documented(403, 404, 422, 503))
async def export(
    request: Request, serving: CurrentServing, shop: CurrentShop, shopper_id: ShopperId
) -> Response:
    """Everything that is held of a shopper, for the owner to hand to them."""
    check_owner(request, serving)
    held = await in_thread(lambda: shop.shoppers().export(shopper_id))
    if is_empty(held):
        raise NotFound("Nothing is held of that shopper.")
    return json_response(held, headers=_PRIVATE)


@router.delete("/shoppers/{shopper_id}", response_model=ErasedAnswer, responses=documented(403, 422, 503))
async def erase(
    request: Request, serving: CurrentServing, shop: CurrentShop, shopper_id: ShopperId
) -> Response:
    """Delete everything that is held of a shopper; the next build makes a release without them."""
    check_owner(request, serving)
    now = datetime.now(UTC)
    serving.conversations.forget(shopper_id)
    erasure = await in_thread(lambda: shop.shoppers().erase(shopper_id, now))
    return json_response(_erased(erasure, shop.release), headers=_PRIVATE)


class ConsentBody(BaseModel):
    """A yes or a no for each purpose that was spoken about."""

    model_config = ConfigDict(extra="forbid")

    consent: dict[Purpose, bool] = Field(min_length=1, examples=[{"improve": False, "photos": True}])
    by: str = Field("shopper", max_length=200, description="Who said it.", examples=["shopper"])


@router.put(
    "/shoppers/{shopper_id}/consent",
    response_model=ConsentAnswer,
    responses=documented(403, 422, 503),
)
async def consent(
    request: Request, serving: CurrentServing, shop: CurrentShop, shopper_id: ShopperId, said: ConsentBody
) -> Response:
    """Keep what a shopper allows; purposes that are not named stay as they were."""
    check_owner(request, serving)
    now = datetime.now(UTC)

    def work() -> Shape:
        shoppers = shop.shoppers()
        for purpose, given in said.consent.items():
            shoppers.set_consent(shopper_id, purpose, given, now, by=said.by)
        return {"consent": dict(shoppers.consents(shopper_id))}

    return json_response(await in_thread(work), headers=_PRIVATE)


@router.put(
    "/shoppers/{shopper_id}/profile",
    response_model=ProfileAnswer,
    responses=documented(403, 422, 503),
)
async def profile(
    request: Request, serving: CurrentServing, shop: CurrentShop, shopper_id: ShopperId, said: Profile
) -> Response:
    """Keep what a shopper said of themselves, in place of what was said before."""
    check_owner(request, serving)
    await in_thread(lambda: shop.shoppers().set_profile(shopper_id, said))
    return json_response({"profile": said.model_dump(mode="json", exclude_defaults=True)}, headers=_PRIVATE)


def _added(added: Added) -> Shape:
    refused = [
        {"row": one.line, "field": one.field, "reason": one.reason, "suggestion": one.suggestion}
        for one in added.refused
    ]
    return {"new": added.new, "known": added.known, "refused": refused}


def _erased(erasure: Erasure, release: str) -> Shape:
    return {
        "at": erasure.at.isoformat(),
        "release": erasure.release,
        "done_at": None,
        "deleted": dict(erasure.deleted),
        "note": f"Release {release} was made before: it keeps numbers learnt from this shopper until the "
        "next build has published another.",
    }
