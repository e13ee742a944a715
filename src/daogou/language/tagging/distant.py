"""Labels that nobody had to write: a shop's structured fields, found again in its titles (Mintz et al. 2009).

A title is taken only if its brand is found in it: else what it does name would be taught as naming nothing.
"""

from collections.abc import Iterable, Iterator

from daogou.core.product import Product
from daogou.language.concepts import Concepts, concepts_from
from daogou.language.entities.gazetteer import Gazetteer, Name
from daogou.language.entities.mention import Mention, joined
from daogou.language.entities.name_parts import name_parts
from daogou.language.tagging.training import Labelled
from daogou.language.tagging.units import Span

_NOTHING = concepts_from([])


def labelled_titles(products: Iterable[Product], concepts: Concepts) -> Iterator[Labelled]:
    """Titles with the spans that their own fields name: brand, category and attributes."""
    for product in products:
        fields = Gazetteer(_NOTHING, _names(product, concepts))
        brand = Gazetteer(_NOTHING, [Name("brand", part, part) for part in name_parts(product.brand)])
        for title in product.titles.values():
            brands = brand(title)
            if brands:
                yield Labelled(title, tuple(_spans(joined(brands, fields(title)))))


def _names(product: Product, concepts: Concepts) -> Iterator[Name]:
    """Every name of every value that the fields give."""
    for kind, values in {**product.attributes, "category": product.category}.items():
        for value in values:
            yield Name(kind, value, value)
            linked = concepts.link(kind, value)
            known = concepts.get(kind, linked) if linked else None
            for names in known.names.values() if known else ():
                yield from (Name(kind, value, name) for name in names)


def _spans(mentions: Iterable[Mention]) -> Iterator[Span]:
    """One span for each place; of several readings the first."""
    end = 0
    for mention in mentions:
        if mention.start >= end:
            yield Span(mention.start, mention.end, mention.kind)
            end = mention.end
