"""A determinantal point process: the set that spans the largest volume, good ones being longer vectors.

Kulesza and Taskar (2012); the greedy maximum by incremental Cholesky factors of Chen, Zhang and Zhou, *Fast
greedy MAP inference for determinantal point process* (NeurIPS 2018). With r the relevance and S the likeness,
(1 + cosine) / 2 as there, the set Y maximises strength * (1 - share) / share * sum(r) + log det S_Y.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadOption
from daogou.features.rows import Vectors
from daogou.recommend.diversity import Diversifier
from daogou.recommend.history import Floats, Ints
from daogou.recommend.likes import relevance

OWN = 0.05  # of each product is unlike everything: two pictures of one thing are still two things

LEAST = 1e-9  # a share below it counts as none, or worth would outgrow every number


@dataclass(frozen=True)
class Options:
    """``strength``: what the best is worth beside the worst, in log volume, where ``share`` is 1/2."""

    strength: float = 2.0


class DeterminantalPointProcess:
    """See the module."""

    def __init__(self, strength: float) -> None:
        self._strength = strength

    def choose(self, scores: Floats, vectors: Vectors, k: int, share: float) -> Ints:
        """See the contract."""
        if not len(scores) or k <= 0:
            return np.zeros(0, np.int64)
        if share < LEAST:
            return np.argsort(-scores, kind="stable")[:k].astype(np.int64)
        worth = self._strength * (1 - share) / share * relevance(scores).astype(np.float64)
        return _greedy(_likeness(vectors), worth, int(np.argmax(scores)), min(k, len(scores)))


def _likeness(vectors: Vectors) -> NDArray[np.float64]:
    alike: NDArray[np.float64] = (1 + vectors.astype(np.float64) @ vectors.T) / 2 * (1 - OWN)
    np.fill_diagonal(alike, 1.0)
    return alike


def _greedy(alike: NDArray[np.float64], worth: NDArray[np.float64], first: int, k: int) -> Ints:
    """Places, each the one that adds most; ``volumes``: squared, of each beside those chosen."""
    volumes = np.ones(len(alike))
    factors = np.zeros((k, len(alike)))
    left = np.ones(len(alike), bool)
    chosen = [first]
    for step in range(k - 1):
        last = chosen[-1]
        left[last] = False
        factors[step] = (alike[last] - factors[:step, last] @ factors[:step]) / np.sqrt(volumes[last])
        volumes = np.maximum(volumes - factors[step] ** 2, OWN / 2)  # OWN at least, but for rounding
        chosen.append(int(np.argmax(np.where(left, worth + np.log(volumes), -np.inf))))
    return np.array(chosen, np.int64)


def build(options: Options) -> Diversifier:
    """See the contract.

    Raises:
        BadOption: the strength is below 0.
    """
    if options.strength < 0:
        raise BadOption(f"diversifier 'dpp', option 'strength' = {options.strength:g}: expected 0 or more.")
    return DeterminantalPointProcess(options.strength)
