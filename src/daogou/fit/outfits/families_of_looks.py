"""Families of features about how things look: colour, pattern, material. See ``families``."""

from collections.abc import Sequence
from dataclasses import dataclass

from daogou.fit.colour_harmony import VIVID, Relation, Shade, harmony, relation, shades
from daogou.fit.outfits.families import Fact, Family, Wish, closeness, mean_level
from daogou.fit.outfits.knowledge import Knowledge
from daogou.fit.outfits.pieces import Piece

LEATHERS = frozenset(("shoes", "bag", "waist"))  # slots whose colours dress codes match to each other
CLOTHES = frozenset(("top", "bottom", "dress", "set", "suit", "layer"))  # whose cloth has a weight
PLAIN = 0.1  # loudness up to which a pattern is a texture: a cable knit, quilting
LOUD = 0.5  # loudness above which a pattern is a strong print
SCALE = 0.35  # of loudness: patterns that differ at least so much read as a large and a small one


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of a piece, the main first, with how they look."""

    colours: tuple[str, ...]
    shades: tuple[Shade, ...]
    is_leather: bool

    def __bool__(self) -> bool:
        return bool(self.colours or self.shades)


def look_of(piece: Piece) -> Look:
    """Measured shades if there are any, else what its colours' names look like."""
    known = shades()
    named = tuple(known[colour] for colour in piece.colours if colour in known)
    return Look(piece.colours, piece.shades or named, piece.slot in LEATHERS)


def colour_relation(one: Piece, other: Piece) -> Relation | None:
    """How the main colours of two pieces stand to each other; None where one is unknown."""
    mine, theirs = look_of(one).shades, look_of(other).shades
    return relation(mine[0], theirs[0]) if mine and theirs else None


def colour_family(known: Knowledge) -> Family:
    """Hues that agree, pairs that the rule book knows, a colour picked up again, matching leathers.

    Of one piece: the more formal the occasion, the more sober its colour.
    """
    pairs = known.complements.get("colour", frozenset())

    def pair(one: Fact, other: Fact) -> tuple[float, ...]:
        agreed = harmony(one.shades[0], other.shades[0]) if one.shades and other.shades else 0.0
        goes = any((mine, theirs) in pairs for mine in one.colours[:1] for theirs in other.colours[:1])
        shared = set(one.colours) & set(other.colours)
        leathers = one.is_leather and other.is_leather and bool(one.colours and other.colours)
        matched = 0.0 if not leathers else 1.0 if shared else -0.5
        return agreed, float(goes), float(bool(shared)), matched

    def alone(one: Fact, wish: Wish) -> tuple[float, ...]:
        wanted = known.formality_asked(wish.occasion)
        if wanted is None or not one.shades:
            return (0.0,)
        vivid = min(one.shades[0].chroma / VIVID, 1.0)
        return ((2 * wanted - 1) * (1 - 2 * vivid),)

    return Family(
        "colour",
        look_of,
        ("harmony", "complements", "repeated", "leathers"),
        pair,
        ("sober_asked",),
        alone,
        lambda piece: piece.colours,
    )


def loudness_of(patterns: Sequence[str], known: Knowledge) -> float:
    """Of the loudest pattern, 0..1; an unknown word is loud, no word is quiet."""
    return max((known.loudness.get(pattern, 1.0) for pattern in patterns), default=0.0)


def prints_clash(one: Sequence[str], other: Sequence[str], known: Knowledge) -> bool:
    """Two strong prints, or two different patterns of like loudness: stripes with checks."""
    loud, quiet = sorted((loudness_of(one, known), loudness_of(other, known)), reverse=True)
    alike = quiet > PLAIN and loud - quiet < SCALE and set(one) != set(other)
    return quiet > LOUD or alike


def pattern_family(known: Knowledge) -> Family:
    """A print beside something plain; two prints only if one is small."""

    def pair(one: Fact, other: Fact) -> tuple[float, ...]:
        loud, quiet = sorted((loudness_of(one, known), loudness_of(other, known)), reverse=True)
        if quiet <= PLAIN:
            return (loud, 0.0)
        return (0.0, -quiet if loud - quiet < SCALE else -quiet / 2)

    return Family("pattern", lambda p: p.patterns, ("lone", "clash"), pair, values=lambda p: p.patterns)


def material_family(known: Knowledge) -> Family:
    """Cloths of like weight, and of the season's."""

    def pair(one: Fact, other: Fact) -> tuple[float, ...]:
        return (closeness(mean_level(one, known.weight), mean_level(other, known.weight)),)

    def alone(one: Fact, wish: Wish) -> tuple[float, ...]:
        wanted = known.seasons[wish.season]["weight"] if wish.season in known.seasons else None
        return (closeness(mean_level(one, known.weight), wanted),)

    return Family(
        "material",
        lambda piece: piece.materials if piece.slot in CLOTHES else (),
        ("weight",),
        pair,
        ("weight_asked",),
        alone,
        lambda piece: piece.materials,
    )
