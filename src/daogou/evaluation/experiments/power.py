"""How many shoppers an experiment needs."""

import math
from collections.abc import Callable

from scipy.special import ndtri

from daogou.evaluation.experiments.sequential import ALPHA, widening

POWER = 0.8  # the chance to find a difference of the size that was planned for
MOST = 1_000_000_000  # shoppers: nobody has more


def shoppers_for_one_look(base: float, lift: float, *, alpha: float = ALPHA, power: float = POWER) -> int:
    """Shoppers in each arm for a two-sided test of two shares at the end (Fleiss 1981, without continuity).

    ``base``: the share of shoppers who click, 0..1; ``lift``: the relative change to be found.
    """
    changed = changed_share(base, lift)
    mean = (base + changed) / 2
    spread = float(ndtri(1 - alpha / 2)) * math.sqrt(2 * mean * (1 - mean))
    spread += float(ndtri(power)) * math.sqrt(base * (1 - base) + changed * (1 - changed))
    return math.ceil((spread / (changed - base)) ** 2)


def shoppers_for_daily_looks(base: float, lift: float, *, alpha: float = ALPHA, power: float = POWER) -> int:
    """Shoppers in each arm until the always-valid interval leaves 0 with that chance, or has before."""
    changed = changed_share(base, lift)
    variance = base * (1 - base) + changed * (1 - changed)

    def is_enough(n: int) -> bool:
        return _is_found(changed - base, variance / n, 2 * n, alpha, power)

    return _least(is_enough)


def shoppers_for_interleaving(
    preference: float, differing: float, *, alpha: float = ALPHA, power: float = POWER
) -> int:
    """Shoppers in all, looked at daily. ``preference``: the mean of +1, 0, -1; ``differing``: share not 0."""

    def is_enough(n: int) -> bool:
        return _is_found(abs(preference), (differing - preference**2) / n, n, alpha, power)

    return _least(is_enough)


def changed_share(base: float, lift: float) -> float:
    """The share after the change; at most .999, for more cannot click."""
    return min(base * (1 + lift), 0.999)


def _is_found(difference: float, variance: float, n: int, alpha: float, power: float) -> bool:
    return difference >= (widening(n, alpha) + float(ndtri(power))) * math.sqrt(variance)


def _least(is_enough: Callable[[int], bool]) -> int:
    """By bisection: more shoppers never find less."""
    low, high = 0, 1
    while not is_enough(high) and high < MOST:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high
