"""How true a statement looks from numbers: one file per scoring function.

All of them learn by the same loop (``graph.embedding_training``) and serve by the same class
(``graph.embedding.Embedding``). What differs is how an entity and a relation become a *query*, a vector that
is compared with every entity at once: by a matrix product, also where the comparison is a distance,
because |q - e|^2 = |q|^2 + |e|^2 - 2 q.e.
"""

from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.roles import Role
from daogou.graph.complex_rows import Rows

Similarity = Literal["dot", "distance", "squared_distance"]
"""How a query q is compared with an entity e: q.e, -|q - e|, or -|q - e|^2; higher is truer."""


class ScoringFunction(Protocol):
    """From an entity and a relation to a query, in either direction.

    For any head, relation and tail, comparing ``ask_tail(head, relation)`` with the tail gives the same
    score as comparing ``ask_head(relation, tail)`` with the head.
    """

    @property
    def entity_width(self) -> int:
        """Numbers per entity; a complex component takes two, all real parts first."""
        ...

    @property
    def relation_width(self) -> int:
        """Numbers per relation."""
        ...

    @property
    def similarity(self) -> Similarity:
        """How queries are compared with entities."""
        ...

    def ask_tail(self, head: Rows, relation: Rows) -> Rows:
        """head --relation--> ?; rows [n, entity_width] and [n, relation_width] -> [n, entity_width]."""
        ...

    def ask_head(self, relation: Rows, tail: Rows) -> Rows:
        """? --relation--> tail; rows [n, relation_width] and [n, entity_width] -> [n, entity_width]."""
        ...

    def squared_sizes(self, rows: Rows) -> Rows:
        """The squared size of every component of an entity's or relation's rows, for regularisation."""
        ...

    def start(
        self, random: np.random.Generator, entities: int, relations: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Where learning begins: rows of the entities and of the relations."""
        ...


ROLE: Role[ScoringFunction] = Role(__name__)
