"""RotatE: minus the distance from h, each complex component turned by r, to t (Sun et al. 2019).

The paper adds up the components' distances; here, as in PyKEEN, it is the Euclidean distance of the whole
vectors, because that one takes a matrix product.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.graph.complex_rows import Rows, squared_moduli, times, times_conjugate, turns
from daogou.graph.embeddings import ScoringFunction, Similarity
from daogou.graph.starting import glorot


@dataclass(frozen=True)
class Options:
    """``dim``: complex components; ``squared``: the Euclidean distance's square instead of itself."""

    dim: int = 128
    squared: bool = False


class RotatE:
    """See the module. A relation is one angle per component, in radians."""

    def __init__(self, options: Options) -> None:
        self.entity_width, self.relation_width = 2 * options.dim, options.dim
        self.similarity: Similarity = "squared_distance" if options.squared else "distance"

    def ask_tail(self, head: Rows, relation: Rows) -> Rows:
        """See the contract."""
        return times(head, turns(relation))

    def ask_head(self, relation: Rows, tail: Rows) -> Rows:
        """See the contract: turning back keeps distances."""
        return times_conjugate(tail, turns(relation))

    def squared_sizes(self, rows: Rows) -> Rows:
        """See the contract. A relation's angles have no size of their own: any turn costs the same."""
        return squared_moduli(rows) if rows.shape[-1] == self.entity_width else rows * 0

    def start(
        self, random: np.random.Generator, entities: int, relations: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """See the contract."""
        angles = random.uniform(-math.pi, math.pi, (relations, self.relation_width))
        return glorot(random, (entities, self.entity_width)), angles.astype(np.float32)


def build(options: Options) -> ScoringFunction:
    """The scoring function."""
    return RotatE(options)
