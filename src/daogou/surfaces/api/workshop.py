"""/v1/segment, /v1/edit and /v1/generate: areas of a picture; pictures changed and made, for the owner."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from daogou.assembly.workshop import METHODS, edited_mark, generated_mark
from daogou.core.errors import BadQuery
from daogou.surfaces.api.answers import Answered
from daogou.surfaces.api.bodies import kept_photo, read_body
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.pictures import PictureBody, body_schema
from daogou.surfaces.api.questions import ShortText
from daogou.surfaces.api.shapes import Shape, json_response
from daogou.surfaces.http.asking import clean_text
from daogou.surfaces.http.owner import check_owner
from daogou.surfaces.http.serving import CurrentServing, Serving
from daogou.surfaces.http.uploads import FIELD
from daogou.surfaces.http.work import in_thread

router = APIRouter(prefix="/v1", tags=["pictures"])


class SegmentBody(PictureBody):
    """A picture, and how to cut it."""

    method: ShortText = Field("garment_parser", description=f"One of: {', '.join(METHODS)}.")


class EditBody(PictureBody):
    """A product's picture, and what shall be different."""

    words: ShortText = Field(min_length=1, examples=["in navy with white dots"])


class GenerateBody(BaseModel):
    """What shall be drawn; the same words and seed give the same picture."""

    model_config = ConfigDict(extra="forbid")

    words: ShortText = Field(min_length=1, examples=["a red dress with long sleeves"])
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0


class AreaAnswer(Answered):
    """``share`` of the picture, 0 to 1; ``box``: left, top, right, bottom as shares of its sides."""

    label: str = Field(examples=["top"])
    share: float
    box: list[float]


class SegmentAnswer(Answered):
    """``areas``: a PNG that can be fetched for half an hour, whose pixel values are places in ``labels``."""

    found: list[AreaAnswer]
    labels: list[str]
    areas: str = Field(examples=["/made/3f0c…"])
    photo: str


class MadeAnswer(Answered):
    """``picture`` can be fetched for half an hour and says in its metadata that it was made."""

    picture: str = Field(examples=["/made/3f0c…"])
    width: int
    height: int


@router.post(
    "/segment",
    response_model=SegmentAnswer,
    responses=documented(400, 404, 413, 415, 422, 501, 503),
    openapi_extra=body_schema(SegmentBody, {"method": "garment_parser"}),
)
async def segment(serving: CurrentServing, request: Request) -> Response:
    """What is where in a picture: garments, hair, skin; or a product before its background."""
    body, upload = await read_body(request, serving.shop, SegmentBody, SegmentBody)
    token, pixels = await kept_photo(serving, upload, body.photo)
    if pixels is None:
        raise BadQuery("No picture was sent.", hint=f"Send it as the file `{FIELD}` of a form.")

    def work() -> Shape:
        found = serving.shop.workshop().segment(pixels, body.method)
        areas = serving.made.keep_areas(found.areas)
        return {
            "found": [
                {
                    "label": label,
                    "share": round(share, 4),
                    "box": [round(side, 4) for side in found.box(label)],
                }
                for label, share in found.shares().items()
            ],
            "labels": list(found.labels),
            "areas": f"/made/{areas}",
            "photo": token,
        }

    return json_response(await in_thread(work))


@router.post(
    "/edit",
    response_model=MadeAnswer,
    responses=documented(400, 403, 404, 413, 415, 422, 503),
    openapi_extra=body_schema(EditBody, {"words": "in navy with white dots"}),
)
async def edit(serving: CurrentServing, request: Request) -> Response:
    """A product's picture in another colour or with a print, asked for in words. For the owner."""
    check_owner(request, serving)
    body, upload = await read_body(request, serving.shop, EditBody, EditBody)
    _, pixels = await kept_photo(serving, upload, body.photo)
    if pixels is None:
        raise BadQuery("No picture was sent.", hint=f"Send it as the file `{FIELD}` of a form.")
    words = clean_text(body.words)

    def work() -> Shape:
        made = serving.shop.workshop().edit(pixels, words)
        return _shape(serving, serving.made.keep(made.picture, edited_mark(words), form="png"))

    return json_response(await in_thread(work))


@router.post("/generate", response_model=MadeAnswer, responses=documented(403, 422, 501, 503))
async def generate(serving: CurrentServing, request: Request, body: GenerateBody) -> Response:
    """A picture of a product that does not exist, from words in either language. For the owner."""
    check_owner(request, serving)
    words = clean_text(body.words)

    def work() -> Shape:
        made = serving.shop.workshop().generate(words, body.seed)
        return _shape(serving, serving.made.keep(made, generated_mark(words), form="png"))

    return json_response(await in_thread(work))


def _shape(serving: Serving, token: str) -> Shape:
    made = serving.made.get(token)
    return {"picture": f"/made/{token}", "width": made.width, "height": made.height}
