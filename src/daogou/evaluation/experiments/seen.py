"""What the owner of a shop sees: rates of the last four weeks, and how the experiment stands."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from daogou.core.settings import ExperimentSection
from daogou.evaluation.experiments.rates import Rate, rates
from daogou.evaluation.experiments.standing import LOOKED_BACK, Plan, Standing, plan, standing
from daogou.shoppers.shoppers import Shoppers

PERIOD = timedelta(days=28)  # four weeks, so that every weekday counts alike


@dataclass(frozen=True, slots=True)
class Seen:
    """``standing`` is None where no experiment is set."""

    period_days: int
    rates: Sequence[Rate]
    standing: Standing | None

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "period_days": self.period_days,
            "rates": [_flat(one) for one in self.rates],
            "experiment": self.standing and self.standing.as_dict(),
        }


def _flat(rate: Rate) -> dict[str, Any]:
    table = asdict(rate)
    del table["group"]
    return rate.group._asdict() | table


def seen(shoppers: Shoppers, section: ExperimentSection, now: datetime) -> Seen:
    """As of that moment."""
    stands = None
    if section.name:
        stands = standing(shoppers.impressions(now - LOOKED_BACK, now), section, now)
    return Seen(PERIOD.days, rates(shoppers.impressions(now - PERIOD, now)), stands)


def planned(shoppers: Shoppers, now: datetime) -> Plan:
    """What an experiment would need, by the last four weeks."""
    return plan(shoppers.impressions(now - PERIOD, now), PERIOD)
