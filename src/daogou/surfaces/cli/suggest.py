"""``daogou graph suggest | accept | reject | contradictions``: what an owner looks after."""

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from daogou.assembly.shop import Shop
from daogou.core.triple import Triple
from daogou.graph.link_prediction import Proposal
from daogou.graph.rules.contradictions import Contradiction
from daogou.surfaces.cli.graph import LanguageOption, named
from daogou.surfaces.cli.opening import opened
from daogou.surfaces.cli.output import JsonOption, print_json, print_table
from daogou.surfaces.cli.shop import ShopArgument
from daogou.surfaces.graph.naming import check_relations, named_entity
from daogou.surfaces.graph.words import Words, ids_in

HeadArgument = Annotated[str, typer.Argument(help="What the fact is about: an id or a name.")]
RelationArgument = Annotated[str, typer.Argument(help="For example made_of.")]
TailArgument = Annotated[str, typer.Argument(help="An id or a name.")]


def suggest(
    context: typer.Context,
    folder: ShopArgument,
    product: Annotated[str, typer.Option(help="Of this product only; its id.")] = "",
    relation: Annotated[str, typer.Option(help="Of this relation only.")] = "",
    limit: Annotated[int, typer.Option(help="How many.", min=1)] = 20,
    language: LanguageOption = "en",
    as_json: JsonOption = False,
) -> None:
    """Facts that nobody states and that are probably true, with their chance and reasons."""
    shop = opened(context, folder)
    if product:
        shop.product(product)
    if relation:
        check_relations(
            shop.graph().counts(), [relation]
        )  # one that is misspelt is an error, not one without suggestions
    found = [one for one in shop.suggestions(product) if relation in ("", one.relation)]
    words = Words(language, named(shop.graph(), ids_in(found[:limit])))
    if as_json:
        print_json([_suggestion(one, words) for one in found[:limit]])
        return
    rows = [(f"{one.confidence:.2f}", words.fact(*one.fact), _because(one, words)) for one in found[:limit]]
    print_table(f"{len(found)} suggestions", ("chance", "fact", "because"), rows)
    if found:
        typer.echo(
            f"Say what is true: daogou graph accept {shlex.join((str(folder), *found[0].fact))}, or reject"
        )


def accept(
    context: typer.Context,
    folder: ShopArgument,
    head: HeadArgument,
    relation: RelationArgument,
    tail: TailArgument,
    as_json: JsonOption = False,
) -> None:
    """A fact is true: the next build states it, and it is not suggested again."""
    told = _decided(opened(context, folder), head, relation, tail, accepted=True)
    _tell(told, folder, as_json)


def reject(
    context: typer.Context,
    folder: ShopArgument,
    head: HeadArgument,
    relation: RelationArgument,
    tail: TailArgument,
    as_json: JsonOption = False,
) -> None:
    """A fact is not true: the next build leaves it out, and it is not suggested again."""
    told = _decided(opened(context, folder), head, relation, tail, accepted=False)
    _tell(told, folder, as_json)


def contradictions(
    context: typer.Context,
    folder: ShopArgument,
    limit: Annotated[int, typer.Option(help="How many.", min=1)] = 50,
    language: LanguageOption = "en",
    as_json: JsonOption = False,
) -> None:
    """Where sources disagree: the text says cotton, the picture leather."""
    shop = opened(context, folder)
    found = shop.contradictions()
    if as_json:
        print_json([asdict(one) for one in found[:limit]])
        return
    shown = found[:limit]
    words = Words(language, named(shop.graph(), _ends(shown)))
    rows = [
        (words.name(one.head), words.relation(one.relation), _side(one.one, words), _side(one.other, words))
        for one in shown
    ]
    print_table(f"{len(found)} contradictions", ("what", "relation", "one says", "another says"), rows)


def _decided(shop: Shop, head: str, relation: str, tail: str, *, accepted: bool) -> dict[str, Any]:
    ends = [named_entity(shop.graph(), name) for name in (head, tail)]
    first, last = (one.id for one in ends)
    shop.decide(first, relation, last, accepted=accepted)
    sentence = Words("en", {one.id: one for one in ends}).fact(first, relation, last)
    return {"head": first, "relation": relation, "tail": last, "accepted": accepted, "sentence": sentence}


def _tell(decided: dict[str, Any], folder: Path, as_json: bool) -> None:
    if as_json:
        print_json(decided)
        return
    said = "Accepted" if decided["accepted"] else "Rejected"
    typer.echo(f"{said}: {decided['sentence']}. Next: daogou build {folder}")


def _suggestion(proposal: Proposal, words: Words) -> dict[str, Any]:
    return {**asdict(proposal), "sentence": words.fact(*proposal.fact), "told": list(words.because(proposal))}


def _because(proposal: Proposal, words: Words) -> str:
    return "\n".join(words.because(proposal))


def _ends(found: Iterable[Contradiction]) -> list[str]:
    return [end for one in found for end in (one.head, one.one[0].tail, one.other[0].tail)]


def _side(said: Sequence[Triple], words: Words) -> str:
    who = ", ".join(f"{one.source} {one.confidence:.2f}" for one in said)
    return f"{words.name(said[0].tail)} ({who})"
