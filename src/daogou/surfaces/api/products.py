"""/v1/products, /v1/pictures, /v1/videos and /v1/views."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query
from starlette.responses import FileResponse, Response

from daogou.assembly.shop import Shop
from daogou.core.errors import NotFound
from daogou.core.product import Language
from daogou.surfaces.api.answers import ProductAnswer, ReviewsAnswer, SimilarAnswer
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.shapes import Shape, hits_shape, json_response, product_shape, reviews_shape
from daogou.surfaces.http.asking import MAX_K, MAX_TEXT
from daogou.surfaces.http.serving import CurrentServing, CurrentShop, Serving
from daogou.surfaces.http.thumbnails import WIDTHS_PX, Bounds, Thumbnail, nearest_width
from daogou.surfaces.http.videos import video_file
from daogou.surfaces.http.work import in_thread
from daogou.vision.scene_rendering import TURN

router = APIRouter(prefix="/v1", tags=["products"])

# Ids are whatever the feed says, so they may hold a slash: the longer routes come first.
ProductId = Annotated[str, Path(max_length=MAX_TEXT, examples=["dress-0042"])]

MAX_NUMBER = 1000  # of a product's videos or models; feeds keep 10
_FRESH = "public, max-age=300, stale-while-revalidate=86400"  # a new release shows within five minutes
_FOREVER = "public, max-age=31536000, immutable"  # its address names the release, so it never changes


@router.get(
    "/products/{product_id:path}/similar", response_model=SimilarAnswer, responses=documented(404, 422)
)
async def similar(
    shop: CurrentShop,
    product_id: ProductId,
    language: Language = "en",
    k: Annotated[int, Query(ge=1, le=MAX_K)] = 12,
) -> Response:
    """Products that look and read like this one, without itself."""

    def work() -> Shape:
        return {"hits": hits_shape(shop, shop.similar(product_id, k), language)}

    return json_response(await in_thread(work))


@router.get(
    "/products/{product_id:path}/reviews", response_model=ReviewsAnswer, responses=documented(404, 422)
)
async def reviews(shop: CurrentShop, product_id: ProductId) -> Response:
    """What buyers said, and how many gave how many stars."""
    shop_reviews = await in_thread(_reviews, shop, product_id)
    return json_response(shop_reviews)


@router.get("/products/{product_id:path}", response_model=ProductAnswer, responses=documented(404, 422))
async def product(shop: CurrentShop, product_id: ProductId, language: Language = "en") -> Response:
    """Everything about one product."""
    found = await in_thread(shop.product, product_id)
    return json_response(product_shape(shop, found, language))


@router.get(
    "/pictures/{product_id:path}/{number}",
    response_class=Response,
    responses={
        200: {"content": {"image/webp": {}, "image/jpeg": {}}, "description": "The picture."},
        304: {"description": "The picture you have (If-None-Match) is the current one."},
        **documented(404, 422),
    },
)
async def picture(
    serving: CurrentServing,
    product_id: ProductId,
    number: Annotated[int, Path(ge=0, le=1000)],
    width: Annotated[int, Query(ge=1, le=WIDTHS_PX[-1], description="Pixels; rounded up.")] = 640,
    v: Annotated[str, Query(max_length=100, description="The release; makes it cacheable for ever.")] = "",
    accept: Annotated[str, Header()] = "image/webp",
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """A product's picture: WebP, or JPEG for a client that does not take WebP."""
    takes_webp = "image/webp" in accept or "*/*" in accept
    media_type = "image/webp" if takes_webp else "image/jpeg"
    made = await in_thread(_thumbnail, serving, product_id, number, nearest_width(width), media_type)
    headers = {"ETag": made.etag, "Cache-Control": _FOREVER if v else _FRESH, "Vary": "Accept"}
    if made.etag in if_none_match:
        return Response(status_code=304, headers=headers)
    return Response(made.data, headers=headers, media_type=made.media_type)


@router.get(
    "/videos/{product_id:path}/{number}",
    response_class=FileResponse,
    responses={
        200: {"content": {"video/mp4": {}, "video/webm": {}}, "description": "The video."},
        206: {"description": "The part of the video that Range asks for."},
        **documented(404, 422),
    },
)
async def video(
    shop: CurrentShop, product_id: ProductId, number: Annotated[int, Path(ge=0, le=MAX_NUMBER)]
) -> Response:
    """A product's video, whole or the part that Range asks for."""
    file, media_type = await in_thread(video_file, shop, product_id, number)
    return FileResponse(file, media_type=media_type, headers={"Cache-Control": _FRESH})


@router.get(
    "/views/{product_id:path}/{number}/{view}",
    response_class=FileResponse,
    responses={
        200: {"content": {"image/webp": {}}, "description": "The view."},
        **documented(404, 422),
    },
)
async def view(
    shop: CurrentShop,
    product_id: ProductId,
    number: Annotated[int, Path(ge=0, le=MAX_NUMBER)],
    view: Annotated[int, Path(ge=0, lt=len(TURN))],
) -> Response:
    """A product's 3D model from one side, WebP; the views go once around it, 30 degrees apart."""
    file = await in_thread(shop.model_view, product_id, number, view)
    return FileResponse(file, media_type="image/webp", headers={"Cache-Control": _FRESH})


def _thumbnail(serving: Serving, product_id: str, number: int, width: int, media_type: str) -> Thumbnail:
    shop = serving.shop
    file = shop.picture(product_id, number)
    if not file.is_file():
        raise NotFound(
            f"The picture {number} of product {product_id!r} is gone.", hint="Build the shop again."
        )
    limits = shop.settings.pictures
    return serving.thumbnails.get(file, width, media_type, Bounds(limits.max_bytes, limits.max_pixels))


def _reviews(shop: Shop, product_id: str) -> Shape:
    shop.product(product_id)  # a product that is not there is an error, not a product without reviews
    return reviews_shape(shop.reviews(product_id))
