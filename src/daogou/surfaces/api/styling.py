"""/v1/size, /v1/sizes and /v1/outfits: which size, what it is called elsewhere, what goes with it."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from starlette.responses import Response

from daogou.assembly.shop import Shop
from daogou.core.errors import BadQuery
from daogou.core.product import Language
from daogou.fit.body.measures import Audience, Body, body_of
from daogou.fit.outfits.maker import Demands
from daogou.fit.outfits.outfit import Outfit
from daogou.fit.sizes.advisor import SizeAdvice
from daogou.fit.sizes.garments import Ease, Purchase, Verdict
from daogou.fit.systems.converting import everywhere
from daogou.fit.systems.parsing import read_size
from daogou.surfaces.api.bodies import kept_photo, read_body
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.pictures import body_schema
from daogou.surfaces.api.questions import ShortText
from daogou.surfaces.api.shapes import Shape, card_shape, json_response
from daogou.surfaces.api.styling_answers import OutfitsAnswer, SizeAnswer, SizesAnswer
from daogou.surfaces.http.serving import CurrentServing, CurrentShop
from daogou.surfaces.http.work import in_thread

router = APIRouter(prefix="/v1", tags=["fitting room"])

MOST_PURCHASES, MOST_PIECES, MOST_OUTFITS = 50, 30, 10


class WornBefore(BaseModel):
    """Something the shopper had: ``verdict`` right where they kept it."""

    model_config = ConfigDict(extra="forbid")

    size: ShortText = Field(min_length=1, examples=["M"])
    verdict: Verdict
    product: ShortText = Field("", description="Its id, where it is the shop's: its chart is then known.")


def _parsed(given: Any) -> Any:
    """A form knows texts only."""
    return json.loads(given) if isinstance(given, str) and given else given


class SizeBody(BaseModel):
    """A product, and what is known of the shopper. Nothing of it is kept."""

    model_config = ConfigDict(extra="forbid")

    product: ShortText = Field(min_length=1, examples=["dress-0042"])
    measures: Annotated[dict[str, float], BeforeValidator(_parsed)] = Field(
        default={},
        max_length=12,
        examples=[{"height": 165, "bust": 88}],
        description="In cm; weight in kg. In a form as JSON.",
    )
    audience: Audience = ""
    ease: Ease = "as_designed"
    history: Annotated[list[WornBefore], Field(max_length=MOST_PURCHASES)] = []
    photo: ShortText = Field(
        "", description="Token of a photo of the whole person; needs measures.height. Tape goes before it."
    )
    language: Language = Field("en", description="Of the reasons.")


@router.post(
    "/size",
    response_model=SizeAnswer,
    responses=documented(400, 404, 413, 415, 422, 503),
    openapi_extra=body_schema(SizeBody, {"product": "dress-0042", "measures": {"height": 165}}),
)
async def size(serving: CurrentServing, request: Request) -> Response:
    """Which size of a product, with the chance that each is too small, right or too large, and why."""
    body, upload = await read_body(request, serving.shop, SizeBody, SizeBody)
    token, pixels = await kept_photo(serving, upload, body.photo)
    shop = serving.shop

    def work() -> Shape:
        known = body_of(body.measures, body.audience)
        if pixels is not None:
            height = known.measures.get("height")
            if height is None:
                raise BadQuery("A photo tells sizes only beside a height.", hint="Send measures.height.")
            person = shop.fitting_room().person(pixels)
            known = shop.stylist().measured(person, height.value, body.audience).body.merged(known)
        return _size_shape(shop, _advised(shop, body, known), token, body.language)

    return json_response(await in_thread(work))


@router.get("/outfits", response_model=OutfitsAnswer, responses=documented(404, 422, 503))
async def outfits(
    shop: CurrentShop,
    product: Annotated[list[ShortText], Query(max_length=MOST_PIECES, examples=[["skirt-0003"]])] = [],  # noqa: B006
    piece: Annotated[
        list[ShortText], Query(max_length=MOST_PIECES, description='In words: "blue jeans", 白衬衫.')
    ] = [],  # noqa: B006
    owned: Annotated[
        list[ShortText], Query(max_length=MOST_PIECES, description="What else the shopper has.")
    ] = [],  # noqa: B006
    must: Annotated[list[ShortText], Query(max_length=8, examples=[["category:heels"]])] = [],  # noqa: B006
    without: Annotated[list[ShortText], Query(max_length=8, examples=[["colour:black"]])] = [],  # noqa: B006
    occasion: ShortText = "",
    season: ShortText = "",
    audience: ShortText = "",
    budget: Annotated[float | None, Query(ge=0)] = None,
    k: Annotated[int, Query(ge=1, le=MOST_OUTFITS)] = 3,
    language: Language = "en",
) -> Response:
    """Outfits around products, described pieces or a wardrobe, within a budget, each piece with reasons."""

    def work() -> Shape:
        for one in product:
            shop.product(one)  # a misspelt id is an error, not a description
        found = shop.stylist().outfits(
            [*product, *piece],
            occasion=occasion,
            season=season,
            audience=audience,
            budget=budget,
            owned=owned,
            demands=Demands(tuple(must), tuple(without)),
            k=k,
        )
        return {"outfits": [_outfit(shop, one, language) for one in found], "release": shop.release}

    return json_response(await in_thread(work))


@router.get("/sizes", response_model=SizesAnswer, responses=documented(422))
async def sizes(
    text: Annotated[str, Query(min_length=1, max_length=80, examples=["EU 38", "165/88A", "欧码38"])],
    language: Language = "en",
) -> Response:
    """A size as people write it, and what it is called in other systems."""
    readings = [
        {
            "kind": name.kind,
            "system": name.system,
            "label": name.label,
            "elsewhere": [
                {
                    "system": one.to.system,
                    "label": one.labels[0],
                    "others": list(one.labels[1:]),
                    "note": one.note,
                }
                for one in everywhere(name, language)
            ],
        }
        for name in read_size(text)
    ]
    return json_response({"readings": readings})


def _advised(shop: Shop, body: SizeBody, known: Body) -> SizeAdvice:
    stylist, product = shop.stylist(), shop.product(body.product)
    history = [
        Purchase(
            one.size,
            one.verdict,
            stylist.garment(shop.product(one.product)) if one.product else stylist.garment(product),
            shop.product(one.product).title(body.language) if one.product else "",
        )
        for one in body.history
    ]
    return stylist.size(product, known, history, body.ease)


def _size_shape(shop: Shop, advice: SizeAdvice, photo: str, language: Language) -> Shape:
    return {
        "best": advice.best,
        "near": advice.near,
        "beyond": advice.beyond,
        "sizes": [
            {"size": one.size, **{name: round(getattr(one, name), 4) for name in ("small", "right", "large")}}
            for one in advice.sizes
        ],
        "measures": {
            name: {"value": round(one.value, 1), "sd": round(one.sd, 2), "source": one.source}
            for name, one in advice.measures.items()
        },
        "reasons": [{"text": one.text(language), "source": one.source} for one in advice.reasons],
        "photo": photo,
        "release": shop.release,
    }


def _outfit(shop: Shop, outfit: Outfit, language: Language) -> Shape:
    ids = [one.piece.id for one in outfit.pieces if one.piece.id]
    products = {product.id: product for product in shop.products(ids)}
    return {
        "pieces": [
            {
                "slot": one.slot,
                "title": one.piece.title(language),
                "product": card_shape(shop, products[one.piece.id], language)
                if one.piece.id in products
                else None,
                "is_new": one.is_new,
                "reasons": [
                    {
                        "text": reason.text(language, shop.concepts),
                        "family": reason.family,
                        "weight": round(reason.weight, 4),
                    }
                    for reason in one.reasons
                ],
            }
            for one in outfit.pieces
        ],
        "score": round(outfit.score, 4),
        "price": outfit.price,
        "currency": outfit.currency,
        "missing": list(outfit.missing),
    }
