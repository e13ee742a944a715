"""What may stand in an outfit beside what is worn: for one person, in season, in stock, as was asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from daogou.core.errors import BadInput
from daogou.fit.outfits.families import Values, Wish, meet, suits
from daogou.fit.outfits.families_of_looks import prints_clash
from daogou.fit.outfits.knowledge import Knowledge
from daogou.fit.outfits.pieces import Piece
from daogou.graph.names import folded
from daogou.language.concepts import Concepts

CHILDREN = frozenset(("kids",))
FIELDS = {"category": "kinds", "colour": "colours", "material": "materials", "pattern": "patterns"}
FIELDS |= {"style": "styles", "occasion": "occasions", "season": "seasons", "brand": "brand"}


@dataclass(frozen=True)
class Rules:
    """What may stand in the outfit; ``must`` and ``excludes``: product ids, or ``field:value``."""

    wish: Wish
    budget: float | None
    currency: str
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

    def affordable(self, piece: Piece, left: float | None) -> bool:
        """Whether so much of the shop's money buys it; an unknown price cannot be promised to fit."""
        if left is None or piece.is_owned:
            return True
        return piece.price is not None and piece.price <= left and piece.currency == self.currency

    def _is_for_them(self, piece: Piece, worn: Sequence[Piece]) -> bool:
        """Children's things only where they are asked for, or worn: who says nothing is grown up."""
        if self.audience:
            return suits(piece.audience, self.audience)
        return set(piece.audience) != CHILDREN or any(set(one.audience) & CHILDREN for one in worn)

    def together(self, one: Piece, other: Piece) -> bool:
        """Whether one person would wear both: for the same people and season, prints that do not clash."""
        clash = prints_clash(one.patterns, other.patterns, self.known)
        agree = suits(one.audience, other.audience) and meet(one.seasons, other.seasons)
        return agree and not clash and not (one.id and one.id == other.id)

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
        if field == "brand":
            return folded(value) in folded(piece.brand)
        own = getattr(piece, FIELDS[field])
        wanted = self.concepts.link(field, value) or value.casefold()
        return any(wanted in self.concepts.with_broader(field, mine) for mine in own)
