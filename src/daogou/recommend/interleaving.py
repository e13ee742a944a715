"""Team-draft interleaving: one list from two rankings, in which each product knows whose it is.

Radlinski, Kurup and Joachims, *How does clickthrough data reflect retrieval quality?*, CIKM 2008: as two
captains choose teams. In each round a coin says who chooses first; each takes its best that is not taken.
Both have the same chance of every place, so clicks on the one's products mean that they are better liked.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

import numpy as np

from daogou.recommend.arms import Arm

T = TypeVar("T")


def team_draft(own: Sequence[T], other: Sequence[T], k: int, key: str) -> list[tuple[T, Arm]]:
    """At most k things of two rankings, best first, each with the arm that chose it.

    When one ranking is used up, the other goes on alone. The same ``key`` (experiment, shopper and day)
    tosses the same coins, so a page that is loaded again stays as it is.
    """
    random = np.random.default_rng(int.from_bytes(sha256(key.encode("utf-8", "replace")).digest()[:8], "big"))
    left: dict[Arm, list[T]] = {"own": list(own), "other": list(other)}
    drafted: list[tuple[T, Arm]] = []
    taken: set[T] = set()
    while len(drafted) < k and any(left.values()):
        first: tuple[Arm, Arm] = ("own", "other") if random.random() < 0.5 else ("other", "own")
        for arm in first:
            chosen = _best_left(left[arm], taken)
            if chosen is not None and len(drafted) < k:
                drafted.append((chosen, arm))
                taken.add(chosen)
    return drafted


def _best_left(ranking: list[T], taken: set[T]) -> T | None:
    while ranking:
        best = ranking.pop(0)
        if best not in taken:
            return best
    return None
