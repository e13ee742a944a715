"""What a shop's texts can mean: every concept and brand, with how often the shop's own fields mean it."""

from collections.abc import Iterable, Iterator, Mapping

from daogou.language.concepts import Concept, Concepts
from daogou.language.entities.gazetteer import UNREAD, Name
from daogou.language.entities.linking import Thing
from daogou.language.entities.name_parts import name_parts

DESCRIBED_BY = 4  # concepts above it: the broadest ones say nothing


def things_of(
    concepts: Concepts, brands: Iterable[Name] = (), popularity: Mapping[tuple[str, str], int] | None = None
) -> Iterator[Thing]:
    """Concepts and ``brands``; ``popularity``: (kind, id) -> how many products are said to be so."""
    often = popularity or {}
    for kind in concepts.kinds():
        if kind not in UNREAD:
            for one in concepts.all[kind].values():
                names = tuple(name for names in one.names.values() for name in names)
                yield Thing(kind, one.id, names, _described(one, concepts), often.get((kind, one.id), 0))
    for brand in brands:
        known = often.get((brand.kind, brand.id), 0)
        yield Thing(brand.kind, brand.id, tuple(name_parts(brand.name)), f"{brand.kind} {brand.name}", known)


def _described(concept: Concept, concepts: Concepts) -> str:
    """``colour: navy, blue``: what it is among."""
    above = concepts.with_broader(concept.kind, concept.id)[:DESCRIBED_BY]
    return f"{concept.kind}: " + ", ".join(concepts.label(concept.kind, one, "en") for one in above)
