"""ComplEx: real part of the sum of h r conj(t), all complex (Trouillon et al. 2016)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.graph.complex_rows import Rows, squared_moduli, times, times_conjugate
from daogou.graph.embeddings import ScoringFunction, Similarity
from daogou.graph.starting import gaussian


@dataclass(frozen=True)
class Options:
    """``dim``: complex components; ``spread``: deviation of the first values (1e-3: Lacroix et al. 2018)."""

    dim: int = 128
    spread: float = 1e-3


class ComplEx:
    """See the module. Re(h r conj(t)) is the dot product of (h r) and t, and of (conj(r) t) and h."""

    similarity: Similarity = "dot"

    def __init__(self, options: Options) -> None:
        self._options = options
        self.entity_width = self.relation_width = 2 * options.dim

    def ask_tail(self, head: Rows, relation: Rows) -> Rows:
        """See the contract."""
        return times(head, relation)

    def ask_head(self, relation: Rows, tail: Rows) -> Rows:
        """See the contract."""
        return times_conjugate(tail, relation)

    def squared_sizes(self, rows: Rows) -> Rows:
        """See the contract: squared moduli, so that their cubes give the N3 of Lacroix et al."""
        return squared_moduli(rows)

    def start(
        self, random: np.random.Generator, entities: int, relations: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """See the contract."""
        width, spread = self.entity_width, self._options.spread
        return gaussian(random, (entities, width), spread), gaussian(random, (relations, width), spread)


def build(options: Options) -> ScoringFunction:
    """The scoring function."""
    return ComplEx(options)
