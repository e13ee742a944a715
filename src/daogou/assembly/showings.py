"""How often each product was shown on a shelf and clicked lately, looked up once in a while."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

import numpy as np

from daogou.recommend.history import Ints
from daogou.shoppers.shoppers import Shoppers

LATELY = timedelta(days=28)  # four weeks, so that every weekday counts alike
FRESH = timedelta(minutes=10)  # counts of a month do not change faster


@dataclass
class Showings:
    """Counts of the products in ``row_of``; safe to ask from several threads."""

    shoppers: Callable[[], Shoppers]
    row_of: Mapping[str, int]
    _kept: tuple[datetime, Ints, Ints] | None = None
    _lock: Lock = field(default_factory=Lock)

    def at(self, now: datetime) -> tuple[Ints, Ints]:
        """How often each was shown, and clicked: int64 [n_products] twice."""
        with self._lock:
            if self._kept is None or now - self._kept[0] > FRESH:
                self._kept = (now, *self._counted(now))
            return self._kept[1:]

    def _counted(self, now: datetime) -> tuple[Ints, Ints]:
        shown, clicked = (np.zeros(len(self.row_of), np.int64) for _ in range(2))
        for one in self.shoppers().impressions(now - LATELY, now):
            row = self.row_of.get(one.impression.product_id)
            if row is not None:
                shown[row] += 1
                clicked[row] += one.is_clicked
        return shown, clicked
