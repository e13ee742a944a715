"""``daogou shoppers``: what shoppers did and allow; give it to them, and forget them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from daogou.core.errors import BadInput, NotFound
from daogou.surfaces.cli.output import JsonOption, bars, print_json, print_table
from daogou.surfaces.cli.shop import REJECTIONS_SHOWN, ShopArgument

# what reads a database is imported where it is used: the command line must start at once
IdArgument = Annotated[str, typer.Argument(metavar="SHOPPER", help="The shopper's id, as in the events.")]

app = typer.Typer(help="What shoppers did and allow; export and erase one.", no_args_is_help=True)


@app.command("import")
def import_file(
    folder: ShopArgument,
    file: Annotated[Path, typer.Argument(help="Events, one JSON object a line.")],
    as_json: JsonOption = False,
) -> None:
    """Take in a file of events, each once by its id; every refused line is reported."""
    from daogou.assembly.intake import import_events

    with bars() as progress:
        report = import_events(folder, file, progress=progress)
    show_events_report(report, as_json)


@app.command()
def events(
    context: typer.Context,
    folder: ShopArgument,
    shopper: IdArgument,
    limit: Annotated[int, typer.Option(help="How many of the last.", min=1)] = 20,
    as_json: JsonOption = False,
) -> None:
    """What a shopper did last, newest last."""
    found = _shoppers(context, folder).export(shopper)["events"][-limit:]
    if as_json:
        print_json(found)
        return
    rows = [(one["at"], one["kind"], one["product_id"], f"{one['value']:g}", one["text"]) for one in found]
    print_table(f"{len(found)} events", ("at", "kind", "product", "value", "text"), rows)


@app.command()
def consent(
    context: typer.Context,
    folder: ShopArgument,
    shopper: IdArgument,
    purpose: Annotated[str, typer.Argument(help="personalise, improve, remember or photos.")] = "",
    answer: Annotated[str, typer.Argument(help="yes or no; without it, what holds is shown.")] = "",
    by: Annotated[str, typer.Option(help="Who said so.")] = "owner",
    as_json: JsonOption = False,
) -> None:
    """What a shopper allows, with who said so when; or keep a yes or a no."""
    from daogou.shoppers.consent import checked_purpose

    shoppers = _shoppers(context, folder)
    if purpose:
        if answer not in ("yes", "no"):
            raise BadInput(f"{answer!r} is neither yes nor no.", hint="Write: improve no")
        now = datetime.now(UTC)
        shoppers.set_consent(shopper, checked_purpose(purpose), answer == "yes", now, by=by)
    allowed = shoppers.consents(shopper)
    history = shoppers.consent_history(shopper)
    if as_json:
        print_json({"consent": dict(allowed), "history": shoppers.export(shopper)["consent_history"]})
        return
    last = {word.purpose: f"{word.by}, {word.at:%Y-%m-%d %H:%M}" for word in history}
    rows = [
        (name, "yes" if yes else "no", last.get(name, "the shop's setting")) for name, yes in allowed.items()
    ]
    print_table("", ("purpose", "allowed", "by whom"), rows)


@app.command()
def export(
    context: typer.Context,
    folder: ShopArgument,
    shopper: IdArgument,
) -> None:
    """Everything that is held of a shopper, as JSON."""
    from daogou.shoppers.exporting import is_empty

    held = _shoppers(context, folder).export(shopper)
    if is_empty(held):
        raise NotFound("Nothing is held of that shopper.")
    print_json(held)


@app.command()
def erase(
    context: typer.Context,
    folder: ShopArgument,
    shopper: IdArgument,
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Delete everything that is held of a shopper; it cannot be undone."""
    if not sure:
        typer.confirm("Everything about this shopper will be deleted, for ever. Go on?", abort=True, err=True)
    erasure = _shoppers(context, folder).erase(shopper, datetime.now(UTC))
    if as_json:
        print_json({"at": erasure.at.isoformat(), "deleted": dict(erasure.deleted), "release": ""})
        return
    gone = ", ".join(f"{count} {table}" for table, count in erasure.deleted.items() if count)
    typer.echo(f"Deleted: {gone or 'nothing was there'}. Their old events will not come back.")
    typer.echo(f"Releases made before keep what was learnt from them. Next: daogou build {folder}")


@app.command()
def stats(context: typer.Context, folder: ShopArgument, as_json: JsonOption = False) -> None:
    """How many shoppers, events of each kind, yeses and noes, impressions, erasures."""
    counted = _shoppers(context, folder).stats()
    if as_json:
        print_json(counted)
        return
    rows = [row for name, value in counted.items() for row in _rows(name, value)]
    print_table("", ("what", "how many"), rows)


def show_events_report(report: Any, as_json: bool) -> None:
    """What an import of events did."""
    from dataclasses import asdict

    if as_json:
        print_json(asdict(report))
        return
    typer.echo(f"{report.new} new events, {report.known} known, {report.refused} refused")
    if report.rejections:
        columns = ("line", "field", "reason", "what to do")
        rows = [(one.line, one.field, one.reason, one.suggestion) for one in report.rejections]
        print_table("Refused", columns, rows[:REJECTIONS_SHOWN])
        typer.echo(f"All of them: {report.rejections_file}")


def _rows(name: str, value: Any) -> list[tuple[str, object]]:
    if isinstance(value, dict):
        return [(f"{name}: {part}", count) for part, count in value.items()]
    return [(name.replace("_", " "), value)]


def _shoppers(context: typer.Context, folder: Path) -> Any:
    """Of that shop; it need have no release yet."""
    if context.obj:  # whoever runs the app brings the shops
        return context.obj(folder).shoppers()
    from daogou.core.settings import read_settings
    from daogou.shoppers.shoppers import open_shoppers

    return open_shoppers(folder, read_settings(folder).shoppers)
