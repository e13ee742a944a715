"""What was worn or bought together, counted: pairs of products, and pairs of their values.

Both are told as lift: ``log((seen + s) / (expected + s))``, expected if things were drawn apart from each
other; ``s`` shrinks what was seen seldom towards 0 (a Gamma prior of mean 1 on the ratio).
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations
from typing import Any

from daogou.core.event import Event
from daogou.fit.outfits.families import Family
from daogou.fit.outfits.pieces import Piece
from daogou.graph.events import VISIT

Pair = tuple[str, str]
SHRINK_PRODUCTS = 1.0  # a pair seen once where .1 was expected: lift log(2 / 1.1) = .6
SHRINK_VALUES = 20.0  # values are seen thousands of times; below some 20 chance rules
# among the 200,000 pairs of 640 products some 40 are in two of 500 baskets by chance, hardly one in three
LEAST_BASKETS = 3
FULL = 2.0  # the lift that counts as 1: about seven times as often as by chance


@dataclass(frozen=True)
class Together:
    """``pairs``: two ids, in order -> in how many sets both were; ``each``: id -> in how many sets.

    ``sets``: how many there were. Sets are outfits worn, or baskets bought (``are_baskets``).
    """

    pairs: Mapping[Pair, int] = field(default_factory=dict)
    each: Mapping[str, int] = field(default_factory=dict)
    sets: int = 0
    are_baskets: bool = False

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready; ``together_from`` reads it."""
        return {
            "pairs": [[one, other, count] for (one, other), count in self.pairs.items()],
            "each": dict(self.each),
            "sets": self.sets,
            "are_baskets": self.are_baskets,
        }

    def count(self, one: str, other: str) -> int:
        """In how many sets both were."""
        return self.pairs.get((one, other) if one < other else (other, one), 0)

    def lift(self, one: str, other: str, shrink: float = SHRINK_PRODUCTS) -> float:
        """-1..1: how much more often than by chance; 0 where nothing was seen of one."""
        often = self.each.get(one, 0) * self.each.get(other, 0)
        if not often:
            return 0.0
        ratio = math.log((self.count(one, other) + shrink) / (often / self.sets + shrink))
        return max(-1.0, min(1.0, ratio / FULL))


def together(sets: Iterable[Iterable[str]]) -> Together:
    """Counts of sets of product ids; a product counts once in a set."""
    pairs: Counter[Pair] = Counter()
    each: Counter[str] = Counter()
    n_sets = 0
    for one in sets:
        ids = sorted(set(one))
        each.update(ids)
        pairs.update(combinations(ids, 2))
        n_sets += 1
    return Together(pairs, each, n_sets)


def bought_together(sets: Sequence[Iterable[str]], least: int = LEAST_BASKETS) -> Together:
    """The same of baskets, without pairs that are in fewer than ``least``.

    They may be chance, and what single people bought is nobody's business.
    """
    counts = together(sets)
    pairs = {pair: count for pair, count in counts.pairs.items() if count >= least}
    return Together(pairs, counts.each, counts.sets, are_baskets=True)


def together_from(document: Mapping[str, Any]) -> Together:
    """What ``as_dict`` wrote."""
    pairs = {(str(one), str(other)): int(count) for one, other, count in document["pairs"]}
    are_baskets = bool(document.get("are_baskets", False))
    return Together(pairs, document["each"], int(document["sets"]), are_baskets)


def baskets(events: Iterable[Event]) -> list[tuple[str, tuple[str, ...]]]:
    """(shopper id, product ids) of what was bought within a day of each other, two products or more."""
    found: dict[str, list[tuple[datetime, dict[str, None]]]] = {}
    for event in sorted(events, key=lambda one: (one.at, one.id)):
        if event.kind == "buy" and event.product_id:
            own = found.setdefault(event.shopper_id, [])
            if not own or event.at - own[-1][0] > VISIT:
                own.append((event.at, {}))
            own[-1][1][event.product_id] = None
    return [(who, tuple(ids)) for who, own in found.items() for _, ids in own if len(ids) > 1]


Table = Mapping[str, Mapping[str, float]]  # value -> value -> lift in -1..1, both ways round


def value_lifts(family: Family, sets: Sequence[Sequence[Piece]], shrink: float = SHRINK_VALUES) -> Table:
    """How much more often two values of a family are worn by different pieces of one set than by chance.

    Chance is what pairs of pieces would show if their values were drawn apart.
    """
    seen: Counter[Pair] = Counter()
    each: Counter[str] = Counter()
    n_pairs = 0.0
    for one in sets:
        for mine, theirs in combinations([family.values(piece) if family.values else () for piece in one], 2):
            if not mine or not theirs:
                continue
            n_pairs += 2  # each pair is seen from both ends
            for value in (*mine, *theirs):
                each[value] += 1
            for left in mine:
                for right in theirs:
                    seen[left, right] += 1
                    seen[right, left] += 1
    lifts: dict[str, dict[str, float]] = {value: {} for value in each}
    for left, often in each.items():
        for right, other in each.items():
            ratio = math.log((seen[left, right] + shrink) / (often * other / n_pairs + shrink))
            lifts[left][right] = round(max(-1.0, min(1.0, ratio / FULL)), 4)
    return lifts
