"""The verbs and their order in ``daogou --help``."""

from typing import Annotated

import typer

from daogou import __version__
from daogou.surfaces.cli import (
    bench,
    chat,
    demo,
    doctor,
    evaluate,
    experiment,
    fitting,
    graph,
    guide,
    mcp,
    models,
    picture,
    recommend,
    search,
    serve,
    shop,
    shoppers,
    styling,
    suggest,
)

app = typer.Typer(
    name="daogou",
    help="A shopping guide that a shop hosts itself. 商店自己托管的导购。",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)

graph_app = typer.Typer(
    help="What is known of the products, and how they hang together.", no_args_is_help=True
)
app.command("demo")(demo.demo)
app.command("init")(shop.init)
app.command("import")(shop.import_feed)
app.command("doctor")(doctor.doctor)
app.command("build")(shop.build)
app.command("serve")(serve.serve)
app.command("search")(search.search)
app.command("recommend")(recommend.recommend)
app.command("chat")(chat.chat)
app.command("mcp")(mcp.mcp)
app.command("evaluate")(evaluate.evaluate)
app.command("experiment")(experiment.experiment)
app.command("annotate")(picture.annotate)
app.command("ask")(picture.ask)
app.command("try-on")(fitting.try_on)
app.command("size")(styling.size)
app.command("outfit")(styling.outfit)
app.command("segment")(fitting.segment)
app.command("generate")(fitting.generate)
app.command("rollback")(shop.rollback)
app.command("export")(shop.export)
app.command("bench")(bench.bench)
app.add_typer(graph_app, name="graph")
app.add_typer(guide.app, name="guide")
app.add_typer(models.app, name="models")
app.add_typer(shoppers.app, name="shoppers")

graph_app.command("stats")(graph.stats)
graph_app.command("find")(graph.find)
graph_app.command("show")(graph.show)
graph_app.command("query")(graph.query)
graph_app.command("path")(graph.path)
graph_app.command("export")(graph.export)
graph_app.command("suggest")(suggest.suggest)
graph_app.command("accept")(suggest.accept)
graph_app.command("reject")(suggest.reject)
graph_app.command("contradictions")(suggest.contradictions)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"daogou {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of every verb."""
