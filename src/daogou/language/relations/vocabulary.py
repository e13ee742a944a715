"""Which relation leads from a product to a thing of a kind, and for which goods a kind means anything."""

from collections.abc import Mapping

from daogou.language.concepts import Concepts

RELATION_OF: Mapping[str, str] = {
    "category": "has_category",
    "colour": "has_colour",
    "material": "made_of",
    "pattern": "has_pattern",
    "style": "has_style",
    "occasion": "for_occasion",
    "season": "for_season",
    "audience": "for_audience",
    "fit": "has_fit",
    "size": "has_size",
    "sleeve": "has_sleeve",
    "neckline": "has_neckline",
    "length": "has_length",
    "brand": "made_by",
}
_WORN = frozenset(RELATION_OF)
_HOUSEHOLD = frozenset(str.split("category brand colour material pattern style audience size"))
_ELECTRIC = frozenset(str.split("category brand colour size"))
_CARRIED = _WORN - frozenset(str.split("fit sleeve neckline length"))  # bags, shoes, jewellery
_EATEN = frozenset({"category", "brand"})
# the broadest category of a product -> the kinds that its words speak of: a lime drink has no colour lime
KINDS_OF: Mapping[str, frozenset[str]] = {
    "accessories": _CARRIED,
    "shoes": _CARRIED,
    "grocery": _EATEN,
    "pet_supplies": _EATEN,
    "books": _EATEN,
    "electronics": _ELECTRIC,
    "beauty": frozenset(str.split("category brand colour audience")),
    "home": _HOUSEHOLD,
    "toys": _HOUSEHOLD,
    "baby_products": _HOUSEHOLD,
    "car_accessories": _ELECTRIC | {"material"},
    "stationery": _HOUSEHOLD,
}


def kinds_for(category: str | None, concepts: Concepts) -> frozenset[str]:
    """The kinds that the words of a product of that category speak of; all of them for clothes and where
    the category is unknown. What a shop added, it sells: of that all may speak."""
    above = concepts.with_broader("category", category) if category else ()
    told = [KINDS_OF[broader] for broader in above if broader in KINDS_OF]
    return (frozenset().union(*told) if told else _WORN) | own_kinds(concepts).keys()


def own_kinds(concepts: Concepts) -> dict[str, None]:
    """The kinds that a shop added to ours, in its order."""
    return dict.fromkeys(kind for kind in concepts.kinds() if kind not in RELATION_OF)


def relation_of(kind: str) -> str:
    """``has_colour``; for a kind that a shop added, ``has_`` and its name."""
    return RELATION_OF.get(kind) or f"has_{kind.replace(' ', '_')}"
