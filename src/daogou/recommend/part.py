"""What a recommender made of others asks of them: the contract of the role ``recommenders``.

Written out again: the role's backends import the files around them, and nothing may import in circles.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.history import Floats, History


class Part(Protocol):
    """See ``Recommender``."""

    def scores(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, n_products]."""
        ...

    def similar(self, product: int) -> Floats:
        """float32 [n_products]."""
        ...

    def explain(self, history: History, product: int) -> tuple[Evidence, ...]:
        """Largest first."""
        ...

    def save(self, folder: Path) -> None:
        """Into an existing folder."""
        ...
