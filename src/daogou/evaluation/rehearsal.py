"""Experiments on simulated shoppers, looked at once a day as their owner would."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from daogou.evaluation.experiments.sequential import ALPHA, LEAST, Estimate, always_valid_p
from daogou.evaluation.experiments.sequential import of_preferences as preferences_of
from daogou.evaluation.experiments.sequential import of_shares as shares_of
from daogou.evaluation.simulated import Crowd, Floats, Ints, examined
from daogou.recommend.arms import arm_of
from daogou.recommend.interleaving import team_draft

COINS = 8  # drafts of each shopper's list, drawn once: shoppers differ more than coins
Z = 1.959964  # of a two-sided test at 5 %, for what a test of fixed size would have said
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Course:
    """How one experiment went: the estimate of each day from the first that counts."""

    estimates: tuple[Estimate, ...]

    @property
    def decided_at(self) -> tuple[int, int]:
        """Shoppers when the stop rule first fired, and for whom: 1 the other, -1 the own; (0, 0) if never."""
        for one in self.estimates:
            if always_valid_p(one) < ALPHA:
                return one.n, 1 if one.difference > 0 else -1
        return 0, 0

    @property
    def would_fool(self) -> bool:
        """Whether a test of fixed size, looked at as often, was significant on some day."""
        return any(one.difference**2 > Z**2 * one.variance for one in self.estimates)


@dataclass(frozen=True, eq=False)
class Shop:
    """A crowd, and what it is shown. ``own``, ``other`` int64 [n_shoppers, k]; ``a_day``: shoppers."""

    crowd: Crowd
    own: Ints
    other: Ints
    a_day: int

    def shares(self) -> tuple[float, float]:
        """The true shares of shoppers who click in each arm."""
        own, other = (float(self._any_click(shown).mean()) for shown in (self.own, self.other))
        return own, other

    def _any_click(self, shown: Ints) -> Floats:
        return np.asarray(1 - np.prod(1 - self.crowd.click_chances(shown), axis=1))

    def halved(self, runs: int, shoppers: int, random: np.random.Generator) -> Iterator[Course]:
        """A/B tests, arms by the hash that serving uses."""
        chances = np.stack([self._any_click(self.own), self._any_click(self.other)], axis=1)
        for run in range(runs):
            who = random.integers(len(chances), size=shoppers)
            arms = np.array([arm_of(f"run-{run}", f"shopper-{n}") == "other" for n in range(shoppers)])
            clicked = random.random(shoppers) < chances[who, arms.astype(int)]
            yield self._course(shoppers, partial(_shares, arms, clicked))

    def drafted(self, runs: int, shoppers: int, random: np.random.Generator) -> Iterator[Course]:
        """Every shopper's list drafted from both."""
        chances, is_other = self._drafts()
        for _ in range(runs):
            who = random.integers(len(chances), size=shoppers), random.integers(COINS, size=shoppers)
            clicked = random.random((shoppers, chances.shape[2])) < chances[who]
            preferred = np.sign(np.where(is_other[who], clicked, 0 - clicked.astype(int)).sum(axis=1))
            yield self._course(shoppers, partial(_preferences, preferred))

    def _drafts(self) -> tuple[Floats, Bools]:
        """The chance of a click on each place of each draft, and whose: [n_shoppers, COINS, k] both."""
        count, k = self.own.shape
        shown = np.zeros((count, COINS, k), np.int64)
        is_other = np.zeros((count, COINS, k), np.bool_)
        for shopper in range(count):
            own, other = self.own[shopper].tolist(), self.other[shopper].tolist()
            for coin in range(COINS):
                # each coin also the other way round, so that by chance none has better places than the other
                turned = bool(coin % 2)
                draft = team_draft(*((other, own) if turned else (own, other)), k, f"{shopper} {coin // 2}")
                shown[shopper, coin] = [product for product, _ in draft]
                is_other[shopper, coin] = [(arm == "other") != turned for _, arm in draft]
        liking = np.take_along_axis(self.crowd.liking[:, None, :], shown, axis=2)
        return np.asarray(liking * examined(k)), is_other

    def _course(self, shoppers: int, estimate: Callable[[int], Estimate | None]) -> Course:
        looks = [*range(self.a_day, shoppers, self.a_day), shoppers]
        return Course(tuple(one for n in looks if (one := estimate(n)) is not None))


def _shares(arms: Bools, clicked: Bools, n: int) -> Estimate | None:
    arms, clicked = arms[:n], clicked[:n]
    own = int((~arms).sum()), int(clicked[~arms].sum())
    other = int(arms.sum()), int(clicked[arms].sum())
    return shares_of(own, other) if min(own[0], other[0]) >= LEAST else None


def _preferences(preferred: Ints, n: int) -> Estimate | None:
    for_own, for_other = (int((preferred[:n] == side).sum()) for side in (-1, 1))
    return preferences_of(n, for_own, for_other) if n >= LEAST else None
