"""How long work says how far it is, without knowing who shows it."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Something that shows how far a piece of work is: a bar, a log, or nothing."""

    def start(self, what: str, total: int | None = None) -> None:
        """A new piece of work begins; ``total`` steps, None if unknown."""
        ...

    def advance(self, steps: int = 1) -> None:
        """So many steps are done."""
        ...

    def finish(self) -> None:
        """The piece of work is over."""
        ...


class Silent:
    """Shows nothing."""

    def start(self, what: str, total: int | None = None) -> None:
        """Ignore."""

    def advance(self, steps: int = 1) -> None:
        """Ignore."""

    def finish(self) -> None:
        """Ignore."""


SILENT: Progress = Silent()


def tracked(items: Iterable[T], progress: Progress, what: str, total: int | None = None) -> Iterator[T]:
    """The items, each counted when it is done with."""
    progress.start(what, total)
    try:
        for item in items:
            yield item
            progress.advance()
    finally:
        progress.finish()
