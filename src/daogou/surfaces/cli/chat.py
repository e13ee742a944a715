"""``daogou chat``: talk to a shop's guide in the terminal."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer
from rich.markup import escape

from daogou.core.errors import ShopError
from daogou.core.product import Language
from daogou.guide.answer import Answer
from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.surfaces.cli.opening import opened
from daogou.surfaces.cli.output import JsonOption, console, log, print_json, print_table
from daogou.surfaces.cli.shop import ShopArgument

if TYPE_CHECKING:
    from daogou.guide.turn import Guide

_HELP = (
    "Type what you want. /why tells what the last answer rests on, /photo FILE shows a picture, /bye ends."
)
_END = ("/bye", "/quit", "/exit")


def chat(
    context: typer.Context,
    folder: ShopArgument,
    say: Annotated[
        list[str] | None, typer.Option(help="Say this instead of asking for it; may be given several times.")
    ] = None,
    shopper: Annotated[str, typer.Option(help="The id of a shopper, as in the events.")] = "",
    language: Annotated[Language, typer.Option(help="Where words do not tell.")] = "en",
    as_json: JsonOption = False,
) -> None:
    """Talk to the guide: find, compare, ask, order, return. Lines from a pipe are taken as messages."""
    guide = opened(context, folder).guide()
    somebody = shopper or f"terminal-{uuid4().hex}"  # a cart needs an owner
    memory = Memory(language=language, shopper_id=somebody)
    for line in _lines(say or []):
        if line == "/why":
            _show_evidence(memory)
            continue
        try:
            step = guide.take(_message(line, language), memory)
        except ShopError as error:  # a photo that cannot be read ends no conversation
            log.print(f"[red]{escape(error.message)}[/red] {escape(error.hint)}")
            continue
        memory = step.memory
        print_json(asdict(step.answer)) if as_json else _show(step.answer, guide)


def _lines(said: Sequence[str]) -> Iterator[str]:
    """What is said, one message at a time, without empty ones."""
    if said:
        yield from said
        return
    if sys.stdin.isatty():
        log.print(f"[dim]{_HELP}[/dim]")
    while True:
        try:
            line = console.input("[bold cyan]> [/bold cyan]" if sys.stdin.isatty() else "").strip()
        except (EOFError, KeyboardInterrupt):
            return
        if line in _END:
            return
        if line:
            yield line


def _message(line: str, language: Language) -> Message:
    """The words, or the photo that ``/photo FILE words`` names with what is said of it."""
    if not line.startswith("/photo "):
        return Message(line, page=language)
    from daogou.vision.decode import decode_picture

    name, _, words = line.removeprefix("/photo ").strip().partition(" ")
    return Message(words, decode_picture(Path(name).read_bytes()), page=language)


def _show(answer: Answer, guide: "Guide") -> None:
    console.print(escape(answer.text))
    products = guide.floor.shop.products(answer.cards)
    for number, product in enumerate(products, 1):
        price = f"{product.price:g} {product.currency}" if product.price is not None else ""
        beside = "  ".join(filter(None, [price, answer.lacking.get(product.id, "")]))
        console.print(f"  {number}. {escape(product.title(answer.language))}  [dim]{escape(beside)}[/dim]")
    if answer.table:
        print_table("", answer.table.columns, answer.table.rows)
    if answer.suggestions:
        console.print("  [dim]" + escape("  ·  ".join(answer.suggestions)) + "[/dim]")


def _show_evidence(memory: Memory) -> None:
    rows = [(one.kind, one.source, one.text) for one in memory.rested_on]
    if rows:
        print_table("", ("kind", "source", "what it says"), rows)
    else:
        log.print("The last answers rest on nothing of the shop.")
