"""Filling the slots of a look from candidates: rules, the best outfit, then others that differ from it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from daogou.core.errors import BadInput
from daogou.fit.outfits.families import Values, Wish, meet, suits
from daogou.fit.outfits.families_of_looks import is_strong_print
from daogou.fit.outfits.knowledge import Knowledge
from daogou.fit.outfits.looks import Look
from daogou.fit.outfits.outfit import Chosen, Outfit
from daogou.fit.outfits.pieces import Piece
from daogou.fit.outfits.reasons import reasons_of
from daogou.fit.outfits.scoring import Scoring
from daogou.fit.outfits.slate import Slate
from daogou.language.concepts import Concepts

PER_SLOT = 80  # candidates that are searched through exactly, those that suit the anchors best
# how often over a repeated piece costs what it costs, until the outfit has something new
INSISTING = (1, 2, 4, 8, 16)
Found = tuple[Slate, tuple[int, ...]]  # an outfit: of which slate, which places
CHILDREN = frozenset(("kids",))
FIELDS = {"category": "kinds", "colour": "colours", "material": "materials", "pattern": "patterns"}
FIELDS |= {"style": "styles", "occasion": "occasions", "season": "seasons", "brand": "brand"}


@dataclass(frozen=True)
class Rules:
    """What may stand in the outfit; ``must`` and ``excludes``: product ids, or ``field:value``."""

    wish: Wish
    budget: float | None
    audience: Values
    must: tuple[str, ...]
    excludes: tuple[str, ...]
    concepts: Concepts
    known: Knowledge

    def allows(self, piece: Piece, worn: Sequence[Piece]) -> bool:
        """Whether a piece may be chosen beside what is worn."""
        season = self.wish.season
        return (
            piece.in_stock
            and not (season and piece.seasons and season not in piece.seasons)
            and self._is_for_them(piece, worn)
            and not any(self.meets(piece, one) for one in self.excludes)
            and all(self.together(piece, other) for other in worn)
        )

    def _is_for_them(self, piece: Piece, worn: Sequence[Piece]) -> bool:
        """Children's things only where they are asked for, or worn: who says nothing is grown up."""
        if self.audience:
            return suits(piece.audience, self.audience)
        return set(piece.audience) != CHILDREN or any(set(one.audience) & CHILDREN for one in worn)

    def together(self, one: Piece, other: Piece) -> bool:
        """Whether one person would wear both: for the same people, and at most one strong print."""
        prints = is_strong_print(one, self.known) and is_strong_print(other, self.known)
        agree = suits(one.audience, other.audience) and meet(one.seasons, other.seasons)
        return agree and not prints and not (one.id and one.id == other.id)

    def meets(self, piece: Piece, condition: str) -> bool:
        """Whether a piece is what ``SKU-1`` or ``colour:red`` names.

        Raises:
            BadInput: a field that pieces do not have.
        """
        field, colon, value = condition.partition(":")
        if not colon or piece.id == condition:
            return piece.id == condition
        if field not in FIELDS:
            raise BadInput(
                f"{condition!r}: there is no field {field!r}.", hint=f"There are: {', '.join(FIELDS)}."
            )
        own = getattr(piece, FIELDS[field])
        wanted = self.concepts.link(field, value) or value.casefold()
        if field == "brand":
            return bool(wanted in own)
        return any(wanted in self.concepts.with_broader(field, mine) for mine in own)


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
            tried = [(*slate.best(offered, times), slate) for slate in slates]
            fresh = [
                one
                for one in tried
                if self._is_new(one[2].pieces(one[1]), offered)
                and (most is None or len(one[2].missing(one[1])) <= most)
            ]
            if fresh:
                _, places, slate = max(fresh, key=lambda one: one[0])
                return slate, places
        return None

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
            if not self._is_allowed(piece, self.rules.budget, self.worn):
                raise BadInput(f"{piece.title()!r} cannot stand in this outfit.", hint="Leave it out.")
        return tuple(found)

    @property
    def fixed(self) -> tuple[Piece, ...]:
        """What every outfit holds."""
        return (*self.worn, *self.required)

    def _slate(self, look: Look) -> Slate:
        """The look with its candidates."""
        slots = self._slots(look)
        left = self._left
        allowed = [piece for piece in self.offered if self._is_allowed(piece, left, self.fixed)]
        candidates = [self._candidates(allowed, slot, kind, look) for slot, _, kind in slots]
        prints = [[is_strong_print(piece, self.rules.known) for piece in own] for own in candidates]
        names, needs = [slot for slot, _, _ in slots], [needed for _, needed, _ in slots]
        return Slate(self.scoring, self.rules.wish, self.fixed, names, needs, candidates, left, prints)

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

    def _is_allowed(self, piece: Piece, left: float | None, worn: Sequence[Piece]) -> bool:
        affordable = left is None or (piece.price is not None and piece.price <= left)
        return affordable and self.rules.allows(piece, worn)

    def _group(self, piece: Piece) -> str:
        return self.rules.known.group(piece.slot)

    def _candidates(self, allowed: Iterable[Piece], slot: str, kind: str, look: Look) -> list[Piece]:
        own = [
            piece
            for piece in allowed
            if self._group(piece) == slot
            and (not kind or self.rules.meets(piece, kind))
            and (kind or slot != "accessory" or piece.slot in look.accessories)
        ]
        if len(own) <= PER_SLOT:
            return own
        worth = self.scoring.alone(own, self.rules.wish)
        if self.fixed:
            worth = worth + self.scoring.across(own, self.fixed).mean(axis=1)
        order = np.argsort(-worth, kind="stable")[:PER_SLOT]
        return [own[place] for place in sorted(order.tolist())]

    def _outfit(self, slate: Slate, places: tuple[int, ...]) -> Outfit:
        chosen = slate.pieces(places)
        new, pieces = (*self.required, *chosen), (*self.fixed, *chosen)
        prices = [piece.price for piece in new]
        return Outfit(
            tuple(self._chosen(pieces, place, slate.full) for place in range(len(pieces))),
            self.scoring.shown(self.scoring.value(pieces, self.rules.wish, slate.full)),
            None if None in prices else math.fsum(price for price in prices if price is not None),
            next((piece.currency for piece in new if piece.currency), ""),
            slate.missing(places),
        )

    def _chosen(self, pieces: Sequence[Piece], place: int, full: int) -> Chosen:
        is_new = place >= len(self.worn)
        whys = reasons_of(self.scoring, pieces, place, self.rules.wish, full) if is_new else ()
        return Chosen(pieces[place], self._group(pieces[place]), is_new, whys)
