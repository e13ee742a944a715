"""What a recommender may learn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from daogou.features.rows import Vectors
from daogou.recommend.history import Ints
from daogou.recommend.interactions import Interactions


@dataclass(frozen=True, eq=False)
class Lesson:
    """What shoppers did and what the products are.

    ``modalities``: ``text``, ``picture``, ``graph`` -> float32 [n_products, its dim], zero rows where a
    product has none. ``traits``: for each product what it is, as entity ids of the knowledge graph
    (``colour:red``, ``brand:acme``), best first. Either may be empty: a method that lives on them then
    says nothing. ``links``: relation -> int64 [m, 2], rows of products, from and to (``goes_with``).
    """

    interactions: Interactions
    modalities: Mapping[str, Vectors] = field(default_factory=dict)
    traits: Sequence[Sequence[str]] = ()
    links: Mapping[str, Ints] = field(default_factory=dict)

    @property
    def n_products(self) -> int:
        """How many products there are."""
        return self.interactions.n_products
