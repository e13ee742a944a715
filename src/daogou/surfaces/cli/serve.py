"""``daogou serve``: the web server."""

import os
from pathlib import Path
from typing import Annotated

import typer

from daogou.core.settings import read_settings
from daogou.surfaces.cli.shop import ShopArgument


def serve(
    folder: ShopArgument,
    host: Annotated[str, typer.Option(help="Address to listen on; shop.toml has the default.")] = "",
    port: Annotated[int, typer.Option(help="Port to listen on; shop.toml has the default.")] = 0,
) -> None:
    """Serve the pages and the HTTP API until interrupted; a new release is taken up by itself."""
    run_server(folder, host, port)


def run_server(folder: Path, host: str = "", port: int = 0) -> None:
    """Serve until interrupted.

    Raises:
        NotBuilt: the shop has no release yet.
    """
    import uvicorn
    from threadpoolctl import threadpool_limits

    from daogou.assembly.releases import Releases

    settings = read_settings(folder)
    Releases(folder).current()
    host, port = host or settings.serve.host, port or settings.serve.port
    os.environ["DAOGOU_SHOP"] = str(folder.resolve())
    os.environ["DAOGOU_HOST"] = host
    threadpool_limits(1, user_api="blas")  # requests run side by side; one alone gains nothing from more
    typer.echo(f"\n{settings.shop.name}: http://{host}:{port}   (end with Ctrl-C)\n")
    uvicorn.run(
        "daogou.surfaces.server:app_from_environment",
        factory=True,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
    )
