"""The shop that a command is about, opened."""

from collections.abc import Callable
from pathlib import Path

import typer

from daogou.assembly.shop import Shop

Opener = Callable[[Path], Shop]


def opened(context: typer.Context, folder: Path) -> Shop:
    """The published release of the shop in that folder; whoever runs the app may bring another opener.

    Raises:
        NotFound: it is no shop.
        NotBuilt: it has no release.
    """
    from daogou.assembly.open import open_shop

    opener: Opener = context.obj or open_shop
    return opener(folder)
