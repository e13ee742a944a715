"""What a skill can lay hands on: the opened shop, as the guide needs it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Language, Product
from daogou.core.query import Constraint, Query
from daogou.core.ranking import Ranking
from daogou.fit.body.measures import Body
from daogou.fit.sizes.advisor import SizeAdvice
from daogou.graph.annotation.labels import Annotation
from daogou.graph.answering.reply import Reply
from daogou.graph.stores import GraphStore
from daogou.guide.service.desk import ServiceDesk
from daogou.language.concepts import Concepts
from daogou.recommend.shelf import Shelf, ShelfName
from daogou.search.answer import Answer
from daogou.search.understanding import Read


class Shop(Protocol):
    """What shoppers are served from; ``assembly.shop.Shop`` is one with what its owner needs besides."""

    @property
    def concepts(self) -> Concepts:
        """The concepts that the release was built with."""
        ...

    def search(self, query: Query) -> Answer:
        """Answer a query of words, picture, likeness and filters.

        Raises:
            BadQuery: nothing is asked, or an unknown filter field.
            NotFound: ``query.like`` is no product.
        """
        ...

    def read(self, text: str, language: Language) -> Read:
        """What search makes of the words: filters, wishes that only rank, and what is left."""
        ...

    def meets(self, product_id: str, constraint: Constraint) -> bool:
        """Whether a product meets a condition.

        Raises:
            NotFound: no such product.
            BadQuery: no such field.
        """
        ...

    def label(self, constraint: Constraint, language: Language) -> str:
        """A condition as a page shows it: ``up to ¥300``, ``not Silk``."""
        ...

    def similar(self, product_id: str, k: int = 12) -> Ranking:
        """Products that look and read like this one, best first, without itself."""
        ...

    def shelf(
        self,
        name: ShelfName,
        *,
        shopper_id: str = "",
        product_id: str = "",
        k: int = 12,
        filters: Sequence[Constraint] = (),
    ) -> Shelf:
        """Recommendations under one heading; an empty shelf where nothing can be said.

        A shopper who does not agree to it, or whom nobody knows, is a stranger.

        Raises:
            NotFound: no such product.
            BadInput: no such shelf, or a shelf beside a product and none is named.
            BadQuery: an unknown filter field.
        """
        ...

    def product(self, product_id: str) -> Product:
        """One product.

        Raises:
            NotFound: no such product.
        """
        ...

    def products(self, product_ids: Sequence[str]) -> list[Product]:
        """Several, in the order asked; those that are gone are left out."""
        ...

    def categories(self, language: str) -> list[tuple[str, str, int, str]]:
        """For the home page: (filter value, label, count, id of an example product), largest first."""
        ...

    def reviews(self, product_id: str) -> list[Mapping[str, Any]]:
        """Reviews: ``{"rating": 1..5, "text": …, "language": …, "author": …, "at": …}``; may be empty."""
        ...

    def size_charts(self) -> Mapping[str, Any]:
        """``{"charts": {category: {audience: {size: {measure: cm}}}}}``; empty if the shop has none."""
        ...

    def advise_size(self, product: Product, body: Body) -> SizeAdvice:
        """Which size, by the chart and by how sizes turned out in this shop.

        Raises:
            NotFound: there is no size chart for the product.
            BadQuery: nothing to go by.
        """
        ...

    def policy(self, name: str, language: str) -> str:
        """A policy page (``shipping returns care``) as Markdown.

        Raises:
            NotFound: the shop has no such page.
        """
        ...

    def policies(self, language: str) -> list[tuple[str, str]]:
        """(name, title) of every policy page."""
        ...

    def graph(self) -> GraphStore:
        """The release's knowledge graph, opened for reading only.

        Raises:
            StoreUnavailable: the store cannot be opened; the hint says what to do.
        """
        ...

    def annotate(self, picture: NDArray[np.uint8]) -> Annotation:
        """What a picture shows, uint8 [h, w, 3] RGB, as labels of the graph with confidence and evidence."""
        ...

    def ask(self, picture: NDArray[np.uint8], question: str, language: Language) -> Reply:
        """The answer to a question about a picture, in that language where the question does not tell."""
        ...


@dataclass(frozen=True, slots=True)
class CartLine:
    """``price`` of one piece in ``currency``, None if unknown; ``title`` in the language asked for."""

    product_id: str
    sku: str
    quantity: int
    title: str
    price: float | None
    currency: str


class Carts(Protocol):
    """The shop's carts, by the id of a shopper or of a stranger's visit."""

    def lines(self, shopper_id: str, language: Language) -> Sequence[CartLine]:
        """What is in it, in the order of being put there."""
        ...

    def put(self, shopper_id: str, product_id: str, sku: str, quantity: int) -> None:
        """That many of it from now on; 0 takes it out.

        Raises:
            BadInput: an option must be chosen, it is not in stock, or there are not so many.
            NotFound: no such product or variant.
        """
        ...


@dataclass(frozen=True)
class Floor:
    """``vectors``: sentence vectors of the shop's text encoder, float32 [n, dim] unit rows.

    ``desk``: opens the service desk when it is first needed.
    """

    shop: Shop
    desk: Callable[[], ServiceDesk]
    carts: Callable[[], Carts]
    vectors: Callable[[Sequence[str]], NDArray[np.float32]]
