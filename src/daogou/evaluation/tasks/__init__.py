"""Measured questions: one file per task, opened by ``daogou bench`` (dashes become underscores)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from daogou.core.progress import Progress
from daogou.core.roles import Role


@dataclass(frozen=True)
class Measurement:
    """``metrics``: name -> value, higher is better unless the name ends in a unit (``_ms``, ``_s``, ``_mb``).

    ``protocol`` says in one or two sentences what was done, so that a stranger can do it again; ``read``
    lists the files that were read, for the data hash.
    """

    metrics: Mapping[str, float]
    protocol: str
    read: tuple[Path, ...] = ()


class Task(Protocol):
    """One measured question."""

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Measure on the data folder (``fashion/``, ``chorus/`` … lie in it).

        Raises:
            NotFound: the data is not there; the message names the missing folder.
        """
        ...


ROLE: Role[Task] = Role(__name__)
