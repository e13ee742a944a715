"""What everybody likes, acts that are long past counting less.

score(p) = the sum over acts on p of weight * 2^(-age / half-life), 0 where acts speak against it altogether;
the age is that at the newest act of all. Everybody gets the same scores, strangers too. Acts of unknown time
(0) count in full where no time is known, and as the oldest ones otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from daogou.core.progress import Progress
from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.history import Floats, History, Ints
from daogou.recommend.interactions import Interactions
from daogou.recommend.lesson import Lesson
from daogou.recommend.measuring import Measured, measured_rows
from daogou.recommend.pieces import Pieces, nameless
from daogou.recommend.ranges import expect_zero_or_more
from daogou.recommend.recommenders import Method, Recommender
from daogou.recommend.stored import load_arrays, save_arrays

DAY_S = 86400.0


@dataclass(frozen=True)
class Options:
    """``half_life_days``: after so many days an act counts half; 0: time does not matter."""

    half_life_days: float = 30.0


@dataclass(frozen=True, eq=False)
class Popularity:
    """``popular`` float32 [n_products]: everybody's scores."""

    popular: Floats

    def scores(self, histories: Sequence[History]) -> Vectors:
        """The same row for everybody."""
        return np.tile(self.popular, (len(histories), 1))

    def similar(self, product: int) -> Floats:
        """Nothing: what is popular says nothing about what goes together."""
        return np.zeros_like(self.popular)

    def explain(self, history: History, product: int) -> tuple[Evidence, ...]:
        """That it is popular."""
        weight = float(self.popular[product])
        return (Evidence("popularity", weight),) if weight > 0 else ()

    def measured(self, history: History, left_out: Ints, products: Ints, *, highest: bool) -> Measured:
        """The same for everybody: found out once."""
        spread, strength, high, scores = self._measured
        n = len(left_out)
        some = np.tile(scores[:, products], (n, 1))
        return Measured(spread.repeat(n), strength.repeat(n), high.repeat(n), some)

    def explain_measured(
        self, history: History, tried: Ints, products: Ints, scores: Vectors
    ) -> list[Pieces]:
        """See ``measuring``."""
        weights = self.popular[products]
        (nth,) = (weights > 0).nonzero()
        return [nameless("popularity", nth, weights[nth], np.full(len(nth), -1))]

    @cached_property
    def _measured(self) -> Measured:
        return measured_rows(self.popular[None])

    def save(self, folder: Path) -> None:
        """The scores."""
        save_arrays(folder, {"popular": self.popular})


class PopularityMethod:
    """Counts."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, lesson: Lesson, *, seed: int, progress: Progress) -> Recommender:
        """Exact; ``seed`` has nothing to decide."""
        acts = lesson.interactions
        worth = acts.weights * self._freshness(acts)
        popular = np.bincount(acts.items, worth, minlength=acts.n_products)
        return Popularity(np.maximum(popular, 0).astype(np.float32))

    def _freshness(self, acts: Interactions) -> Floats:
        """float32 [n acts]: what part of an act still counts."""
        if not len(acts.items) or self._options.half_life_days == 0:
            return np.ones(len(acts.items), np.float32)
        ages_days = (acts.times.max() - acts.times) / DAY_S
        # an act of unknown time among known ones would be 50 years old and count nothing at all
        oldest = ages_days[acts.times > 0].max(initial=0.0)
        halvings = np.minimum(ages_days, oldest) / self._options.half_life_days
        freshness: Floats = np.exp2(-halvings).astype(np.float32)
        return freshness

    def load(self, folder: Path) -> Recommender:
        """See the contract."""
        return Popularity(load_arrays(folder)["popular"])


def build(options: Options) -> Method:
    """Check the half-life.

    Raises:
        BadOption: it is negative.
    """
    expect_zero_or_more("popularity", options, "half_life_days")
    return PopularityMethod(options)
