"""How a list of good products becomes a varied one: one file per method."""

from typing import Protocol

from daogou.core.roles import Role
from daogou.features.rows import Vectors
from daogou.recommend.history import Floats, Ints


class Diversifier(Protocol):
    """Chooses among candidates by how good each is and how unlike each other."""

    def choose(self, scores: Floats, vectors: Vectors, k: int, share: float) -> Ints:
        """int64 [min(k, n)]: places of the chosen, in the order to show them; none twice.

        ``scores`` float32 [n], higher is better, on any scale; ``vectors`` float32 [n, dim] unit rows, a
        row of zeros is like nothing; ``share`` in 0..1: how much variety counts. 0 gives the best by score,
        equal ones by place. The first is the best by score, whatever the share.
        """
        ...


ROLE: Role[Diversifier] = Role(__name__)
