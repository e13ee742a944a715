"""``daogou annotate | ask``: what a picture shows, and questions about it."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from daogou.core.errors import BadInput
from daogou.core.ranking import Reason
from daogou.graph.annotation.labels import Annotation, Label, Region
from daogou.graph.vocabulary import vocabulary
from daogou.language.relations.vocabulary import relation_of
from daogou.surfaces.cli.graph import LanguageOption, named
from daogou.surfaces.cli.opening import opened
from daogou.surfaces.cli.output import JsonOption, print_json, print_table
from daogou.surfaces.cli.search import language_of
from daogou.surfaces.cli.shop import ShopArgument
from daogou.surfaces.graph.words import Words

PictureArgument = Annotated[Path, typer.Argument(help="A photo: JPEG, PNG or WebP.")]
_NEAREST_SHOWN = 5


def annotate(
    context: typer.Context,
    folder: ShopArgument,
    picture: PictureArgument,
    language: LanguageOption = "en",
    as_json: JsonOption = False,
) -> None:
    """What a picture shows, as labels of the shop's graph, with how sure and why."""
    pixels = read_picture(picture)
    shop = opened(context, folder)
    found = shop.annotate(pixels)
    if as_json:
        print_json(_as_json(found))
        return
    words = Words(language, named(shop.graph(), (label.entity for label in found.labels)))
    print_table(_where(found.region), ("", "label", "sure", "or else", "because"), _rows(found, words))
    alike = [(f"{likeness:.2f}", product_id) for product_id, likeness in found.nearest[:_NEAREST_SHOWN]]
    titles = {p.id: p.title(language) for p in shop.products([product_id for _, product_id in alike])}
    print_table("Looks like", ("", "product", ""), [(*pair, titles.get(pair[1], "")) for pair in alike])


def ask(
    context: typer.Context,
    folder: ShopArgument,
    picture: PictureArgument,
    question: Annotated[str, typer.Argument(help="In Chinese or English: What is it made of?")],
    as_json: JsonOption = False,
) -> None:
    """The answer to a question about a picture, or why there is none."""
    pixels = read_picture(picture)
    reply = opened(context, folder).ask(pixels, question, "zh" if language_of(question) == "zh" else "en")
    if as_json:
        print_json(asdict(reply))
        return
    typer.echo(reply.text)
    if reply.refused:
        typer.echo(f"({reply.refused.replace('_', ' ')})")
        return
    typer.echo(f"{_sure(reply.confidence)} sure; because of {_told(reply.because)}")


def read_picture(file: Path) -> NDArray[np.uint8]:
    """uint8 [height, width, 3] RGB.

    Raises:
        BadInput: there is no such file.
        BadPicture: it cannot be decoded.
    """
    from daogou.vision.decode import decode_picture

    if not file.is_file():
        raise BadInput(f"There is no picture {file}.")
    return decode_picture(file.read_bytes())


def _rows(found: Annotation, words: Words) -> Iterable[tuple[str, str, str, str, str]]:
    for label in found.labels:
        kind = vocabulary().label(relation_of(label.kind), words.language)
        others = ", ".join(f"{value} {chance:.2f}" for value, chance in label.others[:2])
        yield kind, _name(label, words), _sure(label.confidence), others, _told(label.because)


def _name(label: Label, words: Words) -> str:
    return words.name(label.entity) if label.entity in words.entities else label.value


def _sure(confidence: float) -> str:
    return f"{int(100 * confidence)} %"  # rounded down: nothing that was guessed is shown as certain


def _told(reasons: Iterable[Reason]) -> str:
    return ", ".join(f"{one.kind} {one.what} {one.weight:.2f}" for one in list(reasons)[:3])


def _where(region: Region) -> str:
    left, top, right, bottom = (round(100 * side) for side in region.box)
    ground = "before a plain ground" if region.is_plain else "no plain ground: the middle is looked at"
    return f"From {left}, {top} to {right}, {bottom} % of the picture; {ground}"


def _as_json(found: Annotation) -> dict[str, Any]:
    told = asdict(found)
    told["region"].pop("mask")  # thousands of pixels
    for label, own in zip(told["labels"], found.labels, strict=True):
        label["entity"] = own.entity
    return told
