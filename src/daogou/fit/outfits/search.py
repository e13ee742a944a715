"""The best way to fill some slots within a budget: exact, by branch and bound.

An outfit's value is a sum over its pieces and over pairs of them. Slots are filled one by one; the bound of
what is still open gives each slot its best candidate with half of its best pair with every other open slot,
and prices a budget in by Lagrange multipliers (any multiplier >= 0 gives a true bound; the least counts).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
EMPTY = -1  # a slot left open
# multipliers tried in the bound, in units of the slots' range of values per mean price
MULTIPLIERS = (0.0, 0.15, 0.3, 0.6, 1.0, 1.7, 3.0)
ROUNDS = 4  # of leaving out candidates that cannot win: a fifth seldom finds one more
SLACK = 1e-12  # a bound that is only rounding above the best is not looked into


@dataclass(frozen=True, eq=False)
class Problem:
    """Per slot: ``alone`` float [n_slot], ``prices`` float [n_slot], and what leaving it open is worth.

    ``pairs[s][t]`` float [n_s, n_t], -inf where two pieces may not meet; ``budget`` inf where there is none.
    """

    alone: Sequence[Floats]
    pairs: Sequence[Sequence[Floats]]
    prices: Sequence[Floats]
    empty: Sequence[float]
    budget: float = np.inf

    @cached_property
    def reach(self) -> list[list[Floats]]:
        """[s][t] float [n_s]: half the best pair of each candidate of s with t; leaving t open is 0."""
        return [
            [np.maximum(pair.max(axis=1, initial=0.0), 0.0) / 2 for pair in of_slot] for of_slot in self.pairs
        ]

    @cached_property
    def multipliers(self) -> Floats:
        """Tried for the budget; only 0 where there is none."""
        priced = np.concatenate(list(self.prices)) if self.prices else np.empty(0)
        if not np.isfinite(self.budget) or not priced.any():
            return np.zeros(1)
        spread = max((float(np.ptp(one[np.isfinite(one)])) for one in self.alone if len(one)), default=0.0)
        return np.array(MULTIPLIERS) * (spread + 0.1) / float(priced.mean())

    def only(self, keep: Sequence[NDArray[np.bool_]]) -> "Problem":
        """The problem with fewer candidates: per slot bool [n], who stays."""
        slots = range(len(self.alone))
        return Problem(
            [alone[own] for alone, own in zip(self.alone, keep, strict=True)],
            [[self._pair(one, other, keep) for other in slots] for one in slots],
            [prices[own] for prices, own in zip(self.prices, keep, strict=True)],
            self.empty,
            self.budget,
        )

    def _pair(self, one: int, other: int, keep: Sequence[NDArray[np.bool_]]) -> Floats:
        own = self.pairs[one][other][keep[one]]
        return own if one == other else own[:, keep[other]]


@dataclass(frozen=True, slots=True)
class Solution:
    """``chosen``: per slot the candidate's place, EMPTY where it is left open; ``value`` is their sum."""

    value: float
    chosen: tuple[int, ...]


def best(problem: Problem, floor: float = -np.inf) -> Solution | None:
    """The best solution; where several are equally good, one of them, always the same.

    ``floor``: None unless there is a better one than that.
    """
    first = _Search(problem, floor)
    first.dive()
    kept = [np.arange(len(one)) for one in problem.alone]
    small = problem
    for _ in range(ROUNDS):
        keep = _Search(small, first.value).promising()
        if all(one.all() for one in keep):
            break
        kept = [rows[one] for rows, one in zip(kept, keep, strict=True)]
        small = small.only(keep)
    search = _Search(small, first.value)
    search.dive_all()
    if search.chosen is not None:
        places = enumerate(search.chosen)
        chosen = tuple(EMPTY if place == EMPTY else int(kept[slot][place]) for slot, place in places)
        return Solution(search.value, chosen)
    return None if first.chosen is None else Solution(first.value, first.chosen)


