"""Paths between two entities, found from both ends at once in sorted arrays.

Entities are numbered in the order of their ids, so comparing numbers compares names. Every fact stands twice
in ``keys``, once for each end, as ``near * entities + far``: all facts between two sets of entities are found
by binary search, and no hub is ever walked through one by one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Allowed = NDArray[np.bool_] | None
Ranked = tuple[tuple[float, int, tuple[int, ...]], list[int], list[int]]
_DIGITS = 9  # as Path.order rounds
_MOST_PAIRS = 1_000_000  # walks held at once: some 70 MB
_SPARE = 50  # halves beyond those asked for, because some pairs visit an entity twice


@dataclass(frozen=True)
class Walks:
    """``nodes`` int64 [walks, length + 1] and ``facts`` int64 [walks, length], from the same end."""

    nodes: Numbers
    facts: Numbers

    @property
    def size(self) -> int:
        """How many."""
        return len(self.nodes)

    def chosen(self, which: NDArray[Any]) -> "Walks":
        """Some of them: bool [walks], or numbers."""
        return Walks(self.nodes[which], self.facts[which])

    def by_end(self) -> "Walks":
        """Ascending by the entity where they end."""
        return self.chosen(np.argsort(self.nodes[:, -1], kind="stable"))


@dataclass(frozen=True, eq=False)
class Adjacency:
    """``names``: entity ids, sorted. ``head``, ``relation``, ``tail`` int32 and ``confidence`` float64, all
    [facts], sorted by name; ``relations``: names by number, sorted. ``most_pairs``: of walks held at once."""

    names: Sequence[str]
    relations: Sequence[str]
    head: NDArray[np.int32]
    relation: NDArray[np.int32]
    tail: NDArray[np.int32]
    confidence: NDArray[np.float64]
    most_pairs: int = _MOST_PAIRS

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Entity id -> number."""
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def _sorted(self) -> tuple[Numbers, Numbers]:
        """(keys, which fact): int64 [2 * facts] each, ascending by key."""
        head, tail = self.head.astype(np.int64), self.tail.astype(np.int64)
        keys = np.concatenate([head * len(self.names) + tail, tail * len(self.names) + head])
        order = np.argsort(keys, kind="stable")
        return keys[order], order % len(head)

    def paths(
        self, start: str, end: str, *, max_length: int, limit: int, relations: Collection[str] = ()
    ) -> list[tuple[list[int], list[int]]]:
        """(entity numbers, fact numbers) of the best paths, in the order of ``Path.order``."""
        first, last = self.number_of.get(start), self.number_of.get(end)
        if first is None or last is None or first == last or limit < 1:
            return []
        allowed = self._allowed(relations)
        found: list[Ranked] = []
        for length in range(1, max_length + 1):
            if len(found) >= limit and found[limit - 1][0][0] <= -self._bound(first, last):
                break  # no longer path can be more confident, and at equal confidence a shorter one wins
            found += self._best(self._between(first, last, length, limit, allowed), limit)
            found = sorted(found, key=lambda entry: entry[0])[:limit]
        return [(nodes, facts) for _, nodes, facts in found]

    def around(self, names: Collection[str], most: int, relations: Collection[str] = ()) -> list[int]:
        """At most so many of the facts that touch these entities, most confident first, then by name."""
        near = np.array(sorted({self.number_of[name] for name in names if name in self.number_of}), np.int64)
        facts = np.unique(self._step(near)[1])
        allowed = self._allowed(relations)
        if allowed is not None:
            facts = facts[allowed[facts]]
        confidence = self.confidence[facts]
        if len(facts) > most:
            enough = confidence >= np.partition(confidence, -most)[-most]
            facts, confidence = facts[enough], confidence[enough]
        chosen: list[int] = facts[np.lexsort((facts, -confidence))][:most].tolist()
        return chosen

    def _allowed(self, relations: Collection[str]) -> Allowed:
        if not relations:
            return None
        wanted = np.array([name in relations for name in self.relations], bool)
        allowed: NDArray[np.bool_] = wanted[self.relation]
        return allowed

    def _bound(self, first: int, last: int) -> float:
        """No path can be more confident than its first and its last fact together."""
        best = [self.confidence[self._step(np.array([end]))[1]].max(initial=0.0) for end in (first, last)]
        return round(float(best[0] * best[1]), _DIGITS)

    def _step(self, near: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """All facts of some entities: (which of ``near``, fact, the far end), int64 [found] each."""
        keys, facts = self._sorted
        begin = np.searchsorted(keys, near * len(self.names))
        stop = np.searchsorted(keys, (near + 1) * len(self.names))
        place, row = _ranges(begin, stop)
        return row, facts[place], keys[place] % len(self.names)

    def _joining(self, left: Numbers, right: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """All facts between two lists of entities: (which of ``left``, which of ``right``, fact)."""
        keys, facts = self._sorted
        pairs = (left[:, None] * len(self.names) + right[None, :]).ravel()
        place, pair = _ranges(np.searchsorted(keys, pairs), np.searchsorted(keys, pairs, side="right"))
        return pair // len(right), pair % len(right), facts[place]

    def _between(self, first: int, last: int, length: int, limit: int, allowed: Allowed) -> Walks:
        """The walks of that length that visit no entity twice."""
        left = self._longer(_standing(first), allowed) if length > 1 else _standing(first)
        right = self._longer(_standing(last), allowed) if length > 2 else _standing(last)
        if length == 4:
            return _simple(self._met(self._longer(left, allowed), self._longer(right, allowed), limit))
        if left.size * right.size <= self.most_pairs:
            return _simple(self._joined(left, right, allowed))
        if left.size > right.size:
            return _simple(self._met(left, self._longer(right, allowed), limit))
        return _simple(self._met(self._longer(left, allowed), right, limit))

    def _longer(self, walks: Walks, allowed: Allowed) -> Walks:
        row, fact, far = self._step(walks.nodes[:, -1])
        longer = Walks(np.column_stack([walks.nodes[row], far]), np.column_stack([walks.facts[row], fact]))
        return _simple(longer if allowed is None else longer.chosen(allowed[fact]))

    def _joined(self, left: Walks, right: Walks, allowed: Allowed) -> Walks:
        """Walks with one fact between their ends."""
        one, other, fact = self._joining(left.nodes[:, -1], right.nodes[:, -1])
        nodes = np.column_stack([left.nodes[one], right.nodes[other, ::-1]])
        walks = Walks(nodes, np.column_stack([left.facts[one], fact, right.facts[other, ::-1]]))
        return walks if allowed is None else walks.chosen(allowed[fact])

    def _met(self, left: Walks, right: Walks, limit: int) -> Walks:
        """Walks whose ends are one entity; of too many, the best of either side for each such entity."""
        common = np.intersect1d(left.nodes[:, -1], right.nodes[:, -1])
        left, right = (w.chosen(np.isin(w.nodes[:, -1], common)).by_end() for w in (left, right))
        begin, stop = (
            np.searchsorted(right.nodes[:, -1], left.nodes[:, -1], side) for side in ("left", "right")
        )
        if int((stop - begin).sum()) > self.most_pairs:
            left, right = (self._best_of_each_end(w, limit + _SPARE) for w in (left, right))
            begin, stop = (
                np.searchsorted(right.nodes[:, -1], left.nodes[:, -1], side) for side in ("left", "right")
            )
        other, one = _ranges(begin, stop)
        nodes = np.column_stack([left.nodes[one], right.nodes[other, -2::-1]])
        return Walks(nodes, np.column_stack([left.facts[one], right.facts[other, ::-1]]))

    def _best_of_each_end(self, walks: Walks, most: int) -> Walks:
        ends = walks.nodes[:, -1]
        order = np.lexsort((*walks.facts.T[::-1], -self._confidence(walks), ends))
        ends = ends[order]
        place_in_group = np.arange(len(ends)) - np.searchsorted(ends, ends)
        return walks.chosen(order[place_in_group < most])

    def _confidence(self, walks: Walks) -> NDArray[np.float64]:
        together: NDArray[np.float64] = np.round(self.confidence[walks.facts].prod(axis=1), _DIGITS)
        return together

    def _best(self, walks: Walks, limit: int) -> list[Ranked]:
        if not walks.size:
            return []
        confidence = self._confidence(walks)
        if walks.size > limit:
            enough = confidence >= np.partition(confidence, -limit)[-limit]
            walks, confidence = walks.chosen(enough), confidence[enough]
        order = np.lexsort((*walks.facts.T[::-1], -confidence))[:limit]
        nodes, facts = walks.nodes[order].tolist(), walks.facts[order].tolist()
        return [
            ((-c, len(f), tuple(f)), n, f)
            for c, n, f in zip(confidence[order].tolist(), nodes, facts, strict=True)
        ]


def _standing(at: int) -> Walks:
    return Walks(np.array([[at]]), np.empty((1, 0), np.int64))


def _simple(walks: Walks) -> Walks:
    """Those that visit no entity twice."""
    width = walks.nodes.shape[1]
    same = np.zeros(walks.size, bool)
    for one in range(width):
        for other in range(one + 1, width):
            same |= walks.nodes[:, one] == walks.nodes[:, other]
    return walks.chosen(~same) if same.any() else walks


def _ranges(begin: Numbers, stop: Numbers) -> tuple[Numbers, Numbers]:
    """Every place in each of several half-open ranges, and of which range it is."""
    counts = stop - begin
    row = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return np.arange(len(row)) - before[row] + begin[row], row
