"""Why a piece was chosen: the families of features that raised the outfit's value through it, in words."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from daogou.core.product import Language
from daogou.fit.outfits.families import Wish
from daogou.fit.outfits.families_of_looks import colour_relation, look_of
from daogou.fit.outfits.pieces import Piece
from daogou.fit.outfits.scoring import Contributions, Scoring
from daogou.fit.outfits.taste import AFFINITY
from daogou.language.concepts import Concepts

MOST = 3  # reasons per piece; what is weaker decides nothing
LEAST = 0.01  # of an outfit's value: less is no reason
# true of nearly every piece that may be offered at all, so no reason for this one
LAST = "popularity"  # that many choose a piece is true, but says nothing of the outfit
UNSAID = frozenset(("audience",))
# of a category or colour, but what is named beside it is the occasion
OF_OCCASION = frozenset(("kind.formality_asked", "colour.sober_asked"))
FIELD_OF = {
    "kind": "category",
    "colour": "colour",
    "pattern": "pattern",
    "style": "style",
    "occasion": "occasion",
    "season": "season",
    "material": "material",
}


@dataclass(frozen=True)
class Reason:
    """One family's part in an outfit's value: taken away, the value falls by ``weight``.

    ``what``: what spoke loudest in it, as in ``words.toml``: ``colour.neutral``. ``other``: the piece that
    it was said beside, None where it is about the piece itself. ``mine`` and ``theirs``: the values meant.
    """

    family: str
    what: str
    weight: float
    piece: Piece
    other: Piece | None = None
    mine: str = ""
    theirs: str = ""

    def text(self, language: Language, concepts: Concepts) -> str:
        """The reason as a phrase."""
        kind = FIELD_OF.get(self.family, "")
        return words()[self.what][language].format(
            mine=_named(kind, self.mine, language, concepts),
            theirs=_named("occasion" if self.what in OF_OCCASION else kind, self.theirs, language, concepts),
            other=self.other.title(language) if self.other else "",
        )


def reasons_of(
    scoring: Scoring, pieces: Sequence[Piece], place: int, wish: Wish, slots: int
) -> tuple[Reason, ...]:
    """The strongest reasons of one piece of an outfit that could have ``slots`` pieces; popularity last."""
    parts = scoring.contributions(pieces, place, wish, slots)
    totals = {family: parts.total(family) for family in parts.families if family not in UNSAID}
    strong = [family for family, total in totals.items() if total >= LEAST]
    strong.sort(key=lambda family: (family == LAST, -totals[family]))
    told = (_reason(scoring, pieces, place, wish, family, totals[family], parts) for family in strong)
    return tuple(reason for reason in told if reason)[:MOST]


def _reason(
    scoring: Scoring,
    pieces: Sequence[Piece],
    place: int,
    wish: Wish,
    family: str,
    weight: float,
    parts: Contributions,
) -> Reason | None:
    """What spoke loudest in a family; None if that has no words."""
    spoke = sorted(_voices(family, parts), key=lambda one: (-one[0], one[1], one[2]))
    for value, feature, partner in spoke:
        other = pieces[partner] if partner >= 0 else None
        what, mine, theirs = _said(scoring, family, feature, pieces[place], other, wish)
        if value > 0 and what in words():
            return Reason(family, what, weight, pieces[place], other, mine, theirs)
    return None


def _voices(family: str, parts: Contributions) -> Iterator[tuple[float, str, int]]:
    """(contribution, feature, place of the partner or -1)."""
    for feature, values in parts.pairs.get(family, {}).items():
        for value, partner in zip(values.tolist(), parts.others, strict=True):
            yield value, feature, partner
    for feature, values in parts.alone.get(family, {}).items():
        yield float(values[0]), feature, -1


def _said(
    scoring: Scoring, family: str, feature: str, mine: Piece, theirs: Piece | None, wish: Wish
) -> tuple[str, str, str]:
    """The phrase's name and the values it names."""
    own = _values(family, mine)
    if theirs is None:
        occasion = wish.occasion[:1]
        asked = {"occasion": occasion, "kind": occasion, "colour": occasion, "season": (wish.season,)}
        named = asked.get(family, own)
        return f"{family}.{feature}", own[0] if own else "", named[0] if named else ""
    if family == "together":
        return _together(scoring, mine, theirs)
    other = _values(family, theirs)
    if feature == AFFINITY:
        left, right = _closest(scoring, family, own, other)
        return f"{family}.{feature}.same" if left == right else f"{family}.{feature}", left, right
    if feature in ("same", "shared", "repeated"):
        common = [value for value in own if value in other]
        return f"{family}.{feature}", common[0] if common else "", ""
    if family == "colour" and feature == "harmony":
        feature = str(colour_relation(mine, theirs))
        if feature == "neutral" and not look_of(mine).shades[0].is_neutral:
            feature = "neutral_beside"
    return f"{family}.{feature}", own[0] if own else "", other[0] if other else ""


def _together(scoring: Scoring, mine: Piece, theirs: Piece) -> tuple[str, str, str]:
    """In how many outfits or baskets both were."""
    seen = scoring.evidence.together
    count = seen.count(mine.id, theirs.id)
    what = "together.bought" if seen.are_baskets else "together.worn"
    return what if count > 1 else f"{what}.once", str(count), ""


def _closest(scoring: Scoring, family: str, own: Sequence[str], other: Sequence[str]) -> tuple[str, str]:
    """The two values that are most often worn together."""
    table = scoring.taste.tables.get(family, {})
    pairs = [(table.get(one, {}).get(two, 0.0), one, two) for one in own for two in other]
    _, left, right = max(pairs, default=(0.0, "", ""))
    return left, right


def _values(family: str, piece: Piece) -> tuple[str, ...]:
    fields: Mapping[str, tuple[str, ...]] = {
        "kind": piece.kinds,
        "colour": piece.colours,
        "pattern": piece.patterns,
        "style": piece.styles,
        "occasion": piece.occasions,
        "season": piece.seasons,
        "material": piece.materials,
        "brand": (piece.brand,),
    }
    return fields.get(family, ())


def _named(kind: str, value: str, language: Language, concepts: Concepts) -> str:
    # a feed's word that is no concept of its kind may be one of another: casual, as a style, is an occasion
    found = next((one for one in (kind, "occasion") if kind and concepts.get(one, value)), "")
    label = concepts.label(found, value, language) if found else value
    return label.lower() if language == "en" and kind else label


@cache
def words() -> Mapping[str, Mapping[Language, str]]:
    """The phrases of ``words.toml``: ``family.what`` -> language -> phrase."""
    table = tomllib.loads(files("daogou.fit.outfits").joinpath("words.toml").read_text(encoding="utf-8"))
    return {
        name: {"en": of["en"], "zh": of["zh"]}
        for name, of in ((str(key), value) for key, value in table.items())
    }
