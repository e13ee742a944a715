"""An opened shop: what every surface talks to."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Language, Product
from daogou.core.query import Constraint, Query
from daogou.core.ranking import Ranking
from daogou.core.settings import Settings
from daogou.graph.annotation.labels import Annotation
from daogou.graph.answering.reply import Reply
from daogou.graph.link_prediction import Proposal
from daogou.graph.rules.contradictions import Contradiction
from daogou.graph.stores import GraphStore
from daogou.language.concepts import Concepts
from daogou.recommend.shelf import Shelf, ShelfName
from daogou.search.answer import Answer

if TYPE_CHECKING:  # a database's library takes a quarter of a second to import
    from daogou.shoppers.shoppers import Shoppers


class Shop(Protocol):
    """What surfaces may ask of a shop; ``assembly/open.py`` makes one, tests may make a small one."""

    @property
    def settings(self) -> Settings:
        """What shop.toml says."""
        ...

    @property
    def folder(self) -> Path:
        """Where the shop is."""
        ...

    @property
    def concepts(self) -> Concepts:
        """The concepts that the release was built with."""
        ...

    @property
    def release(self) -> str:
        """The id of the release being served."""
        ...

    def search(self, query: Query) -> Answer:
        """Answer a query of words, picture, likeness and filters.

        Raises:
            BadQuery: nothing is asked, or an unknown filter field.
            NotFound: ``query.like`` is no product.
        """
        ...

    def suggest(self, prefix: str, language: str, k: int = 8) -> list[str]:
        """Completions of what is being typed: categories, brands, colours + categories, titles."""
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

    def shoppers(self) -> "Shoppers":
        """What shoppers did, allowed and said of themselves.

        Raises:
            StateUnavailable: the database cannot be opened; the hint says what to do.
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

    def picture(self, product_id: str, number: int = 0) -> Path:
        """The local file of a product's picture.

        Raises:
            NotFound: no such product or picture.
        """
        ...

    def reviews(self, product_id: str) -> list[Mapping[str, Any]]:
        """Reviews: ``{"rating": 1..5, "text": …, "language": …, "author": …, "at": …}``; may be empty."""
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

    def suggestions(self, product_id: str = "") -> list[Proposal]:
        """Facts that are probably missing, of all products or one, likeliest first; without those decided."""
        ...

    def decide(self, head: str, relation: str, tail: str, *, accepted: bool) -> None:
        """Accept or reject a fact; it is never suggested again, and an accepted one is in the next build.

        Raises:
            BadInput: the vocabulary has no such relation, or it does not join such entities.
            NotFound: the graph has no such entity.
        """
        ...

    def contradictions(self) -> Sequence[Contradiction]:
        """Where sources disagree, as the build found them."""
        ...

    def report(self) -> Mapping[str, Any]:
        """The report of the release: counts, stages with seconds and memory, rejections, findings."""
        ...
