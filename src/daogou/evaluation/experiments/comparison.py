"""The two arms of an experiment at one moment, and what may be concluded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from daogou.evaluation.experiments.outcomes import Outcome
from daogou.evaluation.experiments.sequential import (
    LEAST,
    Estimate,
    always_valid_interval,
    always_valid_p,
    of_preferences,
    of_shares,
)
from daogou.evaluation.metrics.bootstrap import Interval

Kind = Literal["ab", "interleaving"]
Clear = Literal["", "own", "other"]


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


def compared(closed: Sequence[Outcome], kind: Kind) -> Comparison:
    """From the outcomes whose day is over."""
    if kind == "ab":
        own, other = (_clicked([one for one in closed if one.arm == arm]) for arm in ("own", "other"))
        estimate = of_shares(own, other)
    else:
        n = len(closed)
        own = (n, sum(one.preference < 0 for one in closed))
        other = (n, sum(one.preference > 0 for one in closed))
        estimate = of_preferences(n, own[1], other[1]) if n else Estimate(0.0, 1.0, 0)
    if not estimate.n:
        return Comparison(kind, own, other, Interval(0.0, -1.0, 1.0), 1.0)
    return Comparison(kind, own, other, always_valid_interval(estimate), always_valid_p(estimate))


def daily(outcomes: Sequence[Outcome], kind: Kind, now: datetime) -> list[Comparison]:
    """As the owner would have seen it once a day, from the first outcome on; the last is now."""
    ordered = sorted(outcomes, key=lambda one: one.closes_at)
    if not ordered or ordered[0].closes_at > now:
        return [compared((), kind)]
    moments = [ordered[0].closes_at]
    while moments[-1] + timedelta(days=1) < now:
        moments.append(moments[-1] + timedelta(days=1))
    moments = [*moments[1:], now]
    return [compared([one for one in ordered if one.closes_at <= moment], kind) for moment in moments]


def _clicked(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    return len(outcomes), sum(one.is_clicked for one in outcomes)
