"""``daogou bench``: measure again what is claimed."""

from pathlib import Path
from typing import Annotated

import typer

from daogou.evaluation.bench import run_task, task_names, task_options
from daogou.surfaces.cli.output import JsonOption, bars, print_json, print_table


def bench(
    task: Annotated[str, typer.Argument(help="Which question; without one, list them.")] = "",
    data: Annotated[Path, typer.Option(help="Folder of the data sets.")] = Path("../shared/data"),
    seed: Annotated[int, typer.Option(help="Same seed, same figures.")] = 0,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="An option of the task; repeatable."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Run a benchmark and print its figures, protocol and the hash of its data."""
    if not task:
        print_json(task_names()) if as_json else typer.echo("\n".join(task_names()))
        return
    options = task_options(settings or ())
    with bars() as progress:
        result = run_task(task, data, seed=seed, options=options, progress=progress)
    if as_json:
        print_json(result.as_dict())
        return
    print_table(task, ("metric", "value"), [(k, f"{v:g}") for k, v in result.metrics.items()])
    said = "".join(f"{key} = {value!r}, " for key, value in options.items())
    typer.echo(f"{result.protocol}\n{said}seed {seed}, {result.seconds:g} s, {result.peak_mb:g} MB at most")
    typer.echo(f"data sha256 {result.data_sha256}")
