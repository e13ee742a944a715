"""Comparing as shoppers come: intervals and p-values that stay valid however often one looks.

A fixed-size test that is looked at every day and stopped when it is significant finds differences where none
are, one time in three within three months. The interval here covers the truth at all times together with the
given chance, so stopping when 0 leaves it is allowed.

It is the normal mixture of Robbins (1970), as mSPRT in Johari, Pekelis and Walsh (*Always valid inference*,
2017), with the variance taken from the data (Waudby-Smith et al., *Time-uniform central limit theory and
asymptotic confidence sequences*, 2021), which needs some shoppers before it holds: ``LEAST``.
"""

import math
from dataclasses import dataclass

from daogou.evaluation.metrics.bootstrap import Interval

ALPHA = 0.05
LEAST = 100  # shoppers in each arm before anything is said: with fewer the normal approximation is poor
# The interval is narrowest, beside that of a fixed size, at this many shoppers in all; at ten times as many
# it is 7 % wider, at a tenth 24 %. A constant, because one chosen by what was seen would not be valid.
NARROWEST_AT = 5_000
_RHO2 = (-2 * math.log(ALPHA) + math.log(-2 * math.log(ALPHA)) + 1) / NARROWEST_AT


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean difference over ``n`` shoppers, and the variance of that mean."""

    difference: float
    variance: float
    n: int


def widening(n: float, alpha: float = ALPHA) -> float:
    """Half the interval's width in standard errors: 1.96 if one looked only once, about 3 here."""
    grown = n * _RHO2
    return math.sqrt(2 * (grown + 1) / grown * math.log(math.sqrt(grown + 1) / alpha))


def always_valid_interval(estimate: Estimate, alpha: float = ALPHA) -> Interval:
    """The difference and the ends of its confidence sequence at this moment."""
    half = widening(estimate.n, alpha) * math.sqrt(estimate.variance)
    return Interval(estimate.difference, estimate.difference - half, estimate.difference + half)


def always_valid_p(estimate: Estimate) -> float:
    """The chance, were there no difference, of ever seeing evidence this strong; at most 1."""
    grown = estimate.n * _RHO2
    squared = estimate.difference**2 / estimate.variance if estimate.variance else 0.0
    return min(1.0, math.exp(0.5 * math.log(grown + 1) - grown / (grown + 1) * squared / 2))


def of_shares(own: tuple[int, int], other: tuple[int, int]) -> Estimate:
    """``other`` minus ``own``, each (shoppers, of them with a click).

    The variance is that of the shares with one click and one miss more: without any click yet, or any miss,
    nothing would seem to vary.
    """
    variance = sum(_variance(n, clicked) for n, clicked in (own, other))
    return Estimate(_share(*other) - _share(*own), variance, own[0] + other[0])


def of_preferences(n: int, for_own: int, for_other: int) -> Estimate:
    """The mean over n shoppers of +1 (they clicked more of the other's), -1 (of the own's), 0 (neither)."""
    mean = (for_other - for_own) / n
    varied = (for_other + for_own + 2) / (n + 2) - mean**2  # smoothed as above
    return Estimate(mean, varied / n, n)


def _share(n: int, clicked: int) -> float:
    return clicked / n if n else 0.0


def _variance(n: int, clicked: int) -> float:
    share = (clicked + 1) / (n + 2)
    return share * (1 - share) / max(n, 1)
