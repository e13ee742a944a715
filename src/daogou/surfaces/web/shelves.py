"""Recommendations on a page: each shelf with its heading, its cards, and why each is there."""

import logging
import secrets
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from daogou.core.entity import key_of, kind_of
from daogou.core.errors import NotBuilt
from daogou.core.product import Product
from daogou.core.ranking import Hit, Reason
from daogou.language.concepts import concepts
from daogou.recommend.shelf import Shelf, ShelfName
from daogou.search.labels import value_label
from daogou.shoppers.impressions import Impression
from daogou.surfaces.http.cards import Card, card_of
from daogou.surfaces.web.render import Page
from daogou.surfaces.web.strings import Speaker

CARDS = 6  # one row of a wide page
MOST_REASONS = 2
LONGEST_TITLE = 36  # characters of a title inside a reason: it reminds, the card names
# what a walk through the graph went over, where it is other shoppers and not a trait that both have
_WALKED = {"together": "why_neighbour", "next": "why_sequence"}
Products = Mapping[str, Product]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """A card, why it is there, and the number of this showing, "" if nobody counts."""

    card: Card
    why: list[str]
    impression: str

    @property
    def page(self) -> str:
        """Where the card leads; the address says which showing led there."""
        return f"{self.card.page}?via={self.impression}" if self.impression else self.card.page


@dataclass(frozen=True, slots=True)
class ShownShelf:
    """A shelf with something on it."""

    name: ShelfName
    title: str
    cards: list[Shown]


def shelves_on(
    page: Page, names: Sequence[ShelfName], visitor: str, product_id: str = "", k: int = CARDS
) -> list[ShownShelf]:
    """Those of the shelves that have something on them; nothing stands on two.

    None while the recommender cannot be opened, as after an upgrade: the shop sells all the same, and whoever
    runs it is told.
    """
    shown: list[ShownShelf] = []
    taken: set[str] = set()
    for name in names:
        try:
            shelf = page.shop.shelf(name, shopper_id=visitor, product_id=product_id, k=2 * k)
        except NotBuilt as error:
            _log.warning("no shelves: %s %s", error.message, error.hint)
            return []
        fresh = tuple(hit for hit in shelf.ranking if hit.product_id not in taken)[:k]
        taken |= {hit.product_id for hit in fresh}
        if fresh:
            shown.append(_shown(page, replace(shelf, ranking=fresh), visitor))
    return shown


def _shown(page: Page, shelf: Shelf, visitor: str) -> ShownShelf:
    products = _products(page, shelf)
    cards = [
        Shown(
            card_of(products[hit.product_id], page.language, page.shop.settings.shop.currency),
            why_recommended(hit, products, page.say, shelf.about),
            secrets.token_urlsafe(9) if visitor else "",
        )
        for hit in shelf.ranking
        if hit.product_id in products
    ]
    _count(page, shelf, cards, visitor)
    return ShownShelf(shelf.name, _title(page, shelf, products), cards)


def _products(page: Page, shelf: Shelf) -> Products:
    """Every product on the shelf, in its heading or in a reason."""
    ids = {hit.product_id for hit in shelf.ranking} | {shelf.about}
    ids |= {reason.product for hit in shelf.ranking for reason in hit.because}
    return {product.id: product for product in page.shop.products(sorted(ids - {""}))}


def _title(page: Page, shelf: Shelf, products: Products) -> str:
    about = products[shelf.about].title(page.language) if shelf.about in products else ""
    return page.say(f"shelf_{shelf.name}", title=about)


def _count(page: Page, shelf: Shelf, cards: Sequence[Shown], visitor: str) -> None:
    """Note what was shown, for those who compare how well each recommender does."""
    now = datetime.now(UTC)
    if visitor:
        page.shop.shoppers().shown(
            Impression(
                shown.impression,
                visitor,
                shelf.name,
                *shelf.chosen_by(shown.card.id),
                shown.card.id,
                place,
                now,
            )
            for place, shown in enumerate(cards)
        )


def why_recommended(hit: Hit, products: Products, say: Speaker, about: str = "") -> list[str]:
    """The strongest reasons as phrases, one of a kind; [] if none can be told.

    What the shelf's heading says already, that they go with the product ``about``, is not said again.
    """
    told: dict[str, str] = {}  # kind -> its strongest phrase
    for reason in hit.because:
        is_said = reason.kind in ("neighbour", "sequence") and reason.product == about
        for phrase in () if is_said else _told(reason, products, say):
            told.setdefault(reason.kind, phrase)
    return list(told.values())[:MOST_REASONS]


def _told(reason: Reason, products: Products, say: Speaker) -> Iterator[str]:
    title = shortened(products[reason.product].title(say.language)) if reason.product in products else ""
    is_trait = ":" in reason.what
    match reason.kind:
        case "shared" | "path" if is_trait:
            yield say("why_shared", value=_label(reason.what, say))
        case "path" if reason.what in _WALKED and title:
            yield say(_WALKED[reason.what], title=title)
        case "path" if say.knows(f"why_path_{reason.what}"):
            yield say(f"why_path_{reason.what}", title=title)
        case "neighbour" | "sequence" if title:
            yield say(f"why_{reason.kind}", title=title)
        case "modality" if say.knows(f"why_modality_{reason.what}"):
            yield say(f"why_modality_{reason.what}")
        case "popularity" | "exploration":
            yield say(f"why_{reason.kind}")
        case "act":
            yield say(f"why_act_{reason.what}")


def shortened(title: str) -> str:
    """A long title's beginning, cut between words where it has any."""
    return textwrap.shorten(title, LONGEST_TITLE, placeholder="…") if " " in title else title[:LONGEST_TITLE]


def _label(trait: str, say: Speaker) -> str:
    return value_label(say.concepts or concepts(), kind_of(trait), key_of(trait), say.language)
