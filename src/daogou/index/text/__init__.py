"""Find by words: one file per index."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import Role
from daogou.index import Found


class TextIndex(Protocol):
    """Ranks rows by the words they share with a query (BM25)."""

    def search(
        self,
        tokens: Sequence[str],
        k: int,
        *,
        boosts: Mapping[str, float] | None = None,
        allowed: NDArray[np.bool_] | None = None,
    ) -> Found:
        """The k best rows with at least one of the tokens; ``boosts`` weigh fields; the filter is exact."""
        ...


class TextIndexer(Protocol):
    """Makes and opens an index in a folder."""

    def build(self, folder: Path, rows: Iterable[Mapping[str, Sequence[str]]]) -> TextIndex:
        """Write an index; each row maps a field's name to its tokens (cut and stemmed by ``language``)."""
        ...

    def open(self, folder: Path) -> TextIndex:
        """What ``build`` wrote."""
        ...


ROLE: Role[TextIndexer] = Role(__name__)
