"""Open a shop's current release."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from daogou.assembly.advice import Advice
from daogou.assembly.cart import ShopCarts
from daogou.assembly.guide import open_guide
from daogou.assembly.hearing import Ears, can_hear
from daogou.assembly.knowledge import Knowledge
from daogou.assembly.models import Models, open_models
from daogou.assembly.papers import ShopPapers
from daogou.assembly.pictures import picture_source
from daogou.assembly.product_files import ProductFiles
from daogou.assembly.releases import Release, Releases
from daogou.assembly.rooms import Rooms
from daogou.assembly.steps import fuse
from daogou.catalogue.snapshot import Snapshot
from daogou.core.errors import NotFound
from daogou.core.product import Language, Product
from daogou.core.query import Constraint, Query
from daogou.core.ranking import Ranking
from daogou.core.settings import Settings, read_settings
from daogou.features.alignments import Alignment
from daogou.features.space import SharedSpace
from daogou.fit.body.measures import Body
from daogou.fit.sizes.advisor import SizeAdvice
from daogou.graph.annotation.labels import Annotation
from daogou.graph.answering.answerer import Answerer
from daogou.graph.answering.opening import open_answerer
from daogou.graph.answering.reply import Reply
from daogou.graph.decisions import Decision
from daogou.graph.link_prediction import Proposal
from daogou.graph.rules.contradictions import Contradiction
from daogou.graph.stores import GraphStore
from daogou.guide.policies.finding import Found, policy_passages
from daogou.guide.turn import Guide
from daogou.language.concepts import Concepts
from daogou.recommend.shelf import Shelf, ShelfName
from daogou.search.answer import Answer
from daogou.search.browse import categories
from daogou.search.folder import open_search, open_suggester
from daogou.search.search import Search
from daogou.search.suggest import Suggester
from daogou.search.understanding import Read
from daogou.shoppers.shoppers import Shoppers, open_shoppers
from daogou.sources.pictures import PictureSource
from daogou.speech.heard import Heard

if TYPE_CHECKING:
    from daogou.assembly.fitting_room import FittingRoom
    from daogou.assembly.stylist import Stylist
    from daogou.assembly.workshop import Workshop


def open_shop(folder: Path) -> "ServedShop":
    """The shop in that folder, at its current release.

    Raises:
        NotFound: the folder is no shop.
        NotBuilt: it has no release yet.
    """
    settings = read_settings(folder)
    release = Releases(folder).current()
    models = open_models(settings.features, folder, for_queries=True)
    space = SharedSpace(models.text, models.eye, _alignment(models, release))
    engine = open_search(release.stage("index"), models.text, space, settings)
    return ServedShop(
        settings=settings,
        folder=folder,
        published=release,
        engine=engine,
        suggesters={c: open_suggester(release.stage("index"), c) for c in settings.shop.languages},
        snapshot=Snapshot(release.stage("ingest")),
        pictures=picture_source(folder, settings),
        knowledge=Knowledge(settings, folder, release, models, engine.parts.concepts),
    )


def _alignment(models: Models, release: Release) -> Alignment:
    return models.method.load(release.stage("fuse") / fuse.ALIGNMENT, models.eye)


@dataclass(frozen=True)
class ServedShop:
    """A release, opened; the ``Shop`` that surfaces talk to."""

    settings: Settings
    folder: Path
    published: Release
    engine: Search
    suggesters: Mapping[str, Suggester]
    snapshot: Snapshot
    pictures: PictureSource
    knowledge: Knowledge

    @property
    def concepts(self) -> Concepts:
        """The concepts that the release was built with."""
        return self.engine.parts.concepts

    @property
    def release(self) -> str:
        """The id of the release being served."""
        return self.published.id

    def search(self, query: Query) -> Answer:
        """Answer a query."""
        return self.engine(query)

    def suggest(self, prefix: str, language: str, k: int = 8) -> list[str]:
        """Completions of what is being typed."""
        suggester = self.suggesters.get(language)
        return suggester(prefix, k) if suggester else []

    def read(self, text: str, language: Language) -> Read:
        """What search makes of the words."""
        return self.engine.read(text, language)

    def meets(self, product_id: str, constraint: Constraint) -> bool:
        """Whether a product meets a condition."""
        return self.engine.meets(product_id, constraint)

    def label(self, constraint: Constraint, language: Language) -> str:
        """A condition as a page shows it."""
        return self.engine.label(constraint, language)

    def similar(self, product_id: str, k: int = 12) -> Ranking:
        """Products that look and read like this one, best first, without itself."""
        return self.engine.similar(product_id, k)

    def shelf(
        self,
        name: ShelfName,
        *,
        shopper_id: str = "",
        product_id: str = "",
        k: int = 12,
        filters: Sequence[Constraint] = (),
    ) -> Shelf:
        """Recommendations under one heading."""
        return self.advice.shelf(name, shopper_id=shopper_id, product_id=product_id, k=k, filters=filters)

    def guide(self) -> Guide:
        """Who talks to shoppers."""
        return self._guide

    @cached_property
    def _guide(self) -> Guide:
        return open_guide(self, self.folder, self.settings, self.published, self.engine.parts.encoder)

    @cached_property
    def can_hear(self) -> bool:
        """Whether recordings are heard without anything being fetched first."""
        return can_hear()

    def hear(self, data: bytes, language: Language | None = None) -> Heard:
        """What was said in a recording."""
        return self._ears.hear(data, language)

    @cached_property
    def _ears(self) -> Ears:
        return Ears(self.engine.parts.columns, self.concepts, self.settings.shop.languages)

    def shoppers(self) -> Shoppers:
        """What shoppers did, allowed and said of themselves."""
        return self._shoppers

    @cached_property
    def _shoppers(self) -> Shoppers:
        return open_shoppers(self.folder, self.settings.shoppers)

    def passages(self, question: str, language: Language, k: int = 3) -> list[Found]:
        """What the policy pages say of a question, best first; none where no page says it."""
        return policy_passages(self, self.engine.parts.encoder.encode, language).answers(question, k)

    def carts(self) -> ShopCarts:
        """What shoppers have put aside to buy."""
        return ShopCarts(self, lambda: self.shoppers().carts, self.settings.shop.currency)

    @cached_property
    def advice(self) -> Advice:
        """What is recommended."""
        return Advice(
            self.settings,
            self.folder,
            self.published,
            self.snapshot.row_of,
            self.engine.parts.columns,
            self.graph,
            self.shoppers,
        )

    def product(self, product_id: str) -> Product:
        """One product."""
        return self.snapshot[self._row(product_id)]

    def products(self, product_ids: Sequence[str]) -> list[Product]:
        """Several, in the order asked; those that are gone are left out."""
        rows = (self.snapshot.row_of.get(product_id) for product_id in product_ids)
        return [self.snapshot[row] for row in rows if row is not None]

    def categories(self, language: str) -> list[tuple[str, str, int, str]]:
        """For the home page: (filter value, label, count, id of an example product), largest first."""
        return categories(self.engine.parts, language)

    def picture(self, product_id: str, number: int = 0) -> Path:
        """The local file of a product's picture."""
        return self._files.picture(product_id, number)

    def video(self, product_id: str, number: int = 0) -> Path:
        """The local file of a product's video."""
        return self._files.video(product_id, number)

    def model_view(self, product_id: str, number: int, view: int) -> Path:
        """A picture of a product's 3D model, WebP; views go once around it."""
        return self._files.model_view(product_id, number, view)

    def reviews(self, product_id: str) -> list[Mapping[str, Any]]:
        """Reviews of a product, newest first."""
        self._row(product_id)
        return [asdict(review) for review in self._papers.reviews.get(product_id, [])]

    def size_charts(self) -> Mapping[str, Any]:
        """Body measures by category, audience and size; empty if the shop has none."""
        return self._papers.size_charts

    def policy(self, name: str, language: str) -> str:
        """A policy page as Markdown, in that language or the shop's first."""
        return self._papers.policy(name, language)

    def policies(self, language: str) -> list[tuple[str, str]]:
        """(name, title) of every policy page."""
        return self._papers.policies(language)

    def graph(self) -> GraphStore:
        """The knowledge graph, opened for reading only."""
        return self.knowledge.store

    def fitting_room(self) -> "FittingRoom":
        """Where clothes are put on people."""
        return self._rooms.fitting_room

    def stylist(self) -> "Stylist":
        """Who advises on sizes and outfits."""
        return self._rooms.stylist

    def advise_size(self, product: Product, body: Body) -> SizeAdvice:
        """As the stylist does, who knows how sizes turned out."""
        return self.stylist().size(product, body)

    def workshop(self) -> "Workshop":
        """Where pictures are cut out, changed and made."""
        return self._rooms.workshop

    @cached_property
    def _rooms(self) -> Rooms:
        return Rooms(self)

    def annotate(self, picture: NDArray[np.uint8]) -> Annotation:
        """What a picture shows, as labels of the graph."""
        return self.knowledge.annotator(picture)

    def ask(self, picture: NDArray[np.uint8], question: str, language: Language) -> Reply:
        """The answer to a question about a picture."""
        return self._answerer(picture, question, language)

    def suggestions(self, product_id: str = "") -> list[Proposal]:
        """Facts that are probably missing, likeliest first, without those decided."""
        return self.knowledge.suggestions(product_id)

    def decide(self, head: str, relation: str, tail: str, *, accepted: bool) -> None:
        """Accept or reject a fact; the next build follows."""
        self.knowledge.decide(Decision(head, relation, tail, accepted))

    def contradictions(self) -> Sequence[Contradiction]:
        """Where sources disagree."""
        return self.knowledge.contradictions

    def report(self) -> Mapping[str, Any]:
        """The report of the release."""
        return self.published.report()

    @cached_property
    def _answerer(self) -> Answerer:
        brands = self.engine.parts.columns.fields
        names = brands["brand"].values if "brand" in brands else ()
        return open_answerer(self.knowledge.annotator, self.knowledge.models.text, self._found, names)

    def _found(self, product_id: str) -> Product | None:
        row = self.snapshot.row_of.get(product_id)
        return None if row is None else self.snapshot[row]

    @cached_property
    def _papers(self) -> ShopPapers:
        return ShopPapers(self.published.stage("ingest"), self.settings.shop.languages)

    @cached_property
    def _files(self) -> ProductFiles:
        return ProductFiles(
            self.folder, self.settings, self.published, self.pictures, self._row, self.product
        )

    def _row(self, product_id: str) -> int:
        try:
            return self.snapshot.row_of[product_id]
        except KeyError:
            raise NotFound(f"There is no product {product_id!r}.") from None
