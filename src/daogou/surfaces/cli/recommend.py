"""``daogou recommend``: a shelf in the terminal."""

from dataclasses import asdict
from typing import Annotated

import typer

from daogou.assembly.shop import Shop
from daogou.core.product import Language
from daogou.core.ranking import Reason
from daogou.recommend.shelf import Shelf, ShelfName
from daogou.surfaces.cli.opening import opened
from daogou.surfaces.cli.output import JsonOption, print_json, print_table
from daogou.surfaces.cli.shop import ShopArgument

_EMPTY = {
    "for_you": "Nothing is known of this shopper, or they do not agree to it. Try --shelf trending.",
    "because": "This shopper has liked nothing yet. Name a product: --product ID.",
    "back_again": "This shopper left nothing behind.",
    "trending": "No shopper has done anything yet: import events, or let the pages note them.",
    "also_liked": "No shopper has liked this product together with another.",
    "goes_with": "The graph knows nothing that goes with this product.",
}


def recommend(
    context: typer.Context,
    folder: ShopArgument,
    shopper: Annotated[str, typer.Option(help="The id of a shopper, as in the events.")] = "",
    shelf: Annotated[ShelfName, typer.Option(help="Which shelf.")] = "for_you",
    product: Annotated[str, typer.Option(help="The product that a shelf stands beside.")] = "",
    k: Annotated[int, typer.Option("-k", help="How many.", min=1, max=100)] = 10,
    language: Annotated[Language, typer.Option(help="Of the titles.")] = "en",
    as_json: JsonOption = False,
) -> None:
    """What a shopper may like, or what goes with a product, and why."""
    shop = opened(context, folder)
    found = shop.shelf(shelf, shopper_id=shopper, product_id=product, k=k)
    print_json(asdict(found)) if as_json else _show(shop, found, language)


def _show(shop: Shop, shelf: Shelf, language: Language) -> None:
    if not shelf.ranking:
        typer.echo(_EMPTY[shelf.name])
        return
    ids = {hit.product_id for hit in shelf.ranking} | {
        r.product for hit in shelf.ranking for r in hit.because
    }
    titles = {one.id: one.title(language) for one in shop.products(sorted(ids | {shelf.about}))}
    about = f" {titles[shelf.about]}" if shelf.about in titles else ""
    rows = [
        (number, f"{hit.score:.3f}", titles.get(hit.product_id, hit.product_id), _told(hit.because, titles))
        for number, hit in enumerate(shelf.ranking, start=1)
    ]
    print_table(f"{shelf.name}{about} ({shelf.recommender})", ("", "score", "product", "because"), rows)


def _told(because: tuple[Reason, ...], titles: dict[str, str]) -> str:
    said = []
    for reason in because[:3]:
        parts = (reason.kind, reason.what, titles.get(reason.product, reason.product), f"{reason.weight:.2f}")
        said.append(" ".join(part for part in parts if part))
    return "; ".join(said)[:120]
