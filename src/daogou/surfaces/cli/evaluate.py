"""``daogou evaluate``: how good the shop's recommendations are."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daogou.evaluation.split_names import SplitName
from daogou.surfaces.cli.output import JsonOption, bars, print_json, print_table
from daogou.surfaces.cli.shop import ShopArgument

if TYPE_CHECKING:  # numpy and a database's library would make every command slow to start
    from daogou.evaluation.metrics import Interval
    from daogou.evaluation.reports import Report
    from daogou.evaluation.shop_recommendations import Evaluated

SHOWN = ("ndcg", "recall", "precision", "f1", "hit_rate", "mrr")


def evaluate(
    folder: ShopArgument,
    beside: Annotated[
        list[str] | None, typer.Option(help="Another recommender to measure beside; repeat it.")
    ] = None,
    split: Annotated[
        SplitName, typer.Option(help="time: the last fifth of all acts; last: what each liked last.")
    ] = "time",
    k: Annotated[int, typer.Option("-k", help="How many are shown.", min=1, max=100)] = 10,
    seed: Annotated[int, typer.Option(help="Of teaching and of the intervals.")] = 0,
    page: Annotated[Path | None, typer.Option(help="Write a page with plots to this file.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Teach recommenders without a part of the shop's events, and ask them for it."""
    from daogou.evaluation.report_page import report_page
    from daogou.evaluation.shop_recommendations import evaluate_shop

    with bars() as progress:
        found = evaluate_shop(folder, beside or (), split=split, k=k, seed=seed, progress=progress)
    if page is not None:
        page.write_text(
            report_page(found.reports, found.differences, protocol=found.protocol), encoding="utf-8"
        )
    print_json(found.as_dict()) if as_json else _show(found, page)


def _show(found: "Evaluated", page: Path | None) -> None:
    first = found.reports[0]
    typer.echo(f"{found.protocol} {first.n_shoppers} shoppers, {first.n_products} products.")
    rows = [(report.name, *_cells(report)) for report in found.reports]
    print_table(f"at {first.k}, with 95 % intervals", ("recommender", *SHOWN, "coverage"), rows)
    for one in found.differences:
        if one.metric == "ndcg" and not one.is_clear:
            typer.echo(f"The difference in NDCG between {one.name} and {one.reference} may be chance.")
    if page is not None:
        typer.echo(f"Plots: {page}")


def _cells(report: "Report") -> list[str]:
    cells = [_interval(report.metrics[name]) for name in SHOWN]
    return [*cells, f"{report.whole['coverage']:.2f}"]


def _interval(value: "Interval") -> str:
    return f"{value.mean:.3f}\n±{(value.high - value.low) / 2:.3f}"
