"""``daogou demo``: from nothing to a served shop in one command."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from daogou.core.errors import BadInput
from daogou.surfaces.cli.output import bars, console
from daogou.surfaces.cli.search import language_of, read_query, show
from daogou.surfaces.cli.serve import run_server

SHOPS = {"drawn": Path("demo-shop"), "vendure": Path("vendure-shop")}
QUERIES = {
    "drawn": ("红色连衣裙 300元以内", "black leather boots not heels"),
    "vendure": ("带镜头的相机", "something to sit on"),
}


def demo(
    folder: Annotated[Path | None, typer.Argument(help="Where to put the shop.")] = None,
    shop: Annotated[
        str, typer.Option(help="drawn: our own; vendure: Vendure's sample, real photos.")
    ] = "drawn",
    products: Annotated[int, typer.Option(help="How many to draw.", min=1, max=100_000)] = 640,
    seed: Annotated[int, typer.Option(help="Same seed, same shop.")] = 7,
    serve: Annotated[bool, typer.Option(help="Serve the shop after the answers.")] = True,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 0,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make the shop anew.")] = False,
) -> None:
    """Make a demo shop, build it, ask it three questions, and serve it."""
    if shop not in SHOPS:
        raise BadInput(f"No demo shop {shop!r}. There are: {', '.join(SHOPS)}.")
    place = folder or SHOPS[shop]
    _make(place, shop, products, seed, fresh)
    _ask(place, QUERIES[shop], _photo(place, products, seed) if shop == "drawn" else None)
    if serve:
        run_server(place, port=port)


def _make(place: Path, shop: str, products: int, seed: int, fresh: bool) -> None:
    from daogou.assembly.build import build_shop
    from daogou.assembly.demo import lay_out_demo
    from daogou.assembly.intake import import_into

    if fresh and (place / "shop.toml").is_file():
        shutil.rmtree(place)
    with bars() as progress:
        lay_out_demo(place, shop, products=products, seed=seed, progress=progress)
        import_into(place, None, replace=True, progress=progress)
        build_shop(place, progress=progress)
    if shop == "drawn":
        from daogou.assembly.orders import import_demo_orders

        import_demo_orders(place, seed)


def _photo(place: Path, products: int, seed: int) -> Path:
    from daogou.assembly.demo import photo_of_elsewhere

    return photo_of_elsewhere(place, products, seed)


def _ask(place: Path, queries: tuple[str, ...], photo: Path | None) -> None:
    """Ask in words and by a photo; of a shop of real photos by one of its own."""
    from daogou.assembly.open import open_shop

    opened = open_shop(place)
    for text in queries:
        console.print(f"\n[bold]{text}[/bold]")
        show(opened, opened.search(read_query(text, k=5)), language_of(text))
    photo = photo or opened.picture(opened.search(read_query(queries[0], k=1)).ranking[0].product_id)
    console.print(f"\n[bold]photo {photo}[/bold]")
    show(opened, opened.search(read_query("", photo, k=5)), "en")
