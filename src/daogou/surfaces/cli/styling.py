"""``daogou size | outfit``: which size to take, and what goes with what."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from daogou.core.errors import BadInput
from daogou.surfaces.cli.graph import LanguageOption
from daogou.surfaces.cli.opening import opened
from daogou.surfaces.cli.output import JsonOption, print_json, print_table
from daogou.surfaces.cli.picture import read_picture
from daogou.surfaces.cli.shop import ShopArgument

MeasureOption = Annotated[
    list[str] | None, typer.Option("--measure", help="height=165, bust=88, waist, hip, weight … in cm, kg.")
]


def size(
    context: typer.Context,
    folder: ShopArgument,
    product: Annotated[str, typer.Argument(help="Its id.")],
    measure: MeasureOption = None,
    audience: Annotated[
        Literal["", "women", "men", "kids"], typer.Option(help="Whose table fills in the rest.")
    ] = "",
    ease: Annotated[
        Literal["as_designed", "tight", "regular", "loose"], typer.Option(help="How it should sit.")
    ] = "as_designed",
    photo: Annotated[Path | None, typer.Option(help="A photo of the whole person; needs height.")] = None,
    had: Annotated[
        list[str] | None, typer.Option(help="A size of it worn before: M=small, L=right, XL=large.")
    ] = None,
    language: LanguageOption = "en",
    as_json: JsonOption = False,
) -> None:
    """Which size to take: the chance that each is too small, right or too large, and why."""
    from daogou.fit.body.measures import body_of
    from daogou.fit.sizes.garments import Purchase

    shop = opened(context, folder)
    stylist, item = shop.stylist(), shop.product(product)
    body = body_of({name: _number(value) for name, value in _pairs(measure, "height=165")}, audience)
    if photo is not None:
        if not body.knows("height"):
            raise BadInput("A photo tells sizes only beside a height.", hint="Add --measure height=165")
        person = shop.fitting_room().person(read_picture(photo))
        body = stylist.measured(person, body.measures["height"].value, audience).body.merged(body)
    garment = stylist.garment(item)
    history = [Purchase(label, _verdict(said), garment) for label, said in _pairs(had, "M=small")]
    advice = stylist.size(item, body, history, ease)
    reasons = [reason.text(language) for reason in advice.reasons]
    chances = [(one.size, one.small, one.right, one.large) for one in advice.sizes]
    if as_json:
        keys = ("size", "small", "right", "large")
        sizes = [dict(zip(keys, row, strict=True)) for row in chances]
        print_json({"best": advice.best, "near": advice.near, "sizes": sizes, "reasons": reasons})
        return
    rows = [(label, *(f"{share:.0%}" for share in row)) for label, *row in chances]
    print_table(f"{item.title(language)}: {advice.best}", ("size", "too small", "right", "too large"), rows)
    for reason in reasons:
        typer.echo(f"  {reason}")


def outfit(
    context: typer.Context,
    folder: ShopArgument,
    anchors: Annotated[list[str] | None, typer.Argument(help='Product ids or words: "blue jeans".')] = None,
    owned: Annotated[list[str] | None, typer.Option(help="What else there is in the wardrobe.")] = None,
    occasion: Annotated[str, typer.Option(help="office, party, 约会 …")] = "",
    season: Annotated[str, typer.Option(help="summer, 冬 …")] = "",
    audience: Annotated[str, typer.Option(help="women, men, kids …")] = "",
    budget: Annotated[float | None, typer.Option(help="For all that is new.", min=0)] = None,
    k: Annotated[int, typer.Option(help="How many outfits.", min=1, max=10)] = 3,
    language: LanguageOption = "en",
    as_json: JsonOption = False,
) -> None:
    """Complete a look: what goes with a product, a described piece, or a wardrobe."""
    shop = opened(context, folder)
    found = shop.stylist().outfits(
        anchors or [],
        owned=owned or [],
        occasion=occasion,
        season=season,
        audience=audience,
        budget=budget,
        k=k,
    )
    told = [
        {
            "score": round(one.score, 4),
            "price": one.price,
            "missing": list(one.missing),
            "pieces": [
                {
                    "slot": chosen.slot,
                    "product": chosen.piece.id,
                    "title": chosen.piece.title(language),
                    "price": chosen.piece.price,
                    "is_new": chosen.is_new,
                    "reasons": [reason.text(language, shop.concepts) for reason in chosen.reasons],
                }
                for chosen in one.pieces
            ],
        }
        for one in found
    ]
    if as_json:
        print_json(told)
        return
    if not found:
        typer.echo("Nothing goes with that under these conditions.")
    for number, one in enumerate(found, 1):
        price = "" if one.price is None else f", {one.price:g} {one.currency}"
        rows = [
            (
                c.slot,
                c.piece.id,
                c.piece.title(language),
                "; ".join(r.text(language, shop.concepts) for r in c.reasons),
            )
            for c in one.pieces
        ]
        print_table(f"{number}. {one.score:.2f}{price}", ("", "product", "", "because"), rows)


def _pairs(given: list[str] | None, example: str) -> list[tuple[str, str]]:
    pairs = []
    for one in given or []:
        name, sign, value = one.partition("=")
        if not sign or not name or not value:
            raise BadInput(f"{one!r} is not of the form name=value.", hint=f"For example {example}.")
        pairs.append((name.strip(), value.strip()))
    return pairs


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise BadInput(f"{text!r} is no number.", hint="Write centimetres, such as 88 or 88.5.") from error


def _verdict(text: str) -> Literal["small", "right", "large"]:
    for known in ("small", "right", "large"):
        if text == known:
            return known
    raise BadInput(f"{text!r} is no verdict.", hint="It is small, right or large.")
