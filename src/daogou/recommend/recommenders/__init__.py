"""What a shopper may like: one file per method.

A ``Method`` learns and gives a ``Recommender``, which needs no training package to be loaded and asked. A
recommender knows no shopper by name: it scores histories. So a new event counts at once, a stranger with
three views is served like anybody, and a shopper who is erased leaves nothing behind but what the next build
unlearns.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from daogou.core.progress import Progress
from daogou.core.roles import Role
from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.history import Floats, History
from daogou.recommend.lesson import Lesson


class Recommender(Protocol):
    """Fitted to a shop."""

    def scores(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, n_products], finite, higher is better; a history alone scores as it does among others.

        Products of the history are scored too: the caller decides whether to show them. Scores are
        comparable within a row only. A history that says nothing to the method gives a row of zeros.
        """
        ...

    def similar(self, product: int) -> Floats:
        """float32 [n_products]: how well each goes with that one, 0 where nothing is known, 0 for itself."""
        ...

    def explain(self, history: History, product: int) -> tuple[Evidence, ...]:
        """What the score was made of, largest first, at most ten; () where the score is 0.

        Without the acts on the product that a piece of evidence names, the score is lower.
        """
        ...

    def save(self, folder: Path) -> None:
        """Write what ``Method.load`` needs into an existing folder."""
        ...


class Method(Protocol):
    """A way to recommend, to be fitted to a shop."""

    def fit(self, lesson: Lesson, *, seed: int, progress: Progress) -> Recommender:
        """Learn. Deterministic in ``seed``. No shopper, or none who did anything, is no error."""
        ...

    def load(self, folder: Path) -> Recommender:
        """What ``Recommender.save`` wrote.

        Raises:
            NotBuilt: nothing was saved there.
        """
        ...


ROLE: Role[Method] = Role(__name__)
