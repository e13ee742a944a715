"""The home page, product pages, policy pages."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from daogou.core.errors import NotFound, ShopError
from daogou.core.product import Product
from daogou.recommend.shelf import BESIDE, HOME
from daogou.surfaces.graph.public import public_proposals
from daogou.surfaces.http.asking import MAX_TEXT
from daogou.surfaces.http.cards import (
    Card,
    card_of,
    page_address,
    picture_address,
    video_address,
    view_address,
)
from daogou.surfaces.http.owner import is_owner
from daogou.surfaces.http.serving import CurrentServing, CurrentShop, Serving
from daogou.surfaces.http.videos import video_file
from daogou.surfaces.http.visitor import visitor_of
from daogou.surfaces.http.work import in_thread
from daogou.surfaces.web.details import attribute_rows, option_rows, review_summary, trail_of
from daogou.surfaces.web.evidence import product_entity
from daogou.surfaces.web.facts import entity_address, properties, stated_of
from daogou.surfaces.web.fitting_address import FittingAddress
from daogou.surfaces.web.graph import suggested
from daogou.surfaces.web.jsonld import product_jsonld
from daogou.surfaces.web.markdown import html_of
from daogou.surfaces.web.render import Page, page_for, render
from daogou.surfaces.web.shelves import ShownShelf, shelves_on
from daogou.vision.scene_rendering import TURN

router = APIRouter(include_in_schema=False)

TILES = 12  # fills rows of 2, 3, 4 and 6
SIMILAR = 12
SUGGESTED = 6
_SHOWN = frozenset({"has_size"})  # chosen above, with what is in stock


@router.get("/")
async def home(request: Request, shop: CurrentShop) -> Response:
    """Where a shopper begins."""
    page = page_for(request, shop)

    def work() -> Response:
        shelves = shelves_on(page, HOME, visitor_of(request))
        return render(page, "home.html", tiles=_tiles(page), shelves=shelves)

    return await in_thread(work)


def _tiles(page: Page) -> list[dict[str, Any]]:
    categories = page.shop.categories(page.language)[:TILES]
    examples = {p.id: p for p in page.shop.products([example for *_, example in categories])}
    return [
        {
            "value": value,
            "label": label,
            "count": count,
            "picture": picture_address(example, 0)
            if example in examples and examples[example].pictures
            else "",
        }
        for value, label, count, example in categories
    ]


@router.get("/products/{product_id:path}")
async def product(
    request: Request, serving: CurrentServing, product_id: Annotated[str, Path(max_length=MAX_TEXT)]
) -> Response:
    """One product."""
    page = page_for(request, serving.shop)

    def work() -> Response:
        return _product_page(page, page.shop.product(product_id), serving)

    return await in_thread(work)


def _product_page(page: Page, product: Product, serving: Serving) -> Response:
    shop, language = page.shop, page.language
    currency = shop.settings.shop.currency
    origin = str(page.request.base_url).rstrip("/")
    return render(
        page,
        "product.html",
        product=product,
        card=card_of(product, language, currency),
        description=product.description(language),
        pictures=[(picture_address(product.id, n), p.alt) for n, p in enumerate(product.pictures)],
        videos=[video_address(product.id, n) for n in _playable(page, product)],
        models=_models(page, product),
        trail=trail_of(product, page.say),
        options=option_rows(product, page.say),
        attributes=attribute_rows(product, page.say),
        reviews=review_summary(shop.reviews(product.id)),
        similar=_similar(page, product.id),
        shelves=_beside(page, product.id),
        try_on=FittingAddress(wear=(product.id,)).href() if shop.fitting_room().kind(product) else "",
        jsonld=product_jsonld(product, language, currency, origin, page_address(product.id)),
        **_known(page, product, serving),
    )


def _models(page: Page, product: Product) -> list[list[str]]:
    """Per 3D model the addresses of its views; one that could not be drawn is left out."""
    drawn = (n for n in range(len(product.models)) if _is_drawn(page, product.id, n))
    return [[view_address(product.id, n, view) for view in range(len(TURN))] for n in drawn]


def _is_drawn(page: Page, product_id: str, number: int) -> bool:
    try:
        page.shop.model_view(product_id, number, 0)
    except NotFound:
        return False
    return True


def _playable(page: Page, product: Product) -> list[int]:
    """Which of its videos are there; one behind an address is taken to be, or the page would wait for it."""
    found = []
    for number, source in enumerate(product.videos):
        try:
            if "://" not in source:
                video_file(page.shop, product.id, number)
        except ShopError:  # the doctor says so; a player of nothing would help nobody
            continue
        found.append(number)
    return found


def _known(page: Page, product: Product, serving: Serving) -> dict[str, Any]:
    """What the graph says; a product is sold all the same while the graph cannot be opened."""
    head = product_entity(product.id)
    may_decide = is_owner(page.request, serving)
    try:
        graph = serving.graph(page.shop)
        told = [name for name in properties(graph) if name not in _SHOWN]
        missing = public_proposals(page.shop.suggestions(product.id)) if may_decide else []
        return {
            "stated": stated_of(page.shop, graph, head, page.say, told),
            "explorer": entity_address(head),
            "suggested": suggested(page, graph, missing[:SUGGESTED]),
            "may_decide": may_decide,
        }
    except ShopError:
        return {"stated": [], "explorer": "", "suggested": [], "may_decide": False}


def _beside(page: Page, product_id: str) -> list[ShownShelf]:
    """What goes with it; a product is sold all the same while nothing was learnt or the graph is shut."""
    try:
        return shelves_on(page, BESIDE, visitor_of(page.request), product_id)
    except ShopError:
        return []


def _similar(page: Page, product_id: str) -> list[Card]:
    found = page.shop.products([hit.product_id for hit in page.shop.similar(product_id, SIMILAR)])
    return [card_of(product, page.language, page.shop.settings.shop.currency) for product in found]


@router.get("/policies/{name}")
async def policy(request: Request, shop: CurrentShop, name: Annotated[str, Path(max_length=64)]) -> Response:
    """A policy page; HTML inside the Markdown is shown as text."""
    page = page_for(request, shop)
    markdown = await in_thread(shop.policy, name, page.language)
    title = dict(shop.policies(page.language)).get(name, name)
    return render(page, "policy.html", title=title, body=html_of(markdown))


@router.get("/robots.txt")
async def robots() -> Response:
    """Results, photos and the graph, whose addresses have no end, are not for crawlers; products are."""
    rules = ("User-agent: *", *(f"Disallow: {path}" for path in ("/search", "/photos/", "/graph")))
    return Response("\n".join(rules) + "\n", media_type="text/plain")
