"""A shelf: some recommendations under one heading."""

from dataclasses import dataclass
from typing import Literal, get_args

from daogou.core.ranking import Ranking

ShelfName = Literal["for_you", "because", "back_again", "trending", "also_liked", "goes_with"]
SHELVES: tuple[ShelfName, ...] = get_args(ShelfName)
HOME: tuple[ShelfName, ...] = ("for_you", "because", "back_again", "trending")
BESIDE: tuple[ShelfName, ...] = ("goes_with", "also_liked")  # a product


@dataclass(frozen=True, slots=True)
class Shelf:
    """``about``: the id of the product that the heading names; "" where it names none.

    ``recommender``: what ranked, for those who compare how well each does.
    """

    name: ShelfName
    ranking: Ranking = ()
    about: str = ""
    recommender: str = ""
