"""The two arms of an experiment at one moment, and what may be concluded."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from daogou.evaluation.experiments.outcomes import Outcome
from daogou.evaluation.experiments.sequential import (
    LEAST,
    always_valid_interval,
    always_valid_p,
    of_preferences,
    of_shares,
)
from daogou.evaluation.metrics.bootstrap import Interval
from daogou.recommend.arms import Arm

Kind = Literal["ab", "interleaving"]
Clear = Literal["", "own", "other"]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``own``, ``other``: (shoppers, of them who clicked) of an A/B test; (shoppers, who preferred it) where
    lists are drafted from both. ``difference`` is other minus own: of shares, or the mean preference."""

    kind: Kind
    own: tuple[int, int]
    other: tuple[int, int]
    difference: Interval
    p: float

    @property
    def shoppers(self) -> int:
        """In all."""
        return self.own[0] if self.kind == "interleaving" else self.own[0] + self.other[0]

    @property
    def has_begun(self) -> bool:
        """Whether there are enough shoppers to say anything."""
        return min(self.own[0], self.other[0]) >= LEAST

    @property
    def clear(self) -> Clear:
        """The arm that is liked better, "" while that may be chance."""
        if not self.has_begun or self.difference.low <= 0 <= self.difference.high:
            return ""
        return "other" if self.difference.low > 0 else "own"


def compared(kind: Kind, own: tuple[int, int], other: tuple[int, int]) -> Comparison:
    """From counts as a ``Comparison`` has them."""
    if not (own[0] or other[0]):
        return Comparison(kind, own, other, Interval(0.0, -1.0, 1.0), 1.0)
    estimate = of_shares(own, other) if kind == "ab" else of_preferences(own[0], own[1], other[1])
    return Comparison(kind, own, other, always_valid_interval(estimate), always_valid_p(estimate))


def daily(outcomes: Sequence[Outcome], kind: Kind, now: datetime) -> list[Comparison]:
    """As the owner would have seen it once a day, from the first outcome on; the last is now.

    An outcome counts from the moment it closes.
    """
    ordered = sorted((one for one in outcomes if one.closes_at <= now), key=lambda one: one.closes_at)
    own, other = _counts(ordered, kind)
    ends = [bisect_right(ordered, moment, key=lambda one: one.closes_at) for moment in _days(ordered, now)]
    return [compared(kind, own[end], other[end]) for end in ends]


def _days(ordered: Sequence[Outcome], now: datetime) -> list[datetime]:
    days = []
    moment = ordered[0].closes_at + DAY if ordered else now
    while moment < now:
        days.append(moment)
        moment += DAY
    return [*days, now]


def _counts(ordered: Sequence[Outcome], kind: Kind) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Both arms' counts after each outcome, the first of them before any."""
    counts: dict[Arm, list[tuple[int, int]]] = {"own": [(0, 0)], "other": [(0, 0)]}
    sides: tuple[tuple[Arm, int], ...] = (("own", -1), ("other", 1))
    for one in ordered:
        for arm, side in sides:
            shoppers, clicked = counts[arm][-1]
            if kind == "interleaving":
                counts[arm].append((shoppers + 1, clicked + (one.preference == side)))
            else:
                is_theirs = one.arm == arm
                counts[arm].append((shoppers + is_theirs, clicked + (is_theirs and one.is_clicked)))
    return counts["own"], counts["other"]