class _Search:
    """Depth first, the most promising candidate first; ``value``: to be exceeded."""

    def __init__(self, problem: Problem, floor: float) -> None:
        self.problem = problem
        self.value = floor
        self.chosen: tuple[int, ...] | None = None
        self._is_dive = False

    def dive(self) -> None:
        """Only the first way down: a solution, good as a rule."""
        self._is_dive = True
        self.dive_all()

    def dive_all(self) -> None:
        """To the end."""
        gains = [np.array(one, float) for one in self.problem.alone]
        self.fill(list(range(len(gains))), 0.0, gains, self.problem.budget, {})

    def promising(self) -> list[NDArray[np.bool_]]:
        """Per slot bool [n]: which candidates may still stand in a better solution."""
        slots = list(range(len(self.problem.alone)))
        bounds = self._all_bounds(slots, list(self.problem.alone), self.problem.budget)
        return [bound[:-1] > self.value + SLACK for bound in bounds]

    def fill(
        self, left: list[int], value: float, gains: list[Floats], budget: float, chosen: dict[int, int]
    ) -> None:
        """``gains[s]``: what each candidate of an open slot adds beside what is chosen."""
        if not left:
            if value > self.value + SLACK:
                self.value = value
                self.chosen = tuple(chosen.get(slot, EMPTY) for slot in range(len(self.problem.alone)))
            return
        slot, tops = self._next(left, gains, budget)
        rest = [other for other in left if other != slot]
        for candidate, bound in tops:
            if value + bound <= self.value + SLACK:
                break
            self._choose(slot, candidate, rest, value, gains, budget, chosen)
            if self._is_dive:
                break

    def _choose(
        self,
        slot: int,
        candidate: int,
        rest: list[int],
        value: float,
        gains: list[Floats],
        budget: float,
        chosen: dict[int, int],
    ) -> None:
        problem = self.problem
        if candidate == EMPTY:
            self.fill(rest, value + problem.empty[slot], gains, budget, chosen)
            return
        beside = list(gains)
        for other in rest:
            beside[other] = gains[other] + problem.pairs[slot][other][candidate]
        left = budget - float(problem.prices[slot][candidate])
        added = value + float(gains[slot][candidate])
        self.fill(rest, added, beside, left, chosen | {slot: candidate})

    def _next(
        self, left: list[int], gains: list[Floats], budget: float
    ) -> tuple[int, Iterator[tuple[int, float]]]:
        """The open slot with the fewest candidates that can still win, and those, best bound first."""
        bounds = self._all_bounds(left, gains, budget)
        row = min(range(len(left)), key=lambda place: int((bounds[place] > self.value).sum()))
        order = np.argsort(-bounds[row], kind="stable")
        count = len(bounds[row]) - 1
        ranked = ((EMPTY if place == count else int(place), float(bounds[row][place])) for place in order)
        return left[row], ranked

    def _all_bounds(self, left: list[int], gains: list[Floats], budget: float) -> list[Floats]:
        """Per open slot float [n + 1]: see ``_bounds``."""
        problem = self.problem
        bests = np.empty((len(left), len(problem.multipliers)))
        hopes = []
        for row, slot in enumerate(left):
            hope = gains[slot] + sum(problem.reach[slot][other] for other in left if other != slot)
            hope = np.where(problem.prices[slot] <= budget, hope, -np.inf)
            hopes.append(hope)
            priced = hope[None, :] - problem.multipliers[:, None] * problem.prices[slot][None, :]
            bests[row] = np.maximum(priced.max(axis=1, initial=-np.inf), problem.empty[slot])
        bonus = problem.multipliers * budget if np.isfinite(budget) else np.zeros(1)
        others = bests.sum(axis=0) - bests + bonus
        return [self._bounds(slot, hopes[row], others[row]) for row, slot in enumerate(left)]

    def _bounds(self, slot: int, hope: Floats, others: Floats) -> Floats:
        """float [n_slot + 1]: the most that each candidate can lead to; the last: leaving it open."""
        problem = self.problem
        priced = hope[:, None] - problem.multipliers[None, :] * problem.prices[slot][:, None] + others
        empty = (problem.empty[slot] + others).min()
        return np.append(priced.min(axis=1) if len(hope) else np.empty(0), empty)
