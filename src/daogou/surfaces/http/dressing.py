"""Trying on over HTTP, whoever asks for it: the API or a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from daogou.assembly.drawn_people import drawn_person
from daogou.assembly.shop import Shop
from daogou.core.errors import BadQuery
from daogou.core.product import Product
from daogou.studio.marking import Made, Mark
from daogou.studio.try_on import Person
from daogou.surfaces.http.made import MadePicture
from daogou.surfaces.http.serving import Serving

MOST_WORN = 4  # a top, something below, a coat, and one to spare
DRAWN = "drawn:"  # before the name of a drawn person; anything else is the token of a photo


@dataclass(frozen=True)
class Dressed:
    """A picture under its token, and what is worn in it, the innermost as given."""

    token: str
    picture: MadePicture
    products: tuple[Product, ...]


def person_of(serving: Serving, shop: Shop, who: str) -> Person:
    """``who``: ``drawn:mei``, or the token of a photo sent before.

    Raises:
        NotFound: no such drawn person, or the photo is forgotten.
        UnfitPhoto: nobody can be seen in it.
    """
    if who.startswith(DRAWN):
        return drawn_person(who.removeprefix(DRAWN))
    return shop.fitting_room().person(serving.photos.get(who).pixels)


def dressed(serving: Serving, shop: Shop, who: str, product_ids: Sequence[str]) -> Dressed:
    """Somebody in some of the shop's clothes; made once as long as it is remembered.

    Raises:
        BadQuery: nothing is to be put on, or more than ``MOST_WORN``.
        NotFound: no such product, person or photo.
        UnfitPhoto: the person or a garment cannot be seen well enough; the hint says how to take the photo.
    """
    wanted = tuple(dict.fromkeys(product_ids))
    if not 0 < len(wanted) <= MOST_WORN:
        raise BadQuery(f"{len(wanted)} products to put on; 1 to {MOST_WORN} can be.")
    products = tuple(shop.product(one) for one in wanted)
    about = (shop.release, who, *wanted)
    token = serving.made.found(about)
    if not token:
        worn = shop.fitting_room().wear(person_of(serving, shop, who), products)
        mark = Mark(Made.EDITED, "Daogou try-on", ", ".join(product.title() for product in products))
        token = serving.made.keep(worn.picture, mark, notes=worn.notes, about=about)
    return Dressed(token, serving.made.get(token), products)
