"""The results page, and the photo that may lead to it."""

from dataclasses import dataclass, replace
from math import ceil
from typing import Any, get_args

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from daogou.assembly.shop import Shop
from daogou.core.errors import NotFound
from daogou.core.query import Sort
from daogou.search.answer import Answer
from daogou.surfaces.http.asking import MAX_TEXT, clean_text
from daogou.surfaces.http.cards import Card, card_of
from daogou.surfaces.http.photos import Photo
from daogou.surfaces.http.serving import CurrentServing, Serving
from daogou.surfaces.http.uploads import form_of, photo_in
from daogou.surfaces.http.work import in_thread
from daogou.surfaces.web.address import LAST_PAGE, PAGE_SIZE, ResultsAddress, read_address
from daogou.surfaces.web.chips import chips_of
from daogou.surfaces.web.facets import facet_rows, narrowing_of
from daogou.surfaces.web.reasons import labels_in, why
from daogou.surfaces.web.render import Page, page_for, render

router = APIRouter(include_in_schema=False)

_PRIVATE = {"Cache-Control": "private, max-age=1800"}  # as long as the photo is kept


@dataclass(frozen=True, slots=True)
class Found:
    """A card with the reasons it is there."""

    card: Card
    why: list[str]


@router.get("/search")
async def results(request: Request, serving: CurrentServing) -> Response:
    """What was found; an address that asks for nothing leads home."""
    page = page_for(request, serving.shop)
    address = read_address(request.query_params)
    if address.is_empty:
        return RedirectResponse("/", 303)

    def work() -> Response:
        return _results_page(page, address, serving)

    return await in_thread(work)


@router.post("/photo")
async def send_photo(request: Request, serving: CurrentServing) -> Response:
    """Keeps a photo for half an hour and leads to what looks like it."""
    async with form_of(request) as form:
        pixels = await photo_in(form, serving.shop)
        words = form.get("q", "")
    if pixels is None:
        raise NotFound("No photo was sent.", hint="Choose a photo first.")
    token = await in_thread(serving.photos.keep, pixels)
    address = ResultsAddress(text=clean_text(words[:MAX_TEXT]) if isinstance(words, str) else "", photo=token)
    return RedirectResponse(address.href(), 303)


@router.get("/photos/{token}")
async def own_photo(serving: CurrentServing, token: str) -> Response:
    """The shopper's own photo, small; only who holds the token sees it."""
    return Response(serving.photos.get(token).preview, media_type="image/webp", headers=_PRIVATE)


@router.get("/photos/{token}/large")
async def own_photo_large(serving: CurrentServing, token: str) -> Response:
    """The shopper's own photo, as large as it is kept."""
    photo = serving.photos.get(token)
    return Response(await in_thread(photo.large), media_type="image/webp", headers=_PRIVATE)


def _results_page(page: Page, address: ResultsAddress, serving: Serving) -> Response:
    photo = _kept_photo(address, serving)
    photo_is_gone = bool(address.photo) and photo is None
    if photo_is_gone:
        address = address.without("photo")
    if address.is_empty:
        return render(page, "results.html", **_nothing(page, address, photo_is_gone))
    query = address.query(page.language)
    answer = page.shop.search(replace(query, picture=photo.pixels if photo else None))
    values = _values(page, address, answer)
    return render(page, "results.html", photo_is_gone=photo_is_gone, **values)


def _kept_photo(address: ResultsAddress, serving: Serving) -> Photo | None:
    try:
        return serving.photos.get(address.photo) if address.photo else None
    except NotFound:
        return None


def _nothing(page: Page, address: ResultsAddress, photo_is_gone: bool) -> dict[str, Any]:
    return {"photo_is_gone": photo_is_gone, **_values(page, address, Answer(ranking=(), total=0))}


def _values(page: Page, address: ResultsAddress, answer: Answer) -> dict[str, Any]:
    labels = labels_in(answer)
    facets = facet_rows(address, answer)
    last = max(1, min(ceil(answer.total / PAGE_SIZE), LAST_PAGE))
    return {
        "address": address,
        "answer": answer,
        "found": _found(page, answer, labels),
        "chips": chips_of(address, answer, labels, page),
        "facets": facets,
        "narrowing": narrowing_of(address, answer, facets),
        "liked": _liked(page, address),
        "sorts": get_args(Sort),
        "last_page": last,
    }


def _found(page: Page, answer: Answer, labels: dict[tuple[str, str], str]) -> list[Found]:
    products = {p.id: p for p in page.shop.products([hit.product_id for hit in answer.ranking])}
    currency = page.shop.settings.shop.currency
    return [
        Found(
            card_of(products[hit.product_id], page.language, currency),
            why(hit.because, labels, page.say),
        )
        for hit in answer.ranking
        if hit.product_id in products
    ]


def _liked(page: Page, address: ResultsAddress) -> Card | None:
    shop: Shop = page.shop
    if not address.like:
        return None
    return card_of(shop.product(address.like), page.language, shop.settings.shop.currency)
