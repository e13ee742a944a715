"""How a product is worn, by its category: what the fitting room must know before it can put it on."""

from collections.abc import Sequence

from daogou.language.concepts import Concepts

# concept -> one of try_on.KINDS; the narrowest concept that is named decides
WORN_AS = {
    "tops": "top",
    "waistcoat": "top",  # over a top in truth; without sleeves, and no longer than one
    "outerwear": "coat",
    "dress": "dress",
    "skirt": "skirt",
    "trousers": "trousers",
    "leggings": "trousers",
    "capris": "trousers",
    "shorts": "shorts",
}
# worn, but not as one piece that is seen from the front in its picture, or not over what one wears
NOT_WORN_SO = ("bodysuit", "cape", "innerwear", "swimwear", "clothing_set", "suit", "pyjamas", "tracksuit")

# what of the body a kind covers: two that cover the same are not worn together, but for a coat over anything
COVERS = {
    "top": {"trunk"},
    "dress": {"trunk", "legs"},
    "skirt": {"legs"},
    "trousers": {"legs"},
    "shorts": {"legs"},
    "coat": {"over"},
}


def excludes(kind: str, other: str | None) -> bool:
    """Whether the two take each other's place: two dresses, a skirt and trousers."""
    return other is not None and bool(COVERS[kind] & COVERS[other])


def kind_of(concepts: Concepts, category: Sequence[str]) -> str | None:
    """One of ``try_on.KINDS``, or None for what cannot be tried on; ``category`` from broad to narrow."""
    for step in reversed(category):
        linked = concepts.link("category", step)
        if linked is None:
            continue
        above = concepts.with_broader("category", linked)  # itself first
        if any(one in NOT_WORN_SO for one in above):
            return None
        if known := next((WORN_AS[one] for one in above if one in WORN_AS), None):
            return known
    return None
