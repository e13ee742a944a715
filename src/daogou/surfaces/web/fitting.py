"""The fitting room's pages: choose who, choose what, look, keep, compare."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from fastapi import APIRouter, Request
from PIL import Image
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from daogou.assembly.drawn_people import drawn_figure, drawn_person
from daogou.core.errors import BadQuery, NotFound, ShopError, UnfitPhoto
from daogou.core.product import Product
from daogou.core.query import Query
from daogou.sources.demo.people.figure import figures
from daogou.studio.kinds import excludes
from daogou.surfaces.http.asking import MAX_TEXT
from daogou.surfaces.http.cards import Card, card_of
from daogou.surfaces.http.dressing import DRAWN, Dressed, dressed
from daogou.surfaces.http.serving import CurrentServing, Serving
from daogou.surfaces.http.uploads import form_of, photo_in
from daogou.surfaces.http.work import in_thread
from daogou.surfaces.web.fitting_address import PATH, FittingAddress, read_fitting_address
from daogou.surfaces.web.fitting_advice import outfits, size_advice
from daogou.surfaces.web.fitting_style import style_advice
from daogou.surfaces.web.fitting_told import Told, known_of, told_in
from daogou.surfaces.web.render import Page, page_for, render

router = APIRouter(include_in_schema=False)

FOUND = 18  # three rows of six
LOOKED_THROUGH = 96  # products of a search, until enough of them can be tried on
_PRIVATE = {"Cache-Control": "private, no-store"}
_DRAWN_CACHE = {"Cache-Control": "public, max-age=86400"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on the page."""

    src: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Someone:
    """Who can be chosen."""

    name: str
    src: str
    href: str
    height: int
    is_chosen: bool


@router.get(PATH)
async def fitting_room(request: Request, serving: CurrentServing) -> Response:
    """Somebody in some of the shop's clothes."""
    page, address = page_for(request, serving.shop), read_fitting_address(request.query_params)

    def work() -> Response:
        return _room_page(serving, page, address, Told())

    return await in_thread(work)


@router.post(f"{PATH}/size")
async def size(request: Request, serving: CurrentServing) -> Response:
    """The same with a size, or with cuts to look for, for who tells their measures, which stand in no address
    and are not kept."""
    page = page_for(request, serving.shop)
    async with form_of(request) as form:
        fields = [(name, value[:MAX_TEXT]) for name, value in form.multi_items() if isinstance(value, str)]
    address, told = read_fitting_address(QueryParams(fields)), told_in(fields)

    def work() -> Response:
        return _room_page(serving, page, address, told)

    return await in_thread(work)


@router.post(PATH)
async def own_photo(request: Request, serving: CurrentServing) -> Response:
    """Keeps a photo for half an hour, in memory, and leads to the clothes on it."""
    async with form_of(request) as form:
        pixels = await photo_in(form, serving.shop)
        fields = [(name, value[:MAX_TEXT]) for name, value in form.multi_items() if isinstance(value, str)]
    if pixels is None:
        raise BadQuery("No photo was sent.", hint="Choose a photo first.")
    token = await in_thread(serving.photos.keep, pixels)
    worn, kept = (tuple(value for name, value in fields if name == one) for one in ("wear", "kept"))
    return RedirectResponse(FittingAddress(token, worn, kept).href(), 303)


@router.get("/made/{token}")
async def made(serving: CurrentServing, token: str) -> Response:
    """A picture that was made; only who holds the token sees it."""
    picture = serving.made.get(token)
    return Response(picture.data, media_type=picture.media_type, headers=_PRIVATE)


@router.get("/people/{name}")
async def person(name: str) -> Response:
    """A drawn person's picture."""
    return Response(await in_thread(_drawn_picture, name), media_type="image/webp", headers=_DRAWN_CACHE)


@cache
def _drawn_picture(name: str) -> bytes:
    out = io.BytesIO()
    Image.fromarray(drawn_person(name).picture).save(out, "WEBP", quality=90)
    return out.getvalue()


def _room_page(serving: Serving, page: Page, address: FittingAddress, told: Told) -> Response:
    response = render(page, "fitting.html", **_room(serving, page, address, told))
    response.headers.update(_PRIVATE)
    return response


def _room(serving: Serving, page: Page, address: FittingAddress, told: Told) -> dict[str, Any]:
    address = _with_person(serving, address)
    worn = [page.shop.product(one) for one in address.wear]
    look, problem = _looked(serving, page, address)
    known = known_of(serving, page, address, told)
    return {
        "problem": problem,
        "shown": _shown(serving, page, address, look),
        "before": _before(serving, address).src,
        "notes": [page.say(f"fit_note_{note}") for note in (look.picture.notes if look else ())],
        "keep_href": address.keeping(look.token).href() if look else "",
        "kept": [one for token in address.kept for one in _kept(serving, page, address, token)],
        "kept_tokens": address.kept,
        "people": _people(page, address),
        "own": None if address.drawn else {"href": address.href(), "src": _before(serving, address).src},
        "worn": [_worn(page, address, product) for product in worn],
        "worn_ids": address.wear,
        "hidden": [pair for pair in address.pairs() if pair[0] != "q"],
        "q": address.q,
        "place": address,
        "room": address,
        "found": _found(page, address, worn),
        **size_advice(page, worn, told, known),
        **style_advice(page, worn, told, known.body, known.lengths),
        **outfits(page, address, worn),
    }


