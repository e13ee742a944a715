"""Several lists of rows in, one out: one file per method."""

from collections.abc import Mapping
from typing import Protocol

from daogou.core.roles import Role
from daogou.index import Found
from daogou.search.lists import Fused


class Fusion(Protocol):
    """Merges lists."""

    def __call__(self, lists: Mapping[str, Found]) -> Fused:
        """Merge named lists, each best first; their order does not matter. No lists give no rows."""
        ...


__all__ = ["ROLE", "Fused", "Fusion"]

ROLE: Role[Fusion] = Role(__name__)
