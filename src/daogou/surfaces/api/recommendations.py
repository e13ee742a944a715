"""/v1/recommendations."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from daogou.core.product import Language
from daogou.recommend.shelf import ShelfName
from daogou.surfaces.api.answers import RecommendationsAnswer
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.shapes import Shape, hits_shape, json_response
from daogou.surfaces.http.asking import MAX_FILTERS, MAX_TEXT, constraints_from
from daogou.surfaces.http.serving import CurrentShop
from daogou.surfaces.http.work import in_thread

router = APIRouter(prefix="/v1", tags=["recommendations"])


@router.get("/recommendations", response_model=RecommendationsAnswer, responses=documented(404, 422, 503))
async def recommendations(
    shop: CurrentShop,
    shelf: Annotated[ShelfName, Query(examples=["for_you"])] = "for_you",
    shopper: Annotated[str, Query(max_length=MAX_TEXT, examples=["shopper-17"])] = "",
    product: Annotated[str, Query(max_length=MAX_TEXT, examples=["DG-00012"])] = "",
    k: Annotated[int, Query(ge=1, le=100)] = 12,
    filter: Annotated[list[str] | None, Query(max_length=MAX_FILTERS, examples=[["colour:red"]])] = None,
    language: Language = "en",
) -> Response:
    """One shelf for a shopper or beside a product, with the reasons of what ranked it.

    `for_you`, `because`, `back_again` need a shopper who agreed to it and did something; `also_liked` and
    `goes_with` a product; `trending` nothing. A shelf of which nothing can be said is empty.
    """

    def work() -> Shape:
        filters = constraints_from(filter or [])
        found = shop.shelf(shelf, shopper_id=shopper, product_id=product, k=k, filters=filters)
        return {
            "shelf": found.name,
            "about": found.about,
            "recommender": found.recommender,
            "hits": hits_shape(shop, found.ranking, language),
            "release": shop.release,
        }

    return json_response(await in_thread(work))
