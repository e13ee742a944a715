"""``daogou init | import | build | rollback | export``: a shop's folder and its releases."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from daogou.surfaces.cli.output import JsonOption, bars, print_json, print_table

ShopArgument = Annotated[Path, typer.Argument(help="The shop's folder.")]
REJECTIONS_SHOWN = 20  # the rest is in the file that the line below them names


def init(
    folder: ShopArgument,
    name: Annotated[str, typer.Option(help="The shop's name.")] = "",
    feed: Annotated[str, typer.Option(help="Its product feed, relative to the folder.")] = "",
) -> None:
    """Make a folder with a commented shop.toml."""
    from daogou.assembly.intake import init_shop

    file = init_shop(folder, name=name, feed=feed)
    typer.echo(f"Wrote {file}. Next: daogou import {folder} FEED, then daogou build {folder}")


def import_feed(
    folder: ShopArgument,
    feed: Annotated[Path | None, typer.Argument(help="The feed; without one, shop.toml names it.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Delete products that the feed no longer has.")
    ] = False,
    orders: Annotated[
        Path | None, typer.Option("--orders", help="A file of orders instead of a feed: .jsonl or .csv.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read a product feed into the shop's catalogue, and its events; every refused row is reported."""
    if orders:
        _take_orders(folder, orders, as_json)
        return
    from daogou.assembly.intake import import_feed_events, import_into

    with bars() as progress:
        report = import_into(folder, feed, replace=replace, progress=progress)
        events = import_feed_events(folder, progress=progress)
    if as_json:
        print_json({**asdict(report), "events": events and asdict(events)})
        return
    typer.echo(
        f"{report.read} read: {report.new} new, {report.changed} changed, {report.unchanged} unchanged, "
        f"{report.deleted} deleted, {report.rejected} refused, {report.parts} kept in part"
    )
    if report.rejections:
        columns = ("line", "field", "value", "reason", "what to do")
        rows = [(r.line, r.field, r.value[:40], r.reason, r.suggestion) for r in report.rejections]
        print_table("Refused", columns, rows[:REJECTIONS_SHOWN])
        typer.echo(f"All of them: {report.rejections_file}")
    if events:
        refused = f"; why: {events.rejections_file}" if events.refused else ""
        typer.echo(f"Events: {events.new} new, {events.known} known, {events.refused} refused{refused}")


def _take_orders(folder: Path, file: Path, as_json: bool) -> None:
    from daogou.assembly.orders import import_orders

    report = import_orders(folder, file)
    if as_json:
        print_json(asdict(report))
        return
    why = f"; why: {report.rejections_file}" if report.refused else ""
    typer.echo(
        f"Orders: {report.taken} taken in, {report.kept} left as changed, {report.refused} refused{why}"
    )


def build(
    folder: ShopArgument,
    as_json: JsonOption = False,
) -> None:
    """Make a new release from the catalogue and publish it; unchanged parts are reused."""
    from daogou.assembly.build import build_shop
    from daogou.assembly.releases import Releases

    before = Releases(folder).current_id()
    with bars() as progress:
        release = build_shop(folder, progress=progress)
    report = release.report()
    if as_json:
        print_json({"release": release.id, "published": release.id != before, **report})
        return
    if release.id == before:
        typer.echo(f"Nothing has changed since release {release.id}.")
        return
    print_table(
        f"Release {release.id}",
        ("stage", "seconds", "peak MB", ""),
        [
            (s["name"], f"{s['seconds']:.1f}", f"{s['peak_mb']:.0f}", "reused" if s["reused"] else "")
            for s in report["stages"]
        ],
    )
    counts = report["counts"]
    typer.echo(", ".join(f"{value} {name}" for name, value in counts.items()))


def rollback(
    folder: ShopArgument,
    to: Annotated[str, typer.Option(help="A release's id; without one, the one before.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Serve an earlier release again; a running server takes it up by itself."""
    from daogou.assembly.releases import Releases

    releases = Releases(folder)
    release = releases.make_current(to or releases.previous().id)
    if as_json:
        print_json({"release": release.id, "releases": releases.ids()})
        return
    typer.echo(f"Serving {release.id}. All releases: {', '.join(releases.ids())}")


def export(
    folder: ShopArgument,
    to: Annotated[Path, typer.Option(help="File to write, one JSON product a line.")] = Path(
        "products.jsonl"
    ),
    as_json: JsonOption = False,
) -> None:
    """Write the catalogue out, to read it with anything or to import it elsewhere."""
    from daogou.assembly.intake import export_products

    with bars() as progress:
        count = export_products(folder, to, progress=progress)
    print_json({"products": count, "file": str(to)}) if as_json else typer.echo(f"{count} products: {to}")
