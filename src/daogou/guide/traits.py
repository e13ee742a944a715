"""What the shop knows of a product, as a shopper reads it, and as evidence."""

from collections.abc import Mapping, Sequence
from typing import Any

from daogou.core.product import Language, Product
from daogou.guide.answer import Evidence
from daogou.guide.prices import price_text
from daogou.language.concepts import Concepts
from daogou.language.feed_words import is_nothing, kind_name, parts_of
from daogou.search.labels import field_label

# as a shopper looks at things: what is seen first comes first
ORDER = tuple(str.split("colour material pattern style fit sleeve neckline length season occasion audience"))
Traits = Mapping[str, tuple[str, ...]]


def traits(product: Product, concepts: Concepts, language: Language) -> Traits:
    """Field -> its values' labels; what the feed gives and nothing that was guessed. Sizes are stock."""
    found: dict[str, list[str]] = {}
    for name, raw in _given(product, concepts):
        labels = (_label(name, part, concepts, language) for part in parts_of(name, raw, concepts))
        known = found.setdefault(name, [])
        known += [label for label in labels if label and label not in known]
    listed = sorted(found, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
    return {name: tuple(found[name]) for name in listed if found[name]}


def product_evidence(product: Product, language: Language) -> Evidence:
    """Its title and price."""
    return Evidence("product", f"product:{product.id}", titled(product, language))


def trait_evidence(product: Product, name: str, value: str, language: Language) -> Evidence:
    """One field of it, as it is shown."""
    text = f"{product.title(language)}: {field_label(name, language)}: {value}"
    return Evidence("attribute", f"product:{product.id}/{name}", text)


def titled(product: Product, language: Language) -> str:
    """Title and price, the title alone where no price is known."""
    price = price_of(product)
    title = product.title(language)
    if not price:
        return title
    return f"{title}（{price}）" if language == "zh" else f"{title} ({price})"


def price_of(product: Product) -> str:
    """The lowest price that it can be bought for, "" if none is known."""
    return "" if product.price is None else price_text(product.price, product.currency)


def rating_of(reviews: Sequence[Mapping[str, Any]]) -> tuple[float, int]:
    """Mean rating and number of reviews that rate; (0, 0) if none does."""
    ratings = [float(review["rating"]) for review in reviews if review.get("rating") is not None]
    return (sum(ratings) / len(ratings), len(ratings)) if ratings else (0.0, 0)


def _given(product: Product, concepts: Concepts) -> list[tuple[str, str]]:
    """(field, value) of the attributes, then of options that tell variants apart."""
    given = [
        (kind_name(name, concepts), raw) for name, values in product.attributes.items() for raw in values
    ]
    options = [
        (kind_name(name, concepts), raw)
        for variant in product.variants
        for name, raw in variant.options.items()
    ]
    known = {name for name, _ in given}
    return [*given, *(one for one in options if one[0] != "size" and one[0] not in known)]


def _label(name: str, raw: str, concepts: Concepts, language: Language) -> str:
    if is_nothing(raw):
        return ""
    linked = concepts.link(name, raw) if name in concepts.all else None
    return concepts.label(name, linked, language) if linked else raw.strip()
