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
from daogou.assembly.hearing import can_hear, open_hearer, spoken_words
from daogou.assembly.knowledge import Knowledge
from daogou.assembly.models import Models, open_models
from daogou.assembly.pictures import picture_source
from daogou.assembly.releases import Release, Releases
from daogou.assembly.steps import fuse, ingest
from daogou.catalogue.reviews import Review, read_groups
from daogou.catalogue.snapshot import Snapshot
from daogou.core.errors import NotFound
from daogou.core.files import read_json
from daogou.core.product import Language, Product
from daogou.core.query import Constraint, Query
from daogou.core.ranking import Ranking
from daogou.core.settings import Settings, read_settings
from daogou.features.alignments import Alignment
from daogou.features.space import SharedSpace
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
from daogou.speech.hearing import Hearer

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
        return self._hearer.hear(data, hints=self._spoken_words, language=language)

    @cached_property
    def _hearer(self) -> Hearer:
        return open_hearer()

    @cached_property
    def _spoken_words(self) -> tuple[str, ...]:
        return spoken_words(self.engine.parts.columns, self.concepts, self.settings.shop.languages)

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
        pictures = self.product(product_id).pictures
        if not 0 <= number < len(pictures):
            raise NotFound(f"Product {product_id!r} has no picture {number}.")
        return self.pictures.local_file(pictures[number].source)

    def video(self, product_id: str, number: int = 0) -> Path:
        """The local file of a product's video."""
        from daogou.assembly.media import media_source  # what reads videos takes long to import

        videos = self.product(product_id).videos
        if not 0 <= number < len(videos):
            raise NotFound(f"Product {product_id!r} has no video {number}.")
        source = media_source(self.folder, self.settings, "videos")
        try:
            return source.local_file(videos[number])
        finally:
            source.close()

    def model_view(self, product_id: str, number: int, view: int) -> Path:
        """A picture of a product's 3D model, WebP; views go once around it."""
        from daogou.assembly.model_views import view_file  # and so does what draws models

        file = view_file(self.published.folder / "see", self._row(product_id), number, view)
        if not file.is_file():
            raise NotFound(f"Product {product_id!r} has no view {view} of a model {number}.")
        return file

    def reviews(self, product_id: str) -> list[Mapping[str, Any]]:
        """Reviews of a product, newest first."""
        self._row(product_id)
        return [asdict(review) for review in self._reviews.get(product_id, [])]

    def size_charts(self) -> Mapping[str, Any]:
        """Body measures by category, audience and size; empty if the shop has none."""
        return self._size_charts

    def policy(self, name: str, language: str) -> str:
        """A policy page as Markdown, in that language or the shop's first."""
        if name in self._policy_names():  # also keeps a name from leading out of the folder
            for code in (language, *self.settings.shop.languages):
                file = self._policies / f"{name}.{code}.md"
                if file.is_file():
                    return file.read_text(encoding="utf-8")
        there = ", ".join(self._policy_names()) or "none"
        raise NotFound(f"There is no policy page {name!r}. There are: {there}.")

    def policies(self, language: str) -> list[tuple[str, str]]:
        """(name, title) of every policy page."""
        return [(name, _title(self.policy(name, language), name)) for name in self._policy_names()]

    def graph(self) -> GraphStore:
        """The knowledge graph, opened for reading only."""
        return self.knowledge.store

    def fitting_room(self) -> "FittingRoom":
        """Where clothes are put on people."""
        return self._fitting_room

    @cached_property
    def _fitting_room(self) -> "FittingRoom":
        from daogou.assembly.fitting_room import FittingRoom  # what works on pictures takes long to import

        return FittingRoom(self.folder, self.settings, self.concepts, self.picture)

    def stylist(self) -> "Stylist":
        """Who advises on sizes and outfits."""
        return self._stylist

    @cached_property
    def _stylist(self) -> "Stylist":
        from daogou.assembly.stylist import Stylist

        return Stylist(
            self.folder, self.settings, self.concepts, lambda: list(self.snapshot), self.size_charts
        )

    def workshop(self) -> "Workshop":
        """Where pictures are cut out, changed and made."""
        return self._workshop

    @cached_property
    def _workshop(self) -> "Workshop":
        from daogou.assembly.workshop import Workshop

        return Workshop(self.folder, self.settings)

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
    def _reviews(self) -> dict[str, list[Review]]:
        return read_groups(self.published.stage("ingest") / ingest.REVIEWS)

    @cached_property
    def _size_charts(self) -> Mapping[str, Any]:
        file = self.published.stage("ingest") / ingest.SIZE_CHARTS
        charts: Mapping[str, Any] = read_json(file) if file.is_file() else {}
        return charts

    @property
    def _policies(self) -> Path:
        return self.published.stage("ingest") / ingest.POLICIES

    def _policy_names(self) -> list[str]:
        languages = self.settings.shop.languages
        found = (page.name.removesuffix(".md").rpartition(".") for page in self._policies.glob("*.md"))
        return sorted({name for name, _, language in found if language in languages})

    def _row(self, product_id: str) -> int:
        try:
            return self.snapshot.row_of[product_id]
        except KeyError:
            raise NotFound(f"There is no product {product_id!r}.") from None


def _title(markdown: str, name: str) -> str:
    """The first heading, else the name."""
    heading = next((line for line in markdown.splitlines() if line.startswith("# ")), f"# {name}")
    return heading.removeprefix("# ").strip()
