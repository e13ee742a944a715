"""/v1/shop, /v1/facets and /v1/policies."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from daogou.assembly.shop import Shop
from daogou.core.product import Language
from daogou.surfaces.api.answers import PolicyAnswer, ShopAnswer
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.shapes import Shape, json_response
from daogou.surfaces.http.serving import CurrentShop
from daogou.surfaces.http.work import in_thread

router = APIRouter(prefix="/v1", tags=["shop"])


@router.get("/shop", response_model=ShopAnswer, responses=documented(422))
async def shop(shop: CurrentShop, language: Language = "en") -> Response:
    """The shop: its name, languages, release, counts, categories and policy pages."""
    return json_response(await in_thread(_shop_shape, shop, language))


@router.get("/policies/{name}", response_model=PolicyAnswer, responses=documented(404, 422))
async def policy(
    shop: CurrentShop,
    name: Annotated[str, Path(max_length=64, examples=["returns"])],
    language: Language = "en",
) -> Response:
    """A policy page: shipping, returns, care."""
    markdown = await in_thread(shop.policy, name, language)
    return json_response({"name": name, "language": language, "markdown": markdown})


def _shop_shape(shop: Shop, language: str) -> Shape:
    section = shop.settings.shop
    categories = shop.categories(language)
    return {
        "name": section.name,
        "languages": list(section.languages),
        "currency": section.currency,
        "notice": section.notice,
        "release": shop.release,
        "counts": dict(shop.report().get("counts", {})),
        "categories": [
            {"value": value, "label": label, "count": count, "example": example}
            for value, label, count, example in categories
        ],
        "policies": [{"name": name, "title": title} for name, title in shop.policies(language)],
    }
