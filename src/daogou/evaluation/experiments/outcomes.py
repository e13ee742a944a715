"""An experiment as one outcome a shopper: what they clicked within a day of first seeing it.

Clicks of one shopper depend on each other, and a shopper who has not clicked may do so tomorrow. Each shopper
counts once, when their day is over: then outcomes are independent, come one after another and never change,
as a test that is looked at daily supposes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from daogou.recommend.arms import Arm, label
from daogou.shoppers.impressions import ImpressionRow

WINDOW = timedelta(days=1)


@dataclass(slots=True)
class Outcome:
    """``arm``: of what was shown first; where lists are drafted, of what stood first, at ``place``."""

    shopper_id: str
    arm: Arm
    first_at: datetime
    place: int
    clicks_own: int = 0
    clicks_other: int = 0

    @property
    def closes_at(self) -> datetime:
        """When it counts."""
        return self.first_at + WINDOW

    @property
    def is_clicked(self) -> bool:
        """Whether anything was."""
        return self.clicks_own + self.clicks_other > 0

    @property
    def preference(self) -> int:
        """+1 if more of the other's products were clicked, -1 if more of the own's, else 0."""
        return (self.clicks_other > self.clicks_own) - (self.clicks_other < self.clicks_own)


def outcomes(rows: Iterable[ImpressionRow], experiment: str) -> list[Outcome]:
    """Those of an experiment, from rows with the oldest first, in the order in which they close."""
    arms: dict[str, Arm] = {label(experiment, "own"): "own", label(experiment, "other"): "other"}
    of: dict[str, Outcome] = {}
    for row in rows:
        one = row.impression
        arm = arms.get(one.arm)
        if arm is None:
            continue
        outcome = of.setdefault(one.shopper_id, Outcome(one.shopper_id, arm, one.at, one.place))
        if one.at == outcome.first_at and one.place < outcome.place:
            outcome.arm, outcome.place = arm, one.place
        if row.clicked_at is not None and row.clicked_at < outcome.closes_at:
            outcome.clicks_own += arm == "own"
            outcome.clicks_other += arm == "other"
    return list(of.values())


def baseline(rows: Iterable[ImpressionRow], shelf: str) -> tuple[int, int]:
    """Shoppers who were shown that shelf, and how many of them clicked on it within a day; rows as above."""
    closes: dict[str, datetime] = {}
    clicked: set[str] = set()
    for row in rows:
        one = row.impression
        if one.shelf == shelf:
            end = closes.setdefault(one.shopper_id, one.at + WINDOW)
            if row.clicked_at is not None and row.clicked_at < end:
                clicked.add(one.shopper_id)
    return len(closes), len(clicked)
