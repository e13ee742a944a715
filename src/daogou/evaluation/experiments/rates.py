"""Click-through rates of shelves, recommenders and arms; a shopper who clicks a lot is not many shoppers."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from scipy.special import ndtri

from daogou.evaluation.metrics.bootstrap import Interval
from daogou.shoppers.impressions import ImpressionRow


class Group(NamedTuple):
    """What is counted together; ``arm`` is "" outside of experiments."""

    shelf: str
    recommender: str
    arm: str


@dataclass(frozen=True, slots=True)
class Rate:
    """Clicks per showing of a product, with its 95 % interval."""

    group: Group
    shown: int
    clicked: int
    shoppers: int
    rate: Interval


def rates(rows: Iterable[ImpressionRow], level: float = 0.95) -> list[Rate]:
    """One for each group that was shown, in the order of their names."""
    counted: dict[Group, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in rows:
        one = row.impression
        of_shopper = counted[Group(one.shelf, one.recommender, one.arm)][one.shopper_id]
        of_shopper[0] += 1
        of_shopper[1] += row.is_clicked
    return [_rate(group, list(counted[group].values()), level) for group in sorted(counted)]


def _rate(group: Group, shoppers: list[list[int]], level: float) -> Rate:
    shown = sum(one[0] for one in shoppers)
    clicked = sum(one[1] for one in shoppers)
    interval = wilson(clicked / shown, effective_showings(shoppers), level)
    return Rate(group, shown, clicked, len(shoppers), interval)


def effective_showings(shoppers: list[list[int]]) -> float:
    """How many independent showings say as much as these, ``[shown, clicked]`` a shopper.

    Showings over the design effect: the variance of the rate with shoppers as clusters (the delta method of
    a ratio; Deng, Knoblich and Lu, KDD 2018) over that of as many independent showings, at least 1.
    """
    shown = sum(one[0] for one in shoppers)
    rate = sum(one[1] for one in shoppers) / shown
    count = len(shoppers)
    if count < 2 or not 0 < rate < 1:
        return float(count if count > 1 else 1)  # nothing varies to be measured: a shopper counts once
    spread = math.fsum((clicks - rate * showings) ** 2 for showings, clicks in shoppers)
    variance = spread / shown**2 * count / (count - 1)
    return min(rate * (1 - rate) / variance, float(shown)) if variance else float(count)


def wilson(rate: float, n: float, level: float = 0.95) -> Interval:
    """The score interval of a share seen in n trials (Wilson 1927; n need not be whole)."""
    z2 = float(ndtri((1 + level) / 2)) ** 2
    centre = (rate + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (rate * (1 - rate) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    return Interval(rate, max(centre - half, 0.0), min(centre + half, 1.0))
