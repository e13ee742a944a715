"""Filling the slots of a look from candidates: rules, the best outfit, then others that differ from it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from daogou.core.errors import BadInput
from daogou.fit.outfits.candidates import Candidates
from daogou.fit.outfits.looks import Look
from daogou.fit.outfits.outfit import Chosen, Outfit
from daogou.fit.outfits.pieces import Piece
from daogou.fit.outfits.reasons import reasons_of
from daogou.fit.outfits.rules import Rules
from daogou.fit.outfits.scoring import Scoring
from daogou.fit.outfits.slate import Slate

# how often over a repeated piece costs what it costs, until the outfit has something new
INSISTING = (1, 2, 4, 8, 16)
Found = tuple[Slate, tuple[int, ...]]  # an outfit: of which slate, which places


@dataclass(frozen=True)
class Filling:
    """``worn``: given; ``offered``: what may be chosen."""

    scoring: Scoring
    rules: Rules
    worn: Sequence[Piece]
    offered: Sequence[Piece]

    def outfits(self, looks: Sequence[Look], k: int) -> tuple[Outfit, ...]:
        """The best over all looks, then the best of those that repeat little, ``k`` at most."""
        slates = [self._slate(look) for look in looks]
        fewest = min((slate.unfillable for slate in slates), default=0)
        slates = [slate for slate in slates if slate.unfillable == fewest]
        found: list[Found] = []
        while len(found) < k:
            another = self._another(slates, found)
            if another is None:
                break
            found.append(another)
        return tuple(self._outfit(slate, places) for slate, places in found)

    def _another(self, slates: Sequence[Slate], found: Sequence[Found]) -> Found | None:
        """The best outfit that has something new, and wants for no more than the first did."""
        offered = [slate.pieces(places) for slate, places in found]
        most = min((len(slate.missing(places)) for slate, places in found), default=None)
        for times in INSISTING if offered else INSISTING[:1]:
            best: tuple[float, Found | None] = (-math.inf, None)
            for slate in slates:
                one = slate.best(offered, times, best[0])
                if one and self._is_fresh(slate, one[1], offered, most):
                    best = one[0], (slate, one[1])
            if best[1]:
                return best[1]
        return None

    def _is_fresh(
        self, slate: Slate, places: tuple[int, ...], offered: Sequence[Sequence[Piece]], most: int | None
    ) -> bool:
        wants = len(slate.missing(places))
        return (most is None or wants <= most) and self._is_new(slate.pieces(places), offered)

    def _is_new(self, pieces: Sequence[Piece], offered: Sequence[Sequence[Piece]]) -> bool:
        before = {piece for one in offered for piece in one}
        return bool(set(pieces) - before) or (not offered and bool(self.required))

    @cached_property
    def required(self) -> tuple[Piece, ...]:
        """Products that the outfit must have, by id.

        Raises:
            BadInput: none of that id, or it may not be worn with the rest.
        """
        by_id = {piece.id: piece for piece in self.offered}
        found: list[Piece] = []
        for one in self.rules.must:
            if one in by_id:
                found.append(by_id[one])
            elif ":" not in one:
                raise BadInput(f"There is no {one!r} to wear.", hint="Give a product id, or category:heels.")
        for piece in found:
            affordable = self.rules.affordable(piece, self.rules.budget)
            if not (affordable and self.rules.allows(piece, self.worn)):
                raise BadInput(f"{piece.title()!r} cannot stand in this outfit.", hint="Leave it out.")
        return tuple(found)

    @property
    def fixed(self) -> tuple[Piece, ...]:
        """What every outfit holds."""
        return (*self.worn, *self.required)

    def _slate(self, look: Look) -> Slate:
        """The look with its candidates."""
        slots = self._slots(look)
        candidates = [self._candidates.of(slot, kind, look) for slot, _, kind in slots]
        names, needs = [slot for slot, _, _ in slots], [needed for _, needed, _ in slots]
        wish, known = self.rules.wish, self.rules.known
        return Slate(self.scoring, wish, self.fixed, names, needs, candidates, self._left, known)

    @cached_property
    def _candidates(self) -> Candidates:
        return Candidates(self.scoring, self.rules, self.fixed, self.offered, self._left)

    def _slots(self, look: Look) -> list[tuple[str, bool, str]]:
        """(slot, whether it is needed, kind that must be there): such a kind has a slot of its own."""
        slots = [(slot, slot in look.required, "") for slot in look.slots]
        ids = {piece.id for piece in self.required}
        for kind in (one for one in self.rules.must if one not in ids):
            groups = sorted({self._group(one) for one in self.offered if self.rules.meets(one, kind)})
            if not groups:
                raise BadInput(f"Nothing here is {kind!r}.", hint="Leave it out.")
            slots = [one for one in slots if one[0] != groups[0] or one[2]]
            slots.append((groups[0], True, kind))
        return slots

    @property
    def _left(self) -> float | None:
        """Of the budget, beside what must be there."""
        if self.rules.budget is None:
            return None
        left = self.rules.budget - sum(piece.price or 0 for piece in self.required)
        if left < 0:
            raise BadInput("What the outfit must have costs more than the budget.", hint="Raise the budget.")
        return left

    def _group(self, piece: Piece) -> str:
        return self.rules.known.group(piece.slot)

    def _outfit(self, slate: Slate, places: tuple[int, ...]) -> Outfit:
        chosen = slate.pieces(places)
        new, pieces = (*self.required, *chosen), (*self.fixed, *chosen)
        bought = [piece for piece in new if not piece.is_owned]
        prices = [piece.price for piece in bought]
        currencies = {piece.currency for piece in bought}
        return Outfit(
            tuple(self._chosen(pieces, place, slate.full) for place in range(len(pieces))),
            self.scoring.shown(self.scoring.value(pieces, self.rules.wish, slate.full)),
            None if None in prices or len(currencies) > 1 else math.fsum(price or 0 for price in prices),
            min(currencies) if len(currencies) == 1 else "",
            slate.missing(places),
        )

    def _chosen(self, pieces: Sequence[Piece], place: int, full: int) -> Chosen:
        is_new = place >= len(self.worn)
        whys = reasons_of(self.scoring, pieces, place, self.rules.wish, full) if is_new else ()
        return Chosen(pieces[place], self._group(pieces[place]), is_new, whys)
