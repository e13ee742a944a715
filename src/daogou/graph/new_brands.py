"""Names that are probably brands, as entities and as proposals that an owner accepts or rejects."""

from daogou.core.entity import Entity, entity_id
from daogou.graph.link_prediction import Proposal
from daogou.graph.relate import brand_entity
from daogou.graph.support import Because, NamedIn
from daogou.language.entities.new_names import NewName

MOST = 0.99  # a chance is below 1


def brand_of(name: NewName) -> Entity:
    """The brand that it would be; nothing is stated of it."""
    return brand_entity(name.name)


def proposed_brand(name: NewName) -> Proposal:
    """That the first product that bears the name is made by it; who accepts that accepts the brand."""
    texts = zip(name.product_ids, name.titles, strict=True)
    named = tuple(NamedIn(entity_id("product", product), text) for product, text in texts)
    because = Because((), (), named, name.products)
    return Proposal(named[0].entity, "made_by", brand_of(name).id, min(name.confidence, MOST), because)
