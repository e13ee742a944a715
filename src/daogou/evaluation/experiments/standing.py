"""How an experiment stands: what was seen, whether it may be stopped, how many shoppers are missing."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from daogou.core.settings import ExperimentSection
from daogou.evaluation.experiments.comparison import Comparison, Kind, daily
from daogou.evaluation.experiments.outcomes import Outcome, baseline, outcomes
from daogou.evaluation.experiments.power import (
    shoppers_for_daily_looks,
    shoppers_for_interleaving,
    shoppers_for_one_look,
)
from daogou.evaluation.experiments.sample_ratio import is_mismatch, sample_ratio_p
from daogou.shoppers.impressions import ImpressionRow

LOOKED_BACK = timedelta(days=90)  # an experiment that needs longer will not be decided
LIFTS = (0.05, 0.1, 0.2, 0.5)  # of a plan
SHELF = "for_you"  # what is experimented on

Verdict = Literal["mismatch", "collecting", "running", "own", "other", "undecided"]


@dataclass(frozen=True, slots=True)
class Standing:
    """``verdict``: ``own`` or ``other`` is clearly liked better; ``undecided``: as many shoppers as planned,
    and no difference; ``mismatch``: the arms' sizes are wrong, and nothing can be believed.

    ``open``: shoppers whose day is not over. ``needed``: shoppers in all for the lift, None while unknown.
    ``days`` are the daily looks, oldest first.
    """

    name: str
    kind: Kind
    lift: float
    verdict: Verdict
    began: datetime | None
    now: Comparison
    days: tuple[Comparison, ...]
    open: int
    needed: int | None
    sample_ratio_p: float

    @property
    def may_stop(self) -> bool:
        """Whether more shoppers would not change what is concluded."""
        return self.verdict in ("mismatch", "own", "other", "undecided")

    @property
    def missing(self) -> int | None:
        """Shoppers yet to come, None while unknown."""
        return None if self.needed is None else max(self.needed - self.now.shoppers, 0)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self) | {"may_stop": self.may_stop, "missing": self.missing}


def standing(rows: Iterable[ImpressionRow], section: ExperimentSection, now: datetime) -> Standing:
    """From the rows of the last ``LOOKED_BACK``, oldest first."""
    seen = outcomes(rows, section.name)
    days = tuple(daily(seen, section.kind, now))
    last = days[-1]
    needed = _needed(last, section.lift)
    own, other = _assigned(seen)
    return Standing(
        name=section.name,
        kind=section.kind,
        lift=section.lift,
        verdict="mismatch" if is_mismatch(own, other) else _verdict(days, needed),
        began=seen[0].first_at if seen else None,
        now=last,
        days=days,
        open=sum(one.closes_at > now for one in seen),
        needed=needed,
        sample_ratio_p=sample_ratio_p(own, other),
    )


def _verdict(days: Sequence[Comparison], needed: int | None) -> Verdict:
    """The first day that was clear decides: who looked then could have stopped."""
    for day in days:
        if day.clear:
            return day.clear
    last = days[-1]
    if needed is not None and last.shoppers >= needed:
        return "undecided"
    return "running" if last.has_begun else "collecting"


def _assigned(seen: Sequence[Outcome]) -> tuple[int, int]:
    """Shoppers of each arm; where lists are drafted, of what stood first: a coin's choice too."""
    own = sum(one.arm == "own" for one in seen)
    return own, len(seen) - own


def _needed(last: Comparison, lift: float) -> int | None:
    """Shoppers in all for the planned lift, at the rate seen so far.

    In drafted lists the lift is how much more often the other's products are clicked: of those who prefer
    one, (1 + lift) prefer the other for each who prefers the own.
    """
    if last.kind == "ab":
        shoppers, clicked = last.own
        return 2 * shoppers_for_daily_looks(clicked / shoppers, lift) if last.has_begun and clicked else None
    differing = (last.own[1] + last.other[1]) / max(last.shoppers, 1)
    if not (last.has_begun and differing):
        return None
    return shoppers_for_interleaving(differing * lift / (2 + lift), differing)


@dataclass(frozen=True, slots=True)
class Need:
    """Shoppers in all for a lift: looked at once in the end, and every day; ``days`` for the latter."""

    lift: float
    one_look: int
    daily_looks: int
    days: float


@dataclass(frozen=True, slots=True)
class Plan:
    """``shoppers`` saw the shelf in the last ``period_days``, ``clicked`` of them clicked within a day."""

    shoppers: int
    clicked: int
    period_days: float
    needs: tuple[Need, ...]


def plan(rows: Iterable[ImpressionRow], period: timedelta) -> Plan:
    """What an A/B test would need, from the rows of that period; no needs where nobody clicked."""
    shoppers, clicked = baseline(rows, SHELF)
    period_days = period / timedelta(days=1)
    a_day = shoppers / period_days
    needs = []
    for lift in LIFTS if 0 < clicked < shoppers else ():
        base = clicked / shoppers
        looked = 2 * shoppers_for_daily_looks(base, lift)
        needs.append(Need(lift, 2 * shoppers_for_one_look(base, lift), looked, round(looked / a_day, 1)))
    return Plan(shoppers, clicked, period_days, tuple(needs))
