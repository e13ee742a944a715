"""What two pieces' facts say about being worn together; every feature is in -1..1, 0 where nothing is known.

A family reads facts that no other family reads, so that what it contributes can be told, and taken away,
apart from the rest. ``same``, ``shared`` and the like are 1 for whole agreement and below 0 for none.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from daogou.fit.outfits.knowledge import Knowledge
from daogou.fit.outfits.pieces import Piece
from daogou.graph.names import folded

Values = tuple[str, ...]
Fact = Any  # what a family reads of a piece: hashable, falsy where the piece says nothing


@dataclass(frozen=True, slots=True)
class Wish:
    """What the outfit is for: ids of concepts, each with the broader ones after it; empty: anything."""

    occasion: Values = ()
    season: str = ""


@dataclass(frozen=True)
class Family:
    """``fact``: what it reads. ``pair``: one number per name in ``of_pairs``; symmetric.

    ``alone``: one per name in ``of_one``, how a piece suits the wish. ``values``: what is counted among
    outfits, where it can be learnt which of them are worn together.
    """

    name: str
    fact: Callable[[Piece], Hashable]
    of_pairs: Sequence[str] = ()
    pair: Callable[[Fact, Fact], tuple[float, ...]] = lambda one, other: ()
    of_one: Sequence[str] = ()
    alone: Callable[[Fact, Wish], tuple[float, ...]] = lambda one, wish: ()
    values: Callable[[Piece], Values] | None = None


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """-1 nothing shared .. 1 the same: Jaccard's coefficient, with none at all as a contradiction."""
    shared, both = set(one) & set(other), set(one) | set(other)
    return len(shared) / len(both) if shared else -1.0


def closeness(one: float | None, other: float | None) -> float:
    """1 for equal levels, 0 for half the scale apart, -1 for its ends; 0 where one is unknown."""
    return 0.0 if one is None or other is None else 1.0 - 2.0 * abs(one - other)


def mean_level(values: Sequence[str], levels: Mapping[str, float]) -> float | None:
    """The mean level of the values that have one."""
    known = [levels[value] for value in values if value in levels]
    return sum(known) / len(known) if known else None


def first_level(values: Sequence[str], levels: Mapping[str, float]) -> float | None:
    """The level of the first value that has one: of a category and what is broader, the nearest."""
    return next((levels[value] for value in values if value in levels), None)


def kind_family(known: Knowledge) -> Family:
    """Kinds of things: worn together in the rule book, equally formal, right for the occasion."""
    pairs, formality = known.complements.get("category", frozenset()), known.formality["category"]

    def pair(one: Fact, other: Fact) -> tuple[float, ...]:
        goes = any((mine, theirs) in pairs for mine in one for theirs in other)
        return float(goes), closeness(first_level(one, formality), first_level(other, formality))

    def alone(one: Fact, wish: Wish) -> tuple[float, ...]:
        return (closeness(first_level(one, formality), known.formality_asked(wish.occasion)),)

    return Family(
        "kind",
        lambda piece: piece.kinds,
        ("complements", "formality"),
        pair,
        ("formality_asked",),
        alone,
        lambda piece: piece.kinds[:1],
    )


def style_family(known: Knowledge) -> Family:
    """Styles: the same, related, equally formal."""
    related, formality = known.related_styles, known.formality["style"]

    def pair(one: Fact, other: Fact) -> tuple[float, ...]:
        same = overlap(one, other)
        near = any((mine, theirs) in related for mine in one for theirs in other)
        equal = closeness(mean_level(one, formality), mean_level(other, formality))
        return float(same > 0), float(same < 0 and near), equal

    return Family(
        "style", lambda piece: piece.styles, ("same", "related", "formality"), pair, values=lambda p: p.styles
    )


def occasion_family() -> Family:
    """Occasions: shared, and the one that is asked for; a broader one counts half."""

    def pair(one: Fact, other: Fact) -> tuple[float, ...]:
        return (overlap(one, other),)

    def alone(one: Fact, wish: Wish) -> tuple[float, ...]:
        if not wish.occasion:
            return (0.0,)
        if wish.occasion[0] in one:
            return (1.0,)
        return (0.5 if set(wish.occasion) & set(one) else -1.0,)

    return Family(
        "occasion", lambda p: p.occasions, ("shared",), pair, ("asked",), alone, lambda p: p.occasions
    )


def season_family() -> Family:
    """Seasons: shared, and the one that is asked for."""

    def pair(one: Fact, other: Fact) -> tuple[float, ...]:
        return (overlap(one, other),)

    def alone(one: Fact, wish: Wish) -> tuple[float, ...]:
        return (0.0 if not wish.season else 1.0 if wish.season in one else -1.0,)

    # the order in which a feed lists seasons means nothing
    return Family("season", lambda p: tuple(sorted(p.seasons)), ("shared",), pair, ("asked",), alone)


def audience_family() -> Family:
    """For the same people; what is for all goes with anything."""

    def pair(one: Fact, other: Fact) -> tuple[float, ...]:
        return (1.0 if suits(one, other) else -1.0,)

    return Family("audience", lambda piece: piece.audience, ("same",), pair)


def suits(one: Values, other: Values) -> bool:
    """Whether one person can wear both; what is said for nobody or for all suits everybody."""
    return not one or not other or "unisex" in one or "unisex" in other or bool(set(one) & set(other))


def meet(one: Values, other: Values) -> bool:
    """Whether two lists of seasons share one; who says nothing is for all."""
    return not one or not other or bool(set(one) & set(other))


def brand_family() -> Family:
    """Of one brand."""
    return Family(
        "brand",
        lambda piece: folded(piece.brand),
        ("same",),
        lambda one, other: (float(one == other),),
        values=lambda piece: (piece.brand,) if piece.brand else (),
    )


def price_family() -> Family:
    """Of one price level for its kind; levels are set where the pieces of a shop are known."""
    return Family(
        "price",
        lambda piece: piece.level + 1 if piece.level >= 0 else 0,
        ("level",),
        lambda one, other: (closeness((one - 1) / 4, (other - 1) / 4),),
    )
