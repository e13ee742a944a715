"""What a shop's feed says of a product, as labels to teach and to compare with: kind -> values.

Kinds are those of the concepts; values are spelled as the feed spells them, because a shop's own words for
its goods are finer or coarser than ours. ``concept_of`` says which entity of the graph a value is.
"""

from collections.abc import Mapping

from daogou.core.product import Product
from daogou.graph.names import folded
from daogou.language.concepts import Concepts, concepts

# Kinds that a picture can tell something of; ``brand`` by its look and by what is printed on the product.
KINDS = tuple(
    str.split(
        "category colour material pattern style season occasion audience brand fit neckline sleeve length"
    )
)


def feed_labels(product: Product) -> dict[str, tuple[str, ...]]:
    """What the feed's structured fields say; kinds of which it says nothing are absent."""
    found = {kind: product.attributes.get(kind, ()) for kind in KINDS}
    found["category"] = product.category[-1:]
    found["brand"] = (product.brand,)
    known = {kind: tuple(dict.fromkeys(v for v in values if v.strip())) for kind, values in found.items()}
    return {kind: values for kind, values in known.items() if values}


def concept_of(kind: str, value: str, known: Concepts | None = None) -> str:
    """The key of the entity that a value is: a concept's id, else the value itself made a key.

    ``known``: the shop's concepts; None: those of the package.
    """
    known = known or concepts()
    linked = known.link(kind, value) if kind in known.kinds() else None
    return linked or folded(value)


def labels_by_kind(labels: list[dict[str, tuple[str, ...]]]) -> Mapping[str, list[tuple[str, ...]]]:
    """Of many products: kind -> the values of each, () where the feed says nothing."""
    kinds = [kind for kind in KINDS if any(kind in own for own in labels)]
    return {kind: [own.get(kind, ()) for own in labels] for kind in kinds}
