"""Several rankings in, one out: one file per method."""

from collections.abc import Mapping
from typing import Protocol

from daogou.core.ranking import Ranking
from daogou.core.roles import Role


class Fusion(Protocol):
    """Merges rankings; every hit of the answer keeps its reasons, plus one of kind ``ranking`` per list
    (``what`` = the list's name, ``weight`` = what it gave)."""

    def __call__(self, rankings: Mapping[str, Ranking]) -> Ranking:
        """Merge named rankings, each best first; ties by product id."""
        ...


ROLE: Role[Fusion] = Role(__name__)
