"""``daogou search``: ask a shop from the terminal, by words, picture, or both."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from daogou.assembly.shop import Shop
from daogou.core.errors import BadInput
from daogou.core.query import Query, Sort
from daogou.core.ranking import Reason
from daogou.search.answer import Answer
from daogou.surfaces.cli.output import JsonOption, print_json, print_table
from daogou.surfaces.cli.shop import ShopArgument

CJK = range(0x4E00, 0xA000)


def search(
    folder: ShopArgument,
    text: Annotated[str, typer.Argument(help="What to look for, in Chinese or English.")] = "",
    picture: Annotated[Path | None, typer.Option(help="A photo to look for.")] = None,
    like: Annotated[str, typer.Option(help="The id of a product to resemble.")] = "",
    k: Annotated[int, typer.Option("-k", help="How many.", min=1, max=100)] = 10,
    sort: Annotated[str, typer.Option(help="relevance, price_up, price_down or newest.")] = "relevance",
    as_json: JsonOption = False,
) -> None:
    """Find products by words, a photo, a product, or a mix of them."""
    from daogou.assembly.open import open_shop

    shop = open_shop(folder)
    answer = shop.search(read_query(text, picture, like=like, k=k, sort=_sort(sort)))
    print_json(asdict(answer)) if as_json else show(shop, answer, language_of(text))


def read_query(
    text: str, picture: Path | None = None, *, like: str = "", k: int = 10, sort: Sort = "relevance"
) -> Query:
    """A query from what was typed.

    Raises:
        BadPicture: the photo cannot be decoded.
        BadInput: there is no such file.
    """
    from daogou.vision.decode import decode_picture

    pixels = None
    if picture is not None:
        if not picture.is_file():
            raise BadInput(f"There is no picture {picture}.")
        pixels = decode_picture(picture.read_bytes())
    return Query(text=text, picture=pixels, like=like, language=language_of(text), k=k, sort=sort)


def language_of(text: str) -> str:
    """Chinese if any Chinese character is in it."""
    return "zh" if any(ord(c) in CJK for c in text) else "en"


def show(shop: Shop, answer: Answer, language: str) -> None:
    """Print the hits as a table, with what was understood above and the reasons beside."""
    for chip in answer.understood.chips:
        typer.echo(f"  [{chip.label}]")
    for typed, searched in answer.understood.corrections.items():
        typer.echo(f"  {typed} -> {searched}")
    for note in answer.notes:
        typer.echo(f"  {note}")
    products = {p.id: p for p in shop.products([hit.product_id for hit in answer.ranking])}
    rows: list[tuple[Any, ...]] = []
    for number, hit in enumerate(answer.ranking, start=1):
        product = products[hit.product_id]
        reasons = ", ".join(_told(hit.because))
        price = "" if product.price is None else f"{product.price:g} {product.currency}"
        rows.append((number, f"{hit.score:.3f}", product.title(language), price, reasons[:90]))
    print_table(f"{answer.total} found", ("", "score", "product", "price", "because"), rows)


def _told(reasons: Sequence[Reason]) -> Iterator[str]:
    """Reasons in few words; a word that is part of another found one says nothing more."""
    words = [reason.what for reason in reasons if reason.kind == "word"]
    for reason in reasons:
        if reason.kind == "word" and not any(reason.what in w and reason.what != w for w in words):
            yield f"“{reason.what}”"
        elif reason.kind == "attribute":
            yield reason.what
        elif reason.kind in ("looks", "meaning"):
            yield f"{reason.kind} {reason.weight:.2f}"


def _sort(name: str) -> Sort:
    match name:
        case "relevance" | "price_up" | "price_down" | "newest":
            return name
        case _:
            raise BadInput(f"No sort order {name!r}. There are: relevance, price_up, price_down, newest.")
