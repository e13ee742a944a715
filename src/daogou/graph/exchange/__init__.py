"""The graph in the formats of other programs, one file each; what was written can be read back whole."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from daogou.core.entity import Entity
from daogou.core.errors import BadInput
from daogou.core.roles import Role
from daogou.core.triple import Triple

__all__ = ["ROLE", "BadGraphFile", "Format"]


class BadGraphFile(BadInput):
    """A file is no graph of that format; the message says where it stops being one."""

    code = "bad_graph_file"


class Format(Protocol):
    """One format."""

    def write(self, target: Path, entities: Iterable[Entity], triples: Iterable[Triple]) -> tuple[Path, ...]:
        """Write a graph; the files that were made. ``triples`` come sorted by fact, as stores give them."""
        ...

    def read(self, source: Path) -> tuple[list[Entity], list[Triple]]:
        """What ``write`` wrote to that target.

        Raises:
            BadGraphFile: see there.
        """
        ...


ROLE: Role[Format] = Role(__name__)