def _with_person(serving: Serving, address: FittingAddress) -> FittingAddress:
    """The first drawn person where a photo is forgotten or nobody has that name."""
    try:
        _before(serving, address)
    except NotFound:
        return replace(address, who=DRAWN + figures()[0].id)
    return address


def _looked(
    serving: Serving, page: Page, address: FittingAddress
) -> tuple[Dressed | None, UnfitPhoto | None]:
    """The picture, or why it cannot be made."""
    if not address.wear:
        return None, None
    try:
        return dressed(serving, page.shop, address.who, address.wear), None
    except UnfitPhoto as problem:
        return None, problem


def _before(serving: Serving, address: FittingAddress) -> Shown:
    """Who wears it, in their own clothes; raises NotFound."""
    if address.drawn:
        height, width = drawn_person(address.drawn).picture.shape[:2]
        return Shown(f"/people/{address.drawn}", width, height, "")
    height, width = serving.photos.get(address.who).pixels.shape[:2]
    return Shown(f"/photos/{address.who}/large", width, height, "")


def _shown(serving: Serving, page: Page, address: FittingAddress, look: Dressed | None) -> Shown:
    if look is None:
        return replace(_before(serving, address), alt=_name(page, address))
    titles = page.say("comma").join(product.title(page.language) for product in look.products)
    alt = page.say("fit_alt", who=_name(page, address), what=titles)
    return Shown(f"/made/{look.token}", look.picture.width, look.picture.height, alt)


def _name(page: Page, address: FittingAddress) -> str:
    return drawn_figure(address.drawn).names[page.language] if address.drawn else page.say("fit_you")


def _kept(serving: Serving, page: Page, address: FittingAddress, token: str) -> list[dict[str, Any]]:
    """Nothing where it is forgotten."""
    try:
        picture = serving.made.get(token)
    except NotFound:
        return []
    _, who, *ids = picture.about
    products = page.shop.products(ids)
    titles = [product.title(page.language) for product in products]
    again = replace(address, who=who, wear=tuple(ids))
    return [
        {
            "src": f"/made/{token}",
            "width": picture.width,
            "height": picture.height,
            "alt": page.say("comma").join(titles),
            "titles": titles,
            "href": again.href(),
            "drop_href": address.dropping(token).href(),
        }
    ]


def _people(page: Page, address: FittingAddress) -> list[Someone]:
    return [
        Someone(
            figure.names[page.language],
            f"/people/{figure.id}",
            address.worn_by(DRAWN + figure.id).href(),
            round(figure.height),
            address.drawn == figure.id,
        )
        for figure in figures()
    ]


def _worn(page: Page, address: FittingAddress, product: Product) -> dict[str, Any]:
    return {"card": _card(page, product), "drop_href": address.taking_off(product.id).href()}


def _found(page: Page, address: FittingAddress, worn: Sequence[Product]) -> list[dict[str, Any]]:
    """What can be put on: what was looked for, else what goes with what is worn, else anything."""
    room = page.shop.fitting_room()
    fits = [product for product in _candidates(page, address, worn) if room.kind(product)]
    return [
        {
            "card": _card(page, product),
            "add_href": address.putting_on(product.id, _replaced(page, worn, product)).href(),
        }
        for product in fits[:FOUND]
    ]


def _candidates(page: Page, address: FittingAddress, worn: Sequence[Product]) -> list[Product]:
    """Looked for; else what goes with what is worn; else what is looked at these days."""
    shop = page.shop
    try:
        if address.q:
            ranking = shop.search(Query(address.q, language=page.language, k=LOOKED_THROUGH)).ranking
        elif worn:
            ranking = shop.shelf("goes_with", product_id=worn[-1].id, k=LOOKED_THROUGH).ranking
        else:
            ranking = shop.shelf("trending", k=LOOKED_THROUGH).ranking
    except ShopError:  # nothing was learnt yet: then what looks alike, or what clothes there are
        words = Query(page.say("fit_anything"), language=page.language, k=LOOKED_THROUGH)
        ranking = shop.similar(worn[-1].id, LOOKED_THROUGH) if worn else shop.search(words).ranking
    return shop.products([hit.product_id for hit in ranking])


def _replaced(page: Page, worn: Sequence[Product], product: Product) -> tuple[str, ...]:
    """What cannot be worn together with it: two dresses, a skirt and trousers."""
    room = page.shop.fitting_room()
    kind = room.kind(product)
    return tuple(one.id for one in worn if kind and excludes(kind, room.kind(one)))


def _card(page: Page, product: Product) -> Card:
    return card_of(product, page.language, page.shop.settings.shop.currency)
