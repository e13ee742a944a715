"""Product feed in, products out: one file per format."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from daogou.core.product import Product
from daogou.core.rejection import Rejection
from daogou.core.roles import Role


class Feed(Protocol):
    """Reads one format."""

    suffixes: tuple[str, ...]  # file endings that may be this format, lower case: (".csv",)

    def recognises(self, path: Path) -> bool:
        """Whether the beginning of the file looks like this format; reads at most 64 KiB."""
        ...

    def read(self, path: Path) -> Iterator[Product | Rejection]:
        """Products in the feed's order, and in between what was refused; streams, never loads all.

        Raises:
            BadFeed: nothing of the file can be read.
        """
        ...


ROLE: Role[Feed] = Role(__name__)
