"""iALS: shoppers and products as vectors whose dot product is 1 for what was acted on, by alternating.

Hu, Koren and Volinsky (ICDM 2008), as Rendle et al. found it to work best (RecSys 2022); for the loss see
``least_squares``. Every history, known or new, gets its vector from the same normal equations, exactly.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from daogou.core.progress import Progress, tracked
from daogou.features.rows import Vectors
from daogou.recommend.factors import Factors
from daogou.recommend.fading import faded_matrix
from daogou.recommend.history import History
from daogou.recommend.least_squares import Penalty, solved
from daogou.recommend.lesson import Lesson
from daogou.recommend.ranges import expect_above_zero, expect_zero_or_more
from daogou.recommend.recommenders import Method, Recommender
from daogou.recommend.stored import Arrays, load_arrays

# standard deviation of the first vectors' length, as in Rendle's code: small beside the first solutions
START = 0.1


@dataclass(frozen=True)
class Options:
    """How vectors are learnt.

    ``unseen``: how much a product that was not acted on counts as disliked; ``l2`` and ``power``: how modest
    vectors are, and whether more so (1) or alike (0) for those with many acts; ``half_life_acts``: after so
    many newer acts one counts half when a history is read, 0: all count alike.
    """

    dim: int = 128
    epochs: int = 12
    unseen: float = 0.03
    l2: float = 0.2
    power: float = 1.0
    half_life_acts: float = 0.0


@dataclass(frozen=True, eq=False)
class NormalEquations:
    """A history's vector given those of products; reckoned in float64, so that company changes nothing."""

    vectors: Vectors
    penalty: Penalty
    half_life_acts: float

    def __call__(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, dim]."""
        matrix = faded_matrix(histories, len(self.vectors), self.half_life_acts)
        return solved(matrix, self.vectors, self.penalty, np.float64)

    def arrays(self) -> Arrays:
        """The penalty and the fading."""
        return {"penalty": np.array(astuple(self.penalty)), "half_life_acts": np.array(self.half_life_acts)}


class AlsMethod:
    """Alternates."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, lesson: Lesson, *, seed: int, progress: Progress) -> Recommender:
        """Products' vectors start at random; those nobody acted on end as zeros."""
        options = self._options
        penalty = Penalty(options.unseen, options.l2, options.power)
        user_items = lesson.interactions.matrix()
        user_items.data[:] = 1  # how much an act says matters when a history is read
        item_users = csr_array(user_items.T)
        shape = (lesson.n_products, options.dim)
        start = np.random.default_rng(seed).normal(0, START / np.sqrt(options.dim), shape)
        items = start.astype(np.float32)
        for _ in tracked(range(options.epochs), progress, "Alternating", options.epochs):
            users = solved(user_items, items, penalty, np.float32)
            items = solved(item_users, users, penalty, np.float32)
        return Factors(items, NormalEquations(items, penalty, options.half_life_acts))

    def load(self, folder: Path) -> Recommender:
        """See the contract."""
        arrays = load_arrays(folder)
        penalty = Penalty(*(float(value) for value in arrays["penalty"]))
        fold_in = NormalEquations(arrays["vectors"], penalty, float(arrays["half_life_acts"]))
        return Factors(arrays["vectors"], fold_in)


def build(options: Options) -> Method:
    """Check the options.

    Raises:
        BadOption: one is out of its range.
    """
    expect_above_zero("als", options, "dim", "epochs", "unseen", "l2")
    expect_zero_or_more("als", options, "half_life_acts")
    return AlsMethod(options)
