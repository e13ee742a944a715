"""/v1/annotate and /v1/ask: what a picture shows, and questions about it."""

from typing import Any, TypeVar

import numpy as np
from fastapi import APIRouter, Request
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from daogou.core.errors import BadQuery
from daogou.core.product import Language
from daogou.surfaces.api.bodies import kept_photo, read_body
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.picture_answers import AnnotationAnswer, ReplyAnswer
from daogou.surfaces.api.picture_shapes import annotation_shape, reply_shape
from daogou.surfaces.api.questions import ShortText
from daogou.surfaces.api.shapes import Shape, json_response
from daogou.surfaces.http.asking import clean_text
from daogou.surfaces.http.serving import CurrentServing, Serving
from daogou.surfaces.http.uploads import FIELD
from daogou.surfaces.http.work import in_thread

router = APIRouter(prefix="/v1", tags=["pictures"])

Pixels = NDArray[np.uint8]
B = TypeVar("B", bound="PictureBody")


class PictureBody(BaseModel):
    """A picture: sent as a file of that name in a form, or before."""

    model_config = ConfigDict(extra="forbid")

    photo: ShortText = Field("", description="Token of a photo sent before.")
    language: Language = Field("en", description="Of labels and titles.")


class PictureQuestion(PictureBody):
    """A question about a picture."""

    question: ShortText = Field(min_length=1, examples=["What is it made of?"])


def body_schema(model: type[BaseModel], example: dict[str, Any]) -> dict[str, Any]:
    """A body of that model for OpenAPI, as JSON or as a form with the picture beside it."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    picture = {"type": "string", "format": "binary", "description": "JPEG, PNG or WebP; or a token."}
    form = {**schema, "properties": {**schema["properties"], FIELD: picture}}
    content = {
        "multipart/form-data": {"schema": form},
        "application/json": {"schema": schema, "example": {FIELD: "a-token", **example}},
    }
    return {"requestBody": {"required": True, "content": content}}


@router.post(
    "/annotate",
    response_model=AnnotationAnswer,
    responses=documented(400, 404, 413, 415, 422, 503),
    openapi_extra=body_schema(PictureBody, {"language": "en"}),
)
async def annotate(serving: CurrentServing, request: Request) -> Response:
    """What a picture shows, as labels of the graph: category, colour, material, each with evidence."""
    body, token, pixels = await _read(request, serving, PictureBody)

    def work() -> Shape:
        shop = serving.shop
        return annotation_shape(shop, shop.annotate(pixels), body.language, token)

    return json_response(await in_thread(work))


@router.post(
    "/ask",
    response_model=ReplyAnswer,
    responses=documented(400, 404, 413, 415, 422, 501, 503),
    openapi_extra=body_schema(PictureQuestion, {"question": "What is it made of?"}),
)
async def ask(serving: CurrentServing, request: Request) -> Response:
    """The answer to a question about a picture, with evidence, or why it is refused."""
    body, token, pixels = await _read(request, serving, PictureQuestion)
    question = clean_text(body.question)

    def work() -> Shape:
        shop = serving.shop
        return reply_shape(shop, shop.ask(pixels, question, body.language), token)

    return json_response(await in_thread(work))


async def _read(request: Request, serving: Serving, model: type[B]) -> tuple[B, str, Pixels]:
    body, upload = await read_body(request, serving.shop, model, model)
    token, pixels = await kept_photo(serving, upload, body.photo)
    if pixels is None:
        raise BadQuery("No picture was sent.", hint="Send it as the file `photo` of a form.")
    return body, token, pixels
