"""EASE: each product regressed on all others, in closed form.

Steck, *Embarrassingly shallow autoencoders for sparse data* (WWW 2019): weights[i, j] = -P[i, j] / P[j, j]
with P = (X^T X + l2 I)^-1. Up to ``most_dense`` products in one piece; above it each is regressed on its
nearest ones only (Steck, *Markov random fields for collaborative filtering*, NeurIPS 2019).
"""

from dataclasses import dataclass
from pathlib import Path

from daogou.core.progress import Progress
from daogou.recommend.gram_inverse import dense, sparse
from daogou.recommend.item_weights import ItemWeights, load_item_weights
from daogou.recommend.lesson import Lesson
from daogou.recommend.ranges import expect_above_zero, expect_zero_or_more
from daogou.recommend.recommenders import Method, Recommender
from daogou.recommend.stored import compact


@dataclass(frozen=True)
class Options:
    """How much is learnt and kept.

    ``l2``: the more, the more modest; ``kept``: weights per product that are kept of the whole solution;
    ``neighbours``: unknowns per product of the sparse one, above ``most_dense`` products;
    ``half_life_acts``: after so many newer acts one counts half, 0: all count alike.
    """

    l2: float = 100.0
    kept: int = 500
    neighbours: int = 100
    most_dense: int = 20_000
    half_life_acts: float = 3.0


class EaseMethod:
    """Inverts."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, lesson: Lesson, *, seed: int, progress: Progress) -> Recommender:
        """Exact; ``seed`` has nothing to decide."""
        options = self._options
        matrix = lesson.interactions.matrix()
        matrix.data[:] = 1  # who did it, not how often: the regression is of likes on likes
        if lesson.n_products <= options.most_dense:
            weights = dense(matrix, options.l2, options.kept, progress)
        else:
            weights = sparse(matrix, options.l2, options.neighbours, progress)
        return ItemWeights(compact(weights), options.half_life_acts)

    def load(self, folder: Path) -> Recommender:
        """See the contract."""
        return load_item_weights(folder)


def build(options: Options) -> Method:
    """Check the options.

    Raises:
        BadOption: one is out of its range.
    """
    expect_above_zero("ease", options, "l2", "kept", "neighbours")
    expect_zero_or_more("ease", options, "half_life_acts")
    return EaseMethod(options)
