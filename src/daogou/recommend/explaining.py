"""Reasons for a whole shelf at once, by those who can look into a history once for all its products."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from daogou.recommend.evidence import Evidence
from daogou.recommend.history import History


class Explains(Protocol):
    """Every recommender."""

    def explain(self, history: History, product: int) -> tuple[Evidence, ...]:
        """See the contract of the role ``recommenders``."""
        ...


@runtime_checkable
class ExplainsMany(Protocol):
    """A recommender that is quicker with several products than with one after the other."""

    def explain_many(self, history: History, products: Sequence[int]) -> list[tuple[Evidence, ...]]:
        """What ``explain`` gives for each."""
        ...


def explained(by: Explains, history: History, products: Sequence[int]) -> list[tuple[Evidence, ...]]:
    """The evidence for each of the products."""
    if isinstance(by, ExplainsMany):
        return by.explain_many(history, products)
    return [by.explain(history, product) for product in products]
