"""What may be said about a product's picture: captions to teach the shared space with.

A caption has a kind, and products with an equal caption of one kind are shown alike by it: all red things
are pictures of "red". A caption may have several wordings; which one is used is drawn anew at every step.
Chinese wordings come from the concepts, so an English feed still teaches Chinese words.
"""

from collections.abc import Mapping
from itertools import cycle

from daogou.core.product import Product
from daogou.language.concepts import Concepts, concepts

Captions = Mapping[str, tuple[str, ...]]  # kind -> wordings, at least one; equal wordings mean the same

TITLE = "title"  # kinds that begin so are the shop's own titles, one per language
WORDINGS = 6  # of a concept, at most: the rest are rare words


def captions_of(product: Product, known: Concepts | None = None) -> Captions:
    """The captions of one product: titles, and what its colour, category and other attributes say.

    ``known``: the shop's concepts; None: those of the package.
    """
    known = known or concepts()
    found: dict[str, tuple[str, ...]] = {}
    for language, title in product.titles.items():
        found[f"{TITLE} {language}"] = (title,)
    colour, kind = _first(product, "colour"), product.category[-1] if product.category else ""
    audience = _first(product, "audience")
    for level, name in enumerate(product.category):
        found[f"category {level - len(product.category)}"] = (name,)  # -1 is the narrowest
    for name, values in product.attributes.items():
        if values and values[0]:
            found[name] = (values[0],)
    found["colour category"] = (_joined(colour, kind),)
    found["all"] = (_joined(colour, kind, audience),)
    found.update(_chinese(product, colour, kind, audience, known))
    return {key: wordings for key, wordings in found.items() if wordings and wordings[0]}


def _chinese(
    product: Product, colour: str, kind: str, audience: str, known: Concepts
) -> dict[str, tuple[str, ...]]:
    """Chinese wordings of what the concepts know."""
    colours, kinds = _wordings("colour", colour, known), _wordings("category", kind, known)
    found = {
        f"{name} zh": _wordings(name, values[0], known)
        for name, values in product.attributes.items()
        if values
    }
    found["category zh"] = kinds
    if colours and kinds:
        found["colour category zh"] = tuple(c + k for c, k in zip(colours, cycle(kinds), strict=False))
        who = _wordings("audience", audience, known)[:1]
        found["all zh"] = tuple("".join(who) + text for text in found["colour category zh"])
    return found


def _wordings(kind: str, value: str, known: Concepts) -> tuple[str, ...]:
    """Chinese names of the concept that a feed's value means; () if it is none."""
    concept_id = known.link(kind, value) if value and kind in known.kinds() else None
    concept = known.get(kind, concept_id) if concept_id else None
    return concept.names.get("zh", ())[:WORDINGS] if concept else ()


def _first(product: Product, attribute: str) -> str:
    values = product.attributes.get(attribute, ())
    return values[0] if values else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
