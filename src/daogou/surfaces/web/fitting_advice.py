"""What the fitting room says beside its mirror: the size, and what goes with what is worn."""

from collections.abc import Sequence
from typing import Any

from daogou.core.errors import BadInput, NotFound, ShopError
from daogou.core.product import Product
from daogou.fit.body.measures import Body
from daogou.fit.body.names import label_of
from daogou.fit.outfits.outfit import Outfit
from daogou.fit.sizes.garments import EASES, Ease
from daogou.surfaces.http.cards import card_of
from daogou.surfaces.http.dressing import MOST_WORN
from daogou.surfaces.web.fitting_address import FittingAddress
from daogou.surfaces.web.fitting_told import ASKED, Known, Told, number_in, seen_rows
from daogou.surfaces.web.render import Page

OUTFITS = 3


def size_advice(page: Page, worn: Sequence[Product], told: Told, known: Known) -> dict[str, Any]:
    """For what was put on last and has a size chart; of a drawn person the measures are known."""
    stylist = page.shop.stylist()
    sized = next((product for product in reversed(worn) if stylist.has_sizes(product)), None)
    asked = {
        "fields": [(name, label_of(name, page.language), told.measures.get(name, "")) for name in ASKED],
        "told": told,
        "eases": EASES,
        "sized": sized.title(page.language) if sized else "",
        "advice": None,
        "size_problem": None if told.asks_style else known.problem,
        "photo_measures": seen_rows(known, page.language),
    }
    if sized is None:
        return asked
    try:
        if known.body is not None:
            asked["advice"] = _advice(page, sized, known.body, told.ease)
    except (BadInput, NotFound) as problem:
        asked["size_problem"] = problem
    return asked


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
        budget = number_in(address.budget) if address.budget else None
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
