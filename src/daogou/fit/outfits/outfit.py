"""An outfit: what is worn, how well it goes together, what it costs, and why each piece is there."""

from dataclasses import dataclass

from daogou.fit.outfits.pieces import Piece
from daogou.fit.outfits.reasons import Reason


@dataclass(frozen=True)
class Chosen:
    """One piece of an outfit. ``slot``: as looks name it. ``is_new``: not among what was given as worn."""

    piece: Piece
    slot: str
    is_new: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Outfit:
    """``pieces``: what was given first, then what was chosen.

    ``score`` 0..1, .5 where nothing speaks for or against it; not a probability. ``price``: of what is to be
    bought, None where one price is unknown or they are in several currencies. ``missing``: slots that an
    outfit needs and nothing could fill.
    """

    pieces: tuple[Chosen, ...]
    score: float
    price: float | None
    currency: str
    missing: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[Chosen, ...]:
        """What was chosen."""
        return tuple(one for one in self.pieces if one.is_new)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Of all that was chosen."""
        return tuple(reason for one in self.new for reason in one.reasons)
