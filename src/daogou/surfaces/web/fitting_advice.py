"""What the fitting room says beside its mirror: the size, and what goes with what is worn."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from daogou.assembly.drawn_people import drawn_figure
from daogou.core.errors import BadInput, BadQuery, NotFound, ShopError
from daogou.core.product import Product
from daogou.fit.body.measures import Audience, Body, body_of
from daogou.fit.body.names import label_of
from daogou.fit.outfits.outfit import Outfit
from daogou.fit.sizes.garments import EASES, Ease
from daogou.surfaces.http.cards import card_of
from daogou.surfaces.http.dressing import MOST_WORN
from daogou.surfaces.web.fitting_address import FittingAddress
from daogou.surfaces.web.render import Page

ASKED = ("height", "weight", "bust", "waist", "hip", "foot_length")  # what people know of themselves
OUTFITS = 3
_AUDIENCES: tuple[Audience, ...] = ("women", "men", "unisex", "kids")


@dataclass(frozen=True)
class Told:
    """What a shopper says of their body, as the form has it; never part of an address."""

    measures: Mapping[str, str] = field(default_factory=dict)
    audience: Audience = ""
    ease: Ease = "as_designed"


def told_in(form: Mapping[str, str]) -> Told:
    """From the form's fields; what is unknown is left out."""
    given = {name: form.get(name, "").strip()[:12] for name in ASKED}
    audience: Audience = next((one for one in _AUDIENCES if one == form.get("audience")), "")
    ease: Ease = next((one for one in EASES if one == form.get("ease")), "as_designed")
    return Told({name: value for name, value in given.items() if value}, audience, ease)


def size_advice(page: Page, address: FittingAddress, worn: Sequence[Product], told: Told) -> dict[str, Any]:
    """For what was put on last and has a size chart; of a drawn person the measures are known."""
    stylist = page.shop.stylist()
    sized = next((product for product in reversed(worn) if stylist.has_sizes(product)), None)
    asked = {
        "fields": [(name, label_of(name, page.language), told.measures.get(name, "")) for name in ASKED],
        "told": told,
        "eases": EASES,
        "sized": sized.title(page.language) if sized else "",
        "advice": None,
        "size_problem": None,
    }
    if sized is None:
        return asked
    try:
        body = _body(address, told)
        if body is not None:
            asked["advice"] = _advice(page, sized, body, told.ease)
    except (BadInput, NotFound) as problem:
        asked["size_problem"] = problem
    return asked


def _body(address: FittingAddress, told: Told) -> Body | None:
    if told.measures:
        return body_of({name: _number(value) for name, value in told.measures.items()}, told.audience)
    if not address.drawn:
        return None
    figure = drawn_figure(address.drawn)
    known = {"height": figure.height, "bust": figure.bust, "waist": figure.waist, "hip": figure.hip}
    return body_of(known, figure.audience)


def _number(text: str) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise BadQuery(f"{text!r} is no number.", hint="Write centimetres and kilograms, such as 88 or 62.5.")
    return number


def _advice(page: Page, product: Product, body: Body, ease: Ease) -> dict[str, Any]:
    advice = page.shop.stylist().size(product, body, (), ease)
    return {
        "best": advice.best,
        "near": advice.near,
        "beyond": advice.beyond,
        "sizes": [
            (one.size, *(round(100 * chance) for chance in (one.small, one.right, one.large)))
            for one in advice.sizes
        ],
        "reasons": [reason.text(page.language) for reason in advice.reasons],
    }


def outfits(page: Page, address: FittingAddress, worn: Sequence[Product]) -> dict[str, Any]:
    """What goes with what is worn; nothing while nothing is."""
    shown: dict[str, Any] = {"outfits": [], "outfit_problem": None}
    if not worn:
        return shown
    try:
        budget = _number(address.budget) if address.budget else None
        found = page.shop.stylist().outfits(
            [product.id for product in worn], occasion=address.occasion, budget=budget, k=OUTFITS
        )
        shown["outfits"] = [_outfit(page, address, one) for one in found]
    except ShopError as problem:
        shown["outfit_problem"] = problem
    return shown


def _outfit(page: Page, address: FittingAddress, outfit: Outfit) -> dict[str, Any]:
    currency = page.shop.settings.shop.currency
    ids = [one.piece.id for one in outfit.pieces]
    products = {product.id: product for product in page.shop.products(ids)}
    room = page.shop.fitting_room()
    wearable = [one for one in ids if one in products and room.kind(products[one])]
    whole = FittingAddress(address.who, tuple(wearable[:MOST_WORN]), address.kept)
    return {
        "cards": [card_of(products[one], page.language, currency) for one in ids if one in products],
        "price": outfit.price,
        "currency": outfit.currency or currency,
        "reasons": [
            (one.piece.title(page.language), [r.text(page.language, page.shop.concepts) for r in one.reasons])
            for one in outfit.new
        ],
        "try_href": whole.href() if set(wearable) - set(address.wear) else "",
    }
