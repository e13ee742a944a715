"""``daogou doctor``: what is wrong with a catalogue, and how to mend it."""

from dataclasses import asdict
from typing import Annotated

import typer

from daogou.surfaces.cli.output import JsonOption, bars, print_json, print_table
from daogou.surfaces.cli.shop import ShopArgument


def doctor(
    folder: ShopArgument,
    show: Annotated[int, typer.Option(help="How many findings to print.", min=0)] = 30,
    as_json: JsonOption = False,
) -> None:
    """Look for broken pictures, duplicates, contradictions, gaps and odd prices."""
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
