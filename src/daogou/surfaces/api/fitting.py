"""/v1/try-on, /v1/people: the shop's clothes on somebody in a photo, or on one of the drawn people."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from daogou.core.errors import BadQuery
from daogou.core.product import Language
from daogou.sources.demo.people.figure import figures
from daogou.surfaces.api.answers import Answered, CardAnswer
from daogou.surfaces.api.bodies import kept_photo, read_body
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.pictures import body_schema
from daogou.surfaces.api.questions import ShortText
from daogou.surfaces.api.shapes import Shape, card_shape, json_response
from daogou.surfaces.http.dressing import DRAWN, MOST_WORN, Dressed, dressed
from daogou.surfaces.http.serving import CurrentServing, Serving
from daogou.surfaces.http.work import in_thread

router = APIRouter(prefix="/v1", tags=["fitting room"])


class TryOnBody(BaseModel):
    """Who, as a photo or the name of a drawn person; and what, the innermost first."""

    model_config = ConfigDict(extra="forbid")

    products: Annotated[list[ShortText], Field(min_length=1, max_length=MOST_WORN, examples=[["dress-0042"]])]
    person: ShortText = Field("", description="A drawn person of /v1/people.", examples=["mei"])
    photo: ShortText = Field("", description="Token of a photo sent before.")
    language: Language = Field("en", description="Of titles.")


class TryOnAnswer(Answered):
    """``picture`` can be fetched for half an hour; ``notes`` name what could not be done as well as one would
    wish; ``photo`` is the token of the photo, "" for a drawn person."""

    picture: str = Field(examples=["/made/3f0c…"])
    width: int
    height: int
    notes: list[str]
    products: list[CardAnswer]
    photo: str
    release: str


class PersonAnswer(Answered):
    """A drawn person: heights and girths in cm."""

    id: str = Field(examples=["mei"])
    names: dict[Language, str]
    audience: str
    picture: str = Field(examples=["/people/mei"])
    height: float
    bust: float
    waist: float
    hip: float
    shoulder: float


class PeopleAnswer(Answered):
    """All drawn people."""

    people: list[PersonAnswer]


@router.post(
    "/try-on",
    response_model=TryOnAnswer,
    responses=documented(400, 404, 413, 415, 422, 501, 503),
    openapi_extra=body_schema(TryOnBody, {"products": ["dress-0042"]}),
)
async def try_on(serving: CurrentServing, request: Request) -> Response:
    """Somebody wearing some of the shop's clothes. Photos stay in memory, for half an hour."""
    body, upload = await read_body(request, serving.shop, TryOnBody, TryOnBody)
    token, pixels = await kept_photo(serving, upload, body.photo)
    if (pixels is None) == (not body.person):
        raise BadQuery("Name a drawn person or send a photo.", hint="GET /v1/people lists the drawn people.")
    who = token or DRAWN + body.person

    def work() -> Shape:
        found = dressed(serving, serving.shop, who, body.products)
        return _shape(serving, found, token, body.language)

    return json_response(await in_thread(work))


@router.get("/people", response_model=PeopleAnswer)
async def people() -> Response:
    """The drawn people of the fitting room; nobody lives who looks like them."""
    shapes = [
        {
            "id": figure.id,
            "names": figure.names,
            "audience": figure.audience,
            "picture": f"/people/{figure.id}",
            **{name: getattr(figure, name) for name in ("height", "bust", "waist", "hip", "shoulder")},
        }
        for figure in figures()
    ]
    return json_response({"people": shapes})


def _shape(serving: Serving, found: Dressed, photo: str, language: Language) -> Shape:
    return {
        "picture": f"/made/{found.token}",
        "width": found.picture.width,
        "height": found.picture.height,
        "notes": list(found.picture.notes),
        "products": [card_shape(serving.shop, product, language) for product in found.products],
        "photo": photo,
        "release": serving.shop.release,
    }
