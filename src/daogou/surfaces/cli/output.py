"""What a command prints: a table or lines for people, JSON for programs, a bar while it works."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar
from rich.table import Table

from daogou.core.progress import Progress

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]

console = Console(highlight=False)
log = Console(stderr=True, highlight=False)


class Bars:
    """Progress on stderr: a line with a bar for each piece of work."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._tasks: list[TaskID] = []

    def start(self, what: str, total: int | None = None) -> None:
        """Add a line."""
        self._tasks.append(self._bar.add_task(what, total=total))

    def advance(self, steps: int = 1) -> None:
        """Move the newest line's bar."""
        if self._tasks:
            self._bar.advance(self._tasks[-1], steps)

    def finish(self) -> None:
        """Fill the newest line's bar."""
        if self._tasks:
            task = self._tasks.pop()
            done = self._bar.tasks[self._bar.task_ids.index(task)].completed
            self._bar.update(task, total=max(done, 1), completed=max(done, 1))


@contextmanager
def bars() -> Iterator[Progress]:
    """Bars while the block runs."""
    columns = (
        TextColumn("{task.description:<34}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=log) as bar:
        yield Bars(bar)


def print_json(value: Any) -> None:
    """One JSON document on stdout, Chinese readable."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on stdout; cells are text, never markup."""
    table = Table(*columns, title=title or None, title_justify="left", header_style="bold")
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    console.print(table)
