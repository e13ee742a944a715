"""/v1/search and /v1/suggest."""

from dataclasses import replace
from typing import Annotated, Any, TypeVar

import numpy as np
from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from numpy.typing import NDArray
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import Response

from daogou.assembly.shop import Shop
from daogou.core import query as core
from daogou.core.product import Language
from daogou.surfaces.api.answers import SearchAnswer, SuggestAnswer
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.questions import AddressQuestion, JsonQuestion, Question
from daogou.surfaces.api.shapes import Shape, json_response, search_shape
from daogou.surfaces.http.asking import MAX_TEXT, clean_text
from daogou.surfaces.http.serving import CurrentServing, CurrentShop, Serving
from daogou.surfaces.http.uploads import FIELD, form_of, photo_in
from daogou.surfaces.http.work import in_thread

router = APIRouter(prefix="/v1", tags=["search"])

Q = TypeVar("Q", bound=Question)

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
    question, pixels = await _read_body(request, serving)
    token = question.photo
    if pixels is not None:
        token = await in_thread(serving.photos.keep, pixels)
    if token:
        pixels = serving.photos.get(token).pixels
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


async def _read_body(
    request: Request, serving: Serving
) -> tuple[AddressQuestion | JsonQuestion, NDArray[np.uint8] | None]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _validated(JsonQuestion, await request.body()), None
    if kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        async with form_of(request) as form:
            question = _validated(AddressQuestion, _fields(form))
            return question, await photo_in(form, serving.shop)
    raise HTTPException(415, "Send application/json or multipart/form-data, please.")


def _fields(form: FormData) -> dict[str, Any]:
    """Text fields; those that repeat as lists."""
    fields: dict[str, Any] = {}
    for name, value in form.multi_items():
        if not isinstance(value, str):
            continue
        if name in ("filter", "drop"):
            fields.setdefault(name, []).append(value)
        else:
            fields[name] = value
    return fields


def _validated(model: type[Q], given: bytes | dict[str, Any]) -> Q:
    try:
        if isinstance(given, bytes):
            return model.model_validate_json(given)
        return model.model_validate(given)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
