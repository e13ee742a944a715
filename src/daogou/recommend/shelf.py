"""A shelf: some recommendations under one heading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from daogou.core.ranking import Ranking
from daogou.recommend.arms import Whose

ShelfName = Literal["for_you", "because", "back_again", "trending", "also_liked", "goes_with"]
SHELVES: tuple[ShelfName, ...] = get_args(ShelfName)
HOME: tuple[ShelfName, ...] = ("for_you", "because", "back_again", "trending")
BESIDE: tuple[ShelfName, ...] = ("goes_with", "also_liked")  # a product


@dataclass(frozen=True, slots=True)
class Shelf:
    """``about``: the id of the product that the heading names; "" where it names none.

    ``recommender``: what ranked, for those who compare how well each does; ``whose``: by product id, where
    an experiment runs, what chose that product.
    """

    name: ShelfName
    ranking: Ranking = ()
    about: str = ""
    recommender: str = ""
    whose: Mapping[str, Whose] = field(default_factory=dict)

    def chosen_by(self, product_id: str) -> Whose:
        """What chose one of its products."""
        return self.whose.get(product_id, Whose(self.recommender))
