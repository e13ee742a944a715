"""Command line: ``daogou VERB``; every verb is a file here that parses, calls and prints."""

import sys

from daogou.core.errors import ShopError

INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def main() -> None:
    """Run the command that the arguments name; an error is told on stderr, with a hint."""
    from daogou.surfaces.cli.app import app

    try:
        app()
    except ShopError as error:
        _tell(error)
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _tell(error: ShopError) -> None:
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    console.print(f"error: {error.message}", style="red", markup=False, soft_wrap=True)
    if error.hint:
        console.print(f"hint: {error.hint}", markup=False, soft_wrap=True)
