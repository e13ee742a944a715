"""TransE: minus the distance from h + r to t (Bordes et al. 2013)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.graph.complex_rows import Rows
from daogou.graph.embeddings import ScoringFunction, Similarity
from daogou.graph.starting import glorot


@dataclass(frozen=True)
class Options:
    """``dim``: components; ``squared``: the Euclidean distance's square instead of itself."""

    dim: int = 128
    squared: bool = False


class TransE:
    """See the module."""

    def __init__(self, options: Options) -> None:
        self.entity_width = self.relation_width = options.dim
        self.similarity: Similarity = "squared_distance" if options.squared else "distance"

    def ask_tail(self, head: Rows, relation: Rows) -> Rows:
        """See the contract."""
        return head + relation

    def ask_head(self, relation: Rows, tail: Rows) -> Rows:
        """See the contract."""
        return tail - relation

    def squared_sizes(self, rows: Rows) -> Rows:
        """See the contract."""
        return rows * rows

    def start(
        self, random: np.random.Generator, entities: int, relations: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """See the contract."""
        width = self.entity_width
        return glorot(random, (entities, width)), glorot(random, (relations, width))


def build(options: Options) -> ScoringFunction:
    """The scoring function."""
    return TransE(options)
