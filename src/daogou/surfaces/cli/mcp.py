"""``daogou mcp``: the shop's tools for programs that speak the Model Context Protocol."""

from importlib import import_module
from typing import Annotated

import typer

from daogou.surfaces.cli.shop import ShopArgument

SERVER = "daogou.surfaces.mcp.server"  # by name: surfaces do not know each other


def mcp(
    folder: ShopArgument,
    shopper: Annotated[
        str, typer.Option(help="Whose session this is, as in the events; a stranger's if empty.")
    ] = "",
    http: Annotated[
        int,
        typer.Option(
            min=0,
            max=65_535,
            help="Serve streamable HTTP on this port of 127.0.0.1; 0: standard input and output.",
        ),
    ] = 0,
) -> None:
    """Serve search, recommendations, policies and a cart as MCP tools; a client starts this by itself."""
    import_module(SERVER).serve(folder, shopper_id=shopper, http_port=http)
