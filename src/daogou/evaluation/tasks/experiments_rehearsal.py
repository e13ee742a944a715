"""Whether experiments would tell the truth: rehearsed on shoppers whose tastes are known."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from daogou.core.progress import Progress, tracked
from daogou.evaluation.experiments.power import shoppers_for_daily_looks, shoppers_for_one_look
from daogou.evaluation.rehearsal import Course, Shop
from daogou.evaluation.simulated import crowd
from daogou.evaluation.tasks import Measurement, Task

PROTOCOL = (
    "{shoppers} simulated shoppers with known tastes, {products} products, shelves of {k}; they click by the "
    "position-based model. The shop's recommender sees tastes with noise {own_noise}, the other with "
    "{other_noise}; {a_day} shoppers a day, one look a day. aa: {runs} A/B tests of the shop's recommender "
    "against itself, as long as the calculated size; ab: {runs} against the other; found: decided for the "
    "better one. fixed_looked_daily: a test of fixed size, stopped when significant. drafted: {runs} by "
    "team-draft interleaving. to_decide: shoppers until 80 % of tests were decided rightly. right_at_1000: "
    "the share of tests whose estimate after 1,000 shoppers favours the better one."
)
FIRST = 1_000  # shoppers after whom estimates are compared


@dataclass(frozen=True)
class Options:
    """``own_noise``, ``other_noise``: the recommenders' errors, in deviations of taste."""

    shoppers: int = 4_000
    products: int = 400
    k: int = 6
    own_noise: float = 1.0
    other_noise: float = 0.8
    a_day: int = 200
    runs: int = 1_000


@dataclass(frozen=True)
class ExperimentsRehearsal:
    """The task; needs no data."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Draw shoppers, experiment on them again and again."""
        options, random = self.options, np.random.default_rng(seed)
        people = crowd(options.shoppers, options.products, random)
        noises = options.own_noise, options.other_noise
        own, other = (people.ranked(noise, options.k, random) for noise in noises)
        shop = Shop(people, own, other, options.a_day)
        base, changed = shop.shares()
        lift = changed / base - 1
        size = max(2 * shoppers_for_daily_looks(base, lift), FIRST)
        metrics = {"base": base, "lift": lift, "needed_daily_looks": float(size)}
        metrics["needed_one_look"] = float(2 * shoppers_for_one_look(base, lift))
        alike = Shop(people, own, own, options.a_day)
        runs = options.runs
        tests = {
            "aa": alike.halved(runs, size, random),
            "drafted_aa": alike.drafted(runs, size, random),
            "ab": shop.halved(runs, size, random),
            "drafted": shop.drafted(runs, size, random),
        }
        for name, courses in tests.items():
            went = list(tracked(courses, progress, f"Rehearsing {name}", runs))
            metrics |= _false(name, went) if name.endswith("aa") else _found(name, went)
        return Measurement(metrics, PROTOCOL.format(**vars(options)))


def _false(name: str, courses: Sequence[Course]) -> dict[str, float]:
    """How often a difference was found where none is."""
    return {
        f"{name}_false": float(np.mean([one.decided_at[0] > 0 for one in courses])),
        f"{name}_false_fixed_looked_daily": float(np.mean([one.would_fool for one in courses])),
    }


def _found(name: str, courses: Sequence[Course]) -> dict[str, float]:
    ends = [shoppers if side > 0 else math.inf for shoppers, side in (one.decided_at for one in courses)]
    first = [next(one for one in course.estimates if one.n >= FIRST) for course in courses]
    return {
        f"{name}_found": float(np.mean(np.isfinite(ends))),
        f"{name}_found_wrong": float(np.mean([one.decided_at[1] < 0 for one in courses])),
        f"{name}_to_decide": float(np.quantile(ends, 0.8, method="inverted_cdf")),
        f"{name}_right_at_{FIRST}": float(np.mean([one.difference > 0 for one in first])),
    }


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return ExperimentsRehearsal(options)
