"""BPR: what a shopper acted on is scored above what they did not.

Rendle et al., *BPR: Bayesian personalized ranking from implicit feedback* (UAI 2009): the sum of
ln sigmoid(score(liked) - score(other)) over pairs. Deviation: a shopper is no row of a table but the sum of
what their products say, divided by the root of how many there are, as in FISM (Kabbur et al., 2013), without
the product to be guessed. So every history has its vector at once, and the very one it was taught with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.core.progress import Progress
from daogou.features.rows import Vectors
from daogou.recommend.factors import Factors
from daogou.recommend.fading import faded_matrix
from daogou.recommend.history import History
from daogou.recommend.lesson import Lesson
from daogou.recommend.pairwise_training import Recipe, taught
from daogou.recommend.ranges import expect_above_zero, expect_zero_or_more
from daogou.recommend.recommenders import Method, Recommender
from daogou.recommend.stored import Arrays, load_arrays


@dataclass(frozen=True)
class Options:
    """``rate``, ``l2``, ``batch``: see ``Recipe``.

    ``half_life_acts``: after so many newer acts one counts half when a history is read, 0: all count alike.
    """

    dim: int = 64
    epochs: int = 30
    rate: float = 0.1
    l2: float = 0.01
    batch: int = 2048
    half_life_acts: float = 0.0


@dataclass(frozen=True, eq=False)
class SumOfWhatIsSaid:
    """``says`` float32 [n_products, dim]: what an act on a product says of a shopper."""

    says: Vectors
    half_life_acts: float

    def __call__(self, histories: Sequence[History]) -> Vectors:
        """float32 [n, dim]."""
        matrix = faded_matrix(histories, len(self.says), self.half_life_acts)
        sizes = np.maximum(
            np.asarray(matrix.sum(axis=1), np.float32), np.float32(1e-12)
        )  # 1e-12: nothing done
        tastes: Vectors = (matrix @ self.says) / np.sqrt(sizes)[:, None]
        return tastes

    def arrays(self) -> Arrays:
        """What is said and the fading."""
        return {"says": self.says, "half_life_acts": np.array(self.half_life_acts)}


class BprMethod:
    """Compares pairs."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, lesson: Lesson, *, seed: int, progress: Progress) -> Recommender:
        """Adagrad over shuffled acts."""
        options = self._options
        user_items = lesson.interactions.matrix()
        user_items.data[:] = 1
        user_items.sort_indices()
        recipe = Recipe(options.dim, options.epochs, options.rate, options.l2, options.batch)
        says, asks = taught(user_items, recipe, seed=seed, progress=progress)
        return Factors(asks, SumOfWhatIsSaid(says, options.half_life_acts))

    def load(self, folder: Path) -> Recommender:
        """See the contract."""
        arrays = load_arrays(folder)
        fold_in = SumOfWhatIsSaid(arrays["says"], float(arrays["half_life_acts"]))
        return Factors(arrays["vectors"], fold_in)


def build(options: Options) -> Method:
    """Check the options.

    Raises:
        BadOption: one is out of its range.
    """
    expect_above_zero("bpr", options, "dim", "epochs", "batch", "rate")
    expect_zero_or_more("bpr", options, "l2", "half_life_acts")
    return BprMethod(options)
