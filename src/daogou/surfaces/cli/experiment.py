"""``daogou experiment``: what shoppers click, and which recommender they like better."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from daogou.surfaces.cli.opening import opened
from daogou.surfaces.cli.output import JsonOption, print_json, print_table
from daogou.surfaces.cli.shop import ShopArgument

if TYPE_CHECKING:  # numpy and a database's library would make every command slow to start
    from daogou.evaluation.experiments.rates import Rate
    from daogou.evaluation.experiments.seen import Seen
    from daogou.evaluation.experiments.standing import Plan, Standing
    from daogou.evaluation.metrics.bootstrap import Interval

_VERDICTS = {
    "mismatch": "The arms are not of the sizes they should be: something is broken, believe nothing. "
    "Does one of the recommenders often find nothing?",
    "collecting": "Too few shoppers so far to say anything.",
    "running": "Not decided yet: go on.",
    "own": "It may be stopped: the shop's own recommender is liked better.",
    "other": "It may be stopped: the other recommender is liked better.",
    "undecided": "It may be stopped: as many shoppers as planned, and no clear difference.",
}


def experiment(
    context: typer.Context,
    folder: ShopArgument,
    what: Annotated[
        Literal["status", "plan"],
        typer.Argument(help="status: what was seen so far; plan: how many shoppers a test would need."),
    ] = "status",
    as_json: JsonOption = False,
) -> None:
    """Rates of clicks per shelf and recommender, and how the running experiment stands."""
    from daogou.evaluation.experiments.seen import planned, seen
    from daogou.shoppers.times import now

    shop = opened(context, folder)
    if what == "plan":
        plan = planned(shop.shoppers(), now())
        print_json(asdict(plan)) if as_json else _show_plan(plan)
        return
    found = seen(shop.shoppers(), shop.settings.recommend.experiment, now())
    print_json(found.as_dict()) if as_json else _show(found)


def _show(found: "Seen") -> None:
    if not found.rates:
        typer.echo(f"Nothing was shown to a known shopper in the last {found.period_days} days.")
    else:
        columns = ("shelf", "recommender", "arm", "shoppers", "clicked of", "rate, 95 %")
        print_table(
            f"clicks, the last {found.period_days} days", columns, [_cells(one) for one in found.rates]
        )
    if found.standing is None:
        typer.echo("No experiment is set: see recommend.experiment in shop.toml.")
    else:
        _show_standing(found.standing)


def _cells(rate: "Rate") -> tuple[object, ...]:
    said = f"{rate.rate.mean:.1%}\n{rate.rate.low:.1%}–{rate.rate.high:.1%}"
    return (*rate.group, rate.shoppers, f"{rate.clicked} of\n{rate.shown}", said)


def _show_standing(stands: "Standing") -> None:
    began = f"since {stands.began:%Y-%m-%d}" if stands.began else "nobody has seen it yet"
    typer.echo(f"Experiment {stands.name} ({stands.kind}), {began}.")
    now = stands.now
    if stands.kind == "ab":
        typer.echo(f"Own: {now.own[1]} of {now.own[0]} shoppers clicked within a day.")
        typer.echo(f"Other: {now.other[1]} of {now.other[0]}.")
    else:
        typer.echo(f"Of {now.shoppers} shoppers {now.own[1]} clicked more of the own's products,")
        typer.echo(f"{now.other[1]} more of the other's.")
    typer.echo(f"Other minus own: {_interval(now.difference)}, valid however often you look; p {now.p:.3f}.")
    typer.echo(f"Sizes of the arms: p {stands.sample_ratio_p:.3f}. Not over yet: {stands.open} shoppers.")
    if stands.missing is not None and not stands.may_stop:
        typer.echo(f"To find a lift of {stands.lift:.0%}: about {stands.missing} more shoppers.")
    typer.echo(_VERDICTS[stands.verdict])


def _interval(value: "Interval") -> str:
    return f"{value.mean:+.4f} ({value.low:+.4f} … {value.high:+.4f})"


def _show_plan(plan: "Plan") -> None:
    typer.echo(
        f"In {plan.period_days:.0f} days {plan.shoppers} shoppers saw “for you”; "
        f"{plan.clicked} clicked on it within a day."
    )
    if not plan.needs:
        typer.echo("Too little was seen to plan with.")
        return
    rows = [(f"{one.lift:.0%}", one.one_look, one.daily_looks, f"{one.days:,.0f}") for one in plan.needs]
    columns = ("lift", "looked at once, in the end", "looked at daily, at most", "days of that")
    print_table("shoppers in both arms, to find it 4 times of 5", columns, rows)
