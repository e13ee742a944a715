"""DistMult: sum of h r t (Yang et al. 2015); cannot tell a relation from its inverse."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.graph.complex_rows import Rows
from daogou.graph.embeddings import ScoringFunction, Similarity
from daogou.graph.starting import gaussian


@dataclass(frozen=True)
class Options:
    """``dim``: components; ``spread``: deviation of the first values, so small that no answer leads."""

    dim: int = 128
    spread: float = 1e-3


class DistMult:
    """See the module."""

    similarity: Similarity = "dot"

    def __init__(self, options: Options) -> None:
        self._options = options
        self.entity_width = self.relation_width = options.dim

    def ask_tail(self, head: Rows, relation: Rows) -> Rows:
        """See the contract."""
        return head * relation

    def ask_head(self, relation: Rows, tail: Rows) -> Rows:
        """See the contract."""
        return tail * relation

    def squared_sizes(self, rows: Rows) -> Rows:
        """See the contract."""
        return rows * rows

    def start(
        self, random: np.random.Generator, entities: int, relations: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """See the contract."""
        width, spread = self.entity_width, self._options.spread
        return gaussian(random, (entities, width), spread), gaussian(random, (relations, width), spread)


def build(options: Options) -> ScoringFunction:
    """The scoring function."""
    return DistMult(options)
