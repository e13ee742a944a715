"""A look's slots with their candidates, as a problem for the search."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from daogou.fit.outfits.families import Values, Wish, meet, suits
from daogou.fit.outfits.families_of_looks import prints_clash
from daogou.fit.outfits.knowledge import Knowledge
from daogou.fit.outfits.pieces import Piece
from daogou.fit.outfits.scoring import Scoring
from daogou.fit.outfits.search import EMPTY, Problem, best

Floats = NDArray[np.float64]
NEEDED = 10.0  # what a needed slot left open costs: more than any piece can, so it is filled if it can be
REPEATED = 1.5  # what offering a piece again costs, in the value of one piece: about style and colour
# of an outfit's value, for taking a piece at all: a piece that adds nothing is not worth its price
WORTH = 0.02


@dataclass(frozen=True, eq=False)
class Slate:
    """``fixed``: what every outfit holds. Per slot a name, whether it is needed, and ``candidates``.

    ``budget``: for all candidates together, None without limit.
    """

    scoring: Scoring
    wish: Wish
    fixed: Sequence[Piece]
    names: Sequence[str]
    needs: Sequence[bool]
    candidates: Sequence[Sequence[Piece]]
    budget: float | None
    known: Knowledge

    @property
    def full(self) -> int:
        """How many pieces the outfit has if every slot is filled."""
        return len(self.fixed) + len(self.names)

    def best(
        self,
        offered: Sequence[Sequence[Piece]] = (),
        insisting: float = 1.0,
        floor: float = -np.inf,
    ) -> tuple[float, tuple[int, ...]] | None:
        """The value and the places of the best outfit; pieces offered before count less.

        ``insisting``: how many times their cost. ``floor``: None unless an outfit is worth more.
        """
        times = Counter(piece for one in offered for piece in one)
        costs = [
            np.array([insisting * REPEATED / self.full * times[piece] for piece in of_slot])
            for of_slot in self.candidates
        ]
        alone = [gain - cost for gain, cost in zip(self._problem.alone, costs, strict=True)]
        found = best(replace(self._problem, alone=alone), floor)
        return None if found is None else (found.value, found.chosen)

    @property
    def unfillable(self) -> int:
        """How many needed slots nothing can fill."""
        slots = zip(self.needs, self.candidates, strict=True)
        return sum(needed and not candidates for needed, candidates in slots)

    def pieces(self, places: Sequence[int]) -> tuple[Piece, ...]:
        """What stands at these places, slot by slot."""
        chosen = zip(self.candidates, places, strict=True)
        return tuple(of_slot[place] for of_slot, place in chosen if place != EMPTY)

    def missing(self, places: Sequence[int]) -> tuple[str, ...]:
        """Needed slots that are left open."""
        slots = zip(self.names, self.needs, places, strict=True)
        return tuple(name for name, needed, place in slots if needed and place == EMPTY)

    @cached_property
    def _problem(self) -> Problem:
        pieces = [*self.fixed, *(piece for of_slot in self.candidates for piece in of_slot)]
        worth = self.scoring.of_pairs(pieces) / max(self.full * (self.full - 1) / 2, 1)
        worth = np.where(self._apart(pieces), -np.inf, worth)
        alone = self.scoring.alone(pieces, self.wish) / self.full
        gains = alone + worth[:, : len(self.fixed)].sum(axis=1) - WORTH / self.full
        ends = np.cumsum([len(self.fixed), *map(len, self.candidates)])
        spans = [slice(start, end) for start, end in pairwise(ends.tolist())]
        return Problem(
            [gains[span] for span in spans],
            [[worth[one, other] for other in spans] for one in spans],
            [np.array([piece.price or 0.0 for piece in of_slot], float) for of_slot in self.candidates],
            [-NEEDED if needed else 0.0 for needed in self.needs],
            np.inf if self.budget is None else self.budget,
        )

    def _apart(self, pieces: Sequence[Piece]) -> NDArray[np.bool_]:
        """bool [n, n]: who may not be worn together: prints that clash; for different people, or seasons.

        What the shopper wears already is their own affair.
        """
        apart = _unlike([piece.patterns for piece in pieces], self._prints_agree)
        apart |= _unlike([piece.audience for piece in pieces], suits)
        apart |= _unlike([piece.seasons for piece in pieces], meet)
        apart[: len(self.fixed), : len(self.fixed)] = False
        return np.asarray(apart)

    def _prints_agree(self, one: Values, other: Values) -> bool:
        return not prints_clash(one, other, self.known)


def _unlike(facts: Sequence[tuple[str, ...]], agree: Callable[[Values, Values], bool]) -> NDArray[np.bool_]:
    """bool [n, n]: whose facts do not agree; each distinct pair is asked about once."""
    kinds = {fact: place for place, fact in enumerate(dict.fromkeys(facts))}
    codes = np.array([kinds[fact] for fact in facts], np.intp)
    unlike = np.array([[not agree(one, other) for other in kinds] for one in kinds], bool)
    return np.asarray(unlike.reshape(len(kinds), len(kinds))[codes][:, codes])
