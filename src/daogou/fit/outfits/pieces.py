"""A piece of an outfit as facts: read from a product, or from words such as "blue jeans" and 白衬衫."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from daogou.core.errors import BadInput
from daogou.core.product import Product
from daogou.fit.colour_harmony import Shade
from daogou.fit.outfits.knowledge import FOR_OCCASION, FOR_SEASON, Knowledge
from daogou.graph.names import folded
from daogou.language.concepts import Concepts
from daogou.language.longest_match import LongestMatch
from daogou.language.tokens import phrase_key

FIELDS = ("colour", "pattern", "style", "occasion", "season", "audience", "material")
# family of features -> the fields it reads, as they are where nothing is known
BLANK: Mapping[str, Mapping[str, Any]] = {
    "kind": {"kinds": ()},
    "colour": {"colours": (), "shades": ()},
    "pattern": {"patterns": ()},
    "style": {"styles": ()},
    "occasion": {"occasions": ()},
    "season": {"seasons": ()},
    "audience": {"audience": ()},
    "material": {"materials": ()},
    "brand": {"brand": ""},
    "price": {"level": -1},
    "together": {"id": ""},
    "likeness": {"id": ""},
    "popularity": {"id": ""},
    "owned": {"is_owned": False},
}
ALL_SEASONS = "all_season"


@dataclass(frozen=True, slots=True)
class Piece:
    """``kinds``: category ids, nearest first; ``slot``: where it is worn, "" nowhere.

    ``colours`` begin with the main one; ``shades`` are measured from pixels, in the same order, where there
    are any. All words are ids of concepts, or the feed's own words folded. ``price`` None: unknown;
    ``level`` 0..4: its fifth among the prices of its kind in the shop, -1 unknown.
    """

    id: str
    titles: Mapping[str, str] = field(hash=False)
    slot: str
    kinds: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    shades: tuple[Shade, ...] = ()
    patterns: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    brand: str = ""
    price: float | None = None
    currency: str = ""
    in_stock: bool = True
    level: int = -1
    is_owned: bool = False

    def title(self, language: str = "en") -> str:
        """Its name in that language, else in whichever there is."""
        return self.titles.get(language) or next(iter(self.titles.values()), self.id)

    def without(self, family: str) -> "Piece":
        """As if nothing were known of it that this family of features reads; see ``families``."""
        return replace(self, **BLANK[family])


def piece_of(
    product: Product, concepts: Concepts, known: Knowledge, *, shades: Sequence[Shade] = ()
) -> Piece:
    """What a product is to an outfit; ``shades``: of its colours as its pixels have them, the main first."""
    kinds = _kinds(product.category, concepts)
    values = {name: _linked(name, product.attributes.get(name, ()), concepts) for name in FIELDS}
    return Piece(
        id=product.id,
        titles=product.titles,
        slot=known.slot(kinds),
        kinds=kinds,
        shades=tuple(shades),
        brand=product.brand.strip(),
        price=product.price,
        currency=product.currency,
        in_stock=product.in_stock,
        **_facts(values, kinds, known),
    )


def described(text: str, concepts: Concepts, known: Knowledge, *, is_owned: bool = True) -> Piece:
    """A piece from words in either language.

    Raises:
        BadInput: the words name no kind of clothes, shoes or accessories.
    """
    found = _read(text, concepts)
    category = found["category"][-1] if found["category"] else ""
    kinds = tuple(concepts.with_broader("category", category)) if category else ()
    slot = known.slot(kinds)
    if not slot:
        raise BadInput(
            f"{text!r} names nothing that an outfit has.",
            hint="Say a colour and a kind, as in: blue jeans, 白色衬衫; or give a product id.",
        )
    facts = _facts({name: tuple(found[name]) for name in FIELDS}, kinds, known)
    return Piece(id="", titles={"en": text, "zh": text}, slot=slot, kinds=kinds, is_owned=is_owned, **facts)


def _facts(values: Mapping[str, tuple[str, ...]], kinds: tuple[str, ...], known: Knowledge) -> dict[str, Any]:
    """The fields of a piece; what is usually true of its category stands in for what nobody said."""
    usual = {
        name: next((known.usual[relation, kind] for kind in kinds if (relation, kind) in known.usual), ())
        for name, relation in (("season", FOR_SEASON), ("occasion", FOR_OCCASION))
    }
    seasons = () if ALL_SEASONS in values["season"] else values["season"] or usual["season"]
    return {
        "colours": values["colour"],
        "patterns": values["pattern"],
        "styles": values["style"],
        "occasions": values["occasion"] or usual["occasion"],
        "seasons": seasons,
        "audience": values["audience"],
        "materials": values["material"],
    }


def _kinds(category: Sequence[str], concepts: Concepts) -> tuple[str, ...]:
    """The narrowest step that is a concept, with what is broader; the other steps after it."""
    linked = (concepts.link("category", step) for step in reversed(category))
    found = dict.fromkeys(kind for one in linked if one for kind in concepts.with_broader("category", one))
    return tuple(found)


def _linked(kind: str, values: Sequence[str], concepts: Concepts) -> tuple[str, ...]:
    given = (concepts.link(kind, value) or folded(value) for value in values if value.strip())
    return tuple(dict.fromkeys(given))


def _read(text: str, concepts: Concepts) -> dict[str, list[str]]:
    """Kind -> the ids that the words name, in reading order; at each place the longest name counts."""
    names: dict[tuple[str, ...], tuple[str, str]] = {}
    for kind in ("category", *FIELDS):  # a word that means two things is a category first
        for key, found in concepts.names(kind).items():
            names.setdefault(key, (kind, found))
    match, atoms, start = LongestMatch(names), phrase_key(text), 0
    read: dict[str, list[str]] = {kind: [] for kind in ("category", *FIELDS)}
    while start < len(atoms):
        length, meaning = match.at(atoms, start)
        if meaning:
            read[meaning[0]].append(meaning[1])
        start += max(length, 1)
    return read
