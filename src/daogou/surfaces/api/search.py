"""/v1/search and /v1/suggest."""

from dataclasses import replace
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Query, Request
from numpy.typing import NDArray
from starlette.responses import Response

from daogou.assembly.shop import Shop
from daogou.core import query as core
from daogou.core.product import Language
from daogou.surfaces.api.answers import SearchAnswer, SuggestAnswer
from daogou.surfaces.api.bodies import kept_photo, read_body
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.questions import AddressQuestion, JsonQuestion
from daogou.surfaces.api.shapes import Shape, json_response, search_shape
from daogou.surfaces.http.asking import MAX_TEXT, clean_text
from daogou.surfaces.http.serving import CurrentServing, CurrentShop
from daogou.surfaces.http.uploads import FIELD
from daogou.surfaces.http.work import in_thread

router = APIRouter(prefix="/v1", tags=["search"])

_FORM = {
    "type": "object",
    "description": "The fields of GET /v1/search, and a photo.",
    "properties": {
        FIELD: {"type": "string", "format": "binary", "description": "JPEG, PNG or WebP."},
        "text": {"type": "string", "example": "like this but in blue"},
        "language": {"type": "string", "enum": ["zh", "en"]},
        "filter": {"type": "array", "items": {"type": "string"}},
    },
}


def _body_schema() -> dict[str, Any]:
    json_schema = JsonQuestion.model_json_schema(ref_template="#/components/schemas/{model}")
    json_schema["properties"]["filters"]["items"] = json_schema.pop("$defs")["Filter"]
    example = {"text": "dress under 300", "filters": [{"field": "colour", "values": ["red"]}]}
    content = {
        "application/json": {"schema": json_schema, "example": example},
        "multipart/form-data": {"schema": _FORM},
    }
    return {"requestBody": {"required": True, "content": content}}


@router.get("/search", response_model=SearchAnswer, responses=documented(404, 422, 503))
async def search(serving: CurrentServing, question: Annotated[AddressQuestion, Query()]) -> Response:
    """Find products by words, by a product to resemble, by a photo sent before; narrowed by filters."""
    pixels = serving.photos.get(question.photo).pixels if question.photo else None
    return await _answered(serving.shop, question.query(), pixels, question.photo)


@router.post(
    "/search",
    response_model=SearchAnswer,
    responses=documented(400, 404, 413, 422, 503),
    openapi_extra=_body_schema(),
)
async def search_with_body(serving: CurrentServing, request: Request) -> Response:
    """The same, as JSON, or as a form with a photo; the answer's `asked.photo` asks again for 30 minutes."""
    question, upload = await read_body(request, serving.shop, JsonQuestion, AddressQuestion)
    token, pixels = await kept_photo(serving, upload, question.photo)
    return await _answered(serving.shop, question.query(), pixels, token)


@router.get("/suggest", response_model=SuggestAnswer, responses=documented(422, 503))
async def suggest(
    shop: CurrentShop,
    prefix: Annotated[str, Query(max_length=MAX_TEXT, examples=["红色连"])],
    language: Language = "en",
    k: Annotated[int, Query(ge=1, le=20)] = 8,
) -> Response:
    """Complete what is being typed."""
    found = await in_thread(shop.suggest, clean_text(prefix), language, k)
    return json_response({"suggestions": found})


async def _answered(shop: Shop, query: core.Query, pixels: NDArray[np.uint8] | None, photo: str) -> Response:
    def work() -> Shape:
        asked = replace(query, picture=pixels)
        return search_shape(shop, asked, shop.search(asked), photo)

    return json_response(await in_thread(work))
