"""``daogou doctor``: what is wrong with a catalogue, and how to mend it."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from daogou.core.errors import BadInput
from daogou.surfaces.cli.output import JsonOption, bars, print_json, print_table
from daogou.surfaces.cli.shop import ShopArgument


def doctor(
    folder: ShopArgument,
    show: Annotated[int, typer.Option(help="How many findings to print.", min=0)] = 30,
    against: Annotated[
        Path | None, typer.Option(help="Another feed: which of its products does the shop sell already?")
    ] = None,
    pairs: Annotated[
        Path | None, typer.Option(help="With --against: a CSV file for the pairs, to be judged by you.")
    ] = None,
    judged: Annotated[
        Path | None, typer.Option(help="With --against: that file, 'same' filled with yes or no.")
    ] = None,
    least: Annotated[
        float, typer.Option(help="With --against: how sure a pair must be.", min=0.05, max=1.0)
    ] = 0.3,
    as_json: JsonOption = False,
) -> None:
    """Look for broken pictures, duplicates, contradictions, gaps and odd prices."""
    if against is not None:
        _compare(folder, against, pairs, judged, least, show, as_json)
        return
    if pairs is not None or judged is not None:
        raise BadInput(
            "--pairs and --judged belong to --against.", hint="Name the other feed: --against FEED"
        )
    from daogou.assembly.build import examine_shop

    with bars() as progress:
        findings, health = examine_shop(folder, progress=progress)
    if as_json:
        print_json({"health": health, "findings": [asdict(f) for f in findings]})
        return
    if not findings:
        typer.echo("Nothing found: the catalogue is in good health.")
        return
    print_table(
        f"Health {health['score']:g} of 100",
        ("check", "findings", "products", "score"),
        [(c["check"], c["findings"], c["products"], c["score"]) for c in health["checks"]],
    )
    print_table(
        "",
        ("", "check", "products", "what", "what to do"),
        [(f.severity, f.check, ", ".join(f.product_ids[:3]), f.what, f.fix) for f in findings[:show]],
    )
    if len(findings) > show:
        typer.echo(f"{len(findings) - show} more: --show {len(findings)}, or --json")


def _compare(
    shop: Path, feed: Path, pairs: Path | None, judged: Path | None, least: float, show: int, as_json: bool
) -> None:
    from daogou.assembly.overlap import compare_feed, write_pairs

    with bars() as progress:
        compared = compare_feed(shop, feed, judged=judged, least=least, progress=progress)
    if pairs is not None:
        write_pairs(pairs, compared.overlaps)
    rows = [
        (
            one.ours.id,
            one.theirs.id,
            one.ours.title(),
            one.theirs.title(),
            round(one.probability, 3),
            one.code,
        )
        for one in compared.overlaps
    ]
    if as_json:
        keys = ("ours", "theirs", "our_title", "their_title", "probability", "code")
        found = [dict(zip(keys, row, strict=True)) for row in rows]
        counts = {"read": compared.read, "updates": compared.updates, "refused": compared.refused}
        print_json({**counts, "by_code_only": compared.by_code_only, "overlaps": found})
        return
    typer.echo(
        f"{compared.read} products in {feed.name} ({compared.refused} rows refused): {compared.updates} have "
        f"a number that the shop uses and would be updated, {len(rows)} look like products it sells already."
    )
    if compared.by_code_only:
        typer.echo("Too few products to learn from: only article codes and judgements were compared.")
    if rows:
        heads = ("ours", "theirs", "our title", "their title", "sure", "same code")
        print_table("", heads, rows[:show])
    if len(rows) > show:
        typer.echo(f"{len(rows) - show} more: --show {len(rows)}, or --pairs FILE")
    if pairs is not None:
        typer.echo(f"Write yes or no under 'same' in {pairs} and give it back with --judged.")
