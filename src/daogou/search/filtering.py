"""Which rows meet the constraints, and which constraints to give up when none does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from daogou.core.query import Constraint
from daogou.index.columns import Columns
from daogou.index.postings import Postings
from daogou.language.tokens import Tokens

Mask = NDArray[np.bool_]
# Given up first to last: what it costs and what it is are what a shopper insists on.
_GIVEN_UP = str.split(
    "length fit sleeve neckline pattern material audience brand in_stock size colour price category"
)


@dataclass(frozen=True)
class Filtered:
    """``mask``: rows that meet all of ``kept``; ``given_up``: constraints read from the words that had to
    go."""

    mask: Mask
    kept: tuple[Constraint, ...]
    given_up: tuple[Constraint, ...]
    masks: Mapping[str, Mask]  # a constraint's key -> the rows that meet it

    def without(self, field: str, rows: Mask) -> Mask:
        """``rows`` that meet every constraint but the positive ones on ``field``."""
        left = rows.copy()
        for constraint in self.kept:
            if constraint.field != field or constraint.excluded:
                left &= self.masks[constraint.key]
        return left


@dataclass(frozen=True)
class Filters:
    """Exact filters over one catalogue."""

    columns: Columns
    postings: Postings
    tokens: Tokens

    def __call__(self, ticked: Sequence[Constraint], read: Sequence[Constraint]) -> Filtered:
        """Rows that meet what the shopper ticked and what was read from the words.

        What was ticked always holds, and takes the place of what was read about the same field: who typed red
        and ticks blue wants blue. Of what was read, the least important is given up until something is
        left: first one alone if that suffices, else one after another.

        Raises:
            BadQuery: an unknown field.
        """
        ticked = _alternatives(ticked)
        decided = {c.field for c in ticked if not c.excluded}
        read = [c for c in read if c.excluded or c.field not in decided]
        masks = {c.key: self.mask(c) for c in (*ticked, *read)}
        always = _all([masks[c.key] for c in ticked], self.columns.size)
        weakest = sorted(read, key=_importance)
        for given_up in self._ways(weakest):
            kept = [c for c in read if c not in given_up]
            mask = _all([always, *(masks[c.key] for c in kept)], self.columns.size)
            if mask.any():
                return Filtered(mask, (*ticked, *kept), tuple(given_up), masks)
        return Filtered(always, tuple(ticked), tuple(read), masks)

    def _ways(self, weakest: Sequence[Constraint]) -> list[list[Constraint]]:
        alone = [[constraint] for constraint in weakest]
        together = [list(weakest[:number]) for number in range(2, len(weakest) + 1)]
        return [[], *alone, *together]

    def mask(self, constraint: Constraint) -> Mask:
        """Which products meet a condition; ``words`` are looked for in their texts.

        So are words of what is excluded, where a product does not state the field.

        Raises:
            BadQuery: no such field.
        """
        if constraint.field == "words":
            has = self._say(constraint.values)
            return ~has if constraint.excluded else has
        met = self.columns.mask(constraint)
        if not (constraint.excluded and constraint.words and constraint.values):
            return met
        stated = np.zeros(self.columns.size, bool)
        stated[self.columns.field(constraint.field).rows] = True
        said = [constraint.words] if len(constraint.values) == 1 else constraint.words.split()
        return met & (stated | ~self._say(said))

    def _say(self, words: Sequence[str]) -> Mask:
        """Which products' texts have one of the words, each with all its tokens."""
        has = np.zeros(self.columns.size, bool)
        for word in words:
            if tokens := self.tokens(word):
                has |= self.postings.count([[token] for token in tokens]) == len(tokens)
        return has


def _alternatives(ticked: Sequence[Constraint]) -> list[Constraint]:
    """Several values ticked in one field become one constraint that any of them meets."""
    joined: dict[tuple[str, bool], Constraint] = {}
    ranges: list[Constraint] = []
    for constraint in ticked:
        if not constraint.values:
            ranges.append(constraint)
            continue
        key = (constraint.field, constraint.excluded)
        before = joined.get(key)
        values = dict.fromkeys((*(before.values if before else ()), *constraint.values))
        joined[key] = replace(constraint, values=tuple(values))
    return [*joined.values(), *ranges]


def _importance(constraint: Constraint) -> tuple[bool, int]:
    known = constraint.field in _GIVEN_UP
    return (constraint.excluded, _GIVEN_UP.index(constraint.field) if known else -1)


def _all(masks: Sequence[Mask], size: int) -> Mask:
    result = np.ones(size, bool)
    for mask in masks:
        result &= mask
    return result
