"""What may fill a slot: by the rules, and where there is much, what suits best what is worn already."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from daogou.fit.outfits.looks import ACCESSORY, LAYER, Look
from daogou.fit.outfits.pieces import Piece
from daogou.fit.outfits.rules import Rules
from daogou.fit.outfits.scoring import Scoring

PER_SLOT = 48  # candidates that are searched through exactly
SHARE = 4  # pieces that a budget pays for as a rule; half of the candidates cost no more than their share


@dataclass(frozen=True)
class Candidates:
    """``fixed``: what every outfit holds; ``left``: of the budget beside it, None without limit."""

    scoring: Scoring
    rules: Rules
    fixed: Sequence[Piece]
    offered: Sequence[Piece]
    left: float | None
    _found: dict[tuple[str, str], list[Piece]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def of(self, slot: str, kind: str, look: Look) -> list[Piece]:
        """For a slot of a look; ``kind``: ``category:heels`` where it must be that. All looks are alike in
        their accessories and layers."""
        if (slot, kind) not in self._found:
            own = [piece for piece in self._allowed.get(slot, []) if self._suits(piece, slot, kind, look)]
            self._found[slot, kind] = own if len(own) <= PER_SLOT else self._best(own)
        return self._found[slot, kind]

    @cached_property
    def _allowed(self) -> dict[str, list[Piece]]:
        """Slot as looks name it -> what may be worn there."""
        found: dict[str, list[Piece]] = {}
        for piece in self.offered:
            if self.rules.affordable(piece, self.left) and self.rules.allows(piece, self.fixed):
                found.setdefault(self.rules.known.group(piece.slot), []).append(piece)
        return found

    def _suits(self, piece: Piece, slot: str, kind: str, look: Look) -> bool:
        if kind:
            return self.rules.meets(piece, kind)
        if slot == LAYER:
            return not look.layers or bool(look.layers & set(piece.kinds))
        return slot != ACCESSORY or piece.slot in look.accessories

    def _best(self, own: Sequence[Piece]) -> list[Piece]:
        """In their own order; within a budget, half of them cheap."""
        worth = self.scoring.alone(own, self.rules.wish)
        if self.fixed:
            worth = worth + self.scoring.across(own, self.fixed).mean(axis=1)
        order = np.argsort(-worth, kind="stable").tolist()
        if self.left is None:
            return [own[place] for place in sorted(order[:PER_SLOT])]
        share = self.left / SHARE
        cheap = [place for place in order if (own[place].price or 0) <= share][: PER_SLOT // 2]
        rest = [place for place in order if place not in set(cheap)]
        return [own[place] for place in sorted([*cheap, *rest[: PER_SLOT - len(cheap)]])]
