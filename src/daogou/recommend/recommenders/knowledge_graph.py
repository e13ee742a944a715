"""A walk through the product graph: from what a shopper liked, over what it has in common, to other products.

A walker takes a liked product (one counts ``fading`` times as much as the next newer one), a relation (shared
brand, shared colour, bought by the same shoppers, a link of the feed), a node of it and from there a product.
score(p) = n * the sum over liked h of weight(h) * the sum over relations r of w_r * P_r(h -> p), so 1 is what
chance would give for one liked product. The w_r are learnt: they make it most likely that walks from the rest
of a shopper's history end at their last product (a mixture, by expectation maximisation). Cf. path ranking
(Lao and Cohen, 2010) and HeteRec's meta-paths (Yu et al., WSDM 2014).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack, vstack

from daogou.core.errors import BadOption
from daogou.core.progress import Progress, tracked
from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.few_rows import product_of_few
from daogou.recommend.history import Floats, History, Ints
from daogou.recommend.interactions import interactions_of
from daogou.recommend.leaving_out import losing, newest_products
from daogou.recommend.lesson import Lesson
from daogou.recommend.measuring import Measured
from daogou.recommend.mixing import Mixture
from daogou.recommend.nearest import Rows, RowsOfProduct, nearest_of_each
from daogou.recommend.pieces import NAMELESS, Pieces, told
from daogou.recommend.ranges import expect_at_least_one
from daogou.recommend.recommenders import Method, Recommender
from daogou.recommend.relations import (
    Relation,
    by_acts,
    by_links,
    by_traits,
    liked_in_order,
    liked_with_worth,
)
from daogou.recommend.sparse_rows import block, gathered
from daogou.recommend.stored import compact, load_arrays, matrix_arrays, matrix_from, save_arrays
from daogou.recommend.tastes import NOTHING, WHOLE
from daogou.recommend.walk_weights import relation_weights

MOST_HELD_OUT = 5000  # shoppers are plenty for a handful of weights
MATRICES = ("first", "second", "near")


@dataclass(frozen=True)
class Options:
    """``fading``: see the module; ``neighbours``: where walks from a product end most often, so many
    products are kept; ``acts``, ``links``: whether acts, what a feed links count.

    On the last acts but one of Amazon Beauty 200 neighbours rank as well as all 12,101; see ``content``
    for products that nobody has acted on.
    """

    fading: float = 0.7
    neighbours: int = 400
    acts: bool = True
    links: bool = True


@dataclass(frozen=True, eq=False)
class KnowledgeGraph:
    """All relations side by side, their weights multiplied in.

    ``first`` csr [n_products, n_nodes], ``second`` csr [n_nodes, n_products]; ``near`` csr [n_products,
    n_products]: n_products * first @ second, the largest of each row; ``nodes`` [n_nodes]: what is said of a
    path over a node, ``brand:acme`` or a relation's name.
    """

    first: csr_array
    second: csr_array
    near: csr_array
    nodes: Sequence[str]
    fading: float

    def scores(self, histories: Sequence[History]) -> Vectors:
        """See the module."""
        if len(histories) == 1:
            starts = starts_without(histories[0], WHOLE, self.fading)
            return self._mixture.mixed(starts.products, starts.often)
        return product_of_few(starts_of(histories, self._n_products, self.fading), self.near)

    def similar(self, product: int) -> Floats:
        """Where walks from it end, all of them."""
        similar: Floats = csr_array(self.first[[product]] @ self.second).toarray()[0]
        similar *= np.float32(self._n_products)
        similar[product] = 0
        return similar

    def explain(self, history: History, product: int) -> tuple[Evidence, ...]:
        """What the score loses without the acts on a liked product, and over what most walks from it came."""
        return self.explain_many(history, [product])[0]

    def explain_many(self, history: History, products: Sequence[int]) -> list[tuple[Evidence, ...]]:
        """See ``explain``; the history is looked into once."""
        tried = newest_products(history)
        if not len(tried):
            return [()] * len(products)
        starts = starts_without(history, np.append(NOTHING, tried), self.fading)
        chosen = np.array(products, np.int64)
        scores = starts.often @ block(self.near, starts.products, chosen)  # (1 + tried, products)
        return told(self.explain_measured(history, tried, chosen, scores), len(chosen))

    def explain_measured(
        self, history: History, tried: Ints, products: Ints, scores: Vectors
    ) -> list[Pieces]:
        """See ``measuring``."""
        lost = losing("path", tried, scores)
        if not len(lost.nth):
            return [lost]
        nodes, arriving = gathered(self._arrivals, products)  # (products, nodes)
        leaving = block(self.first, lost.products, nodes)
        walks = arriving[lost.nth] * leaving
        busiest = walks.argmax(axis=1)
        said = np.where(walks[np.arange(len(walks)), busiest] > 0, nodes[busiest], NAMELESS)
        return [lost._replace(said=said, names=self.nodes)]

    def measured(self, history: History, left_out: Ints, products: Ints, *, highest: bool) -> Measured:
        """See ``measuring``."""
        starts = starts_without(history, left_out, self.fading)
        return self._mixture.measured(starts.products, starts.often, products)

    @property
    def _n_products(self) -> int:
        return int(self.near.shape[1])

    @cached_property
    def _mixture(self) -> Mixture:
        return Mixture(self.near)

    @cached_property
    def _arrivals(self) -> csr_array:
        """float32 [n_products, n_nodes]: ``second`` by product; a shelf asks for a dozen of them."""
        return csr_array(self.second.T.tocsr())

    def save(self, folder: Path) -> None:
        """Both steps, what they come to, and the names."""
        arrays: dict[str, NDArray[Any]] = {}
        for name in MATRICES:
            arrays |= matrix_arrays(getattr(self, name), f"{name}.")
        names = {"nodes": np.array(self.nodes, dtype=np.str_), "fading": np.array(self.fading)}
        save_arrays(folder, arrays | names)


def starts_of(histories: Sequence[History], n_products: int, fading: float) -> csr_array:
    """float32 [n, n_products]: how often walks start at each liked product."""
    rows, columns, weights = [], [], []
    for row, history in enumerate(histories):
        liked, worth = liked_with_worth(history)
        rows.append(np.full(len(liked), row))
        columns.append(liked)
        weights.append(worth * fading ** np.arange(len(liked))[::-1])
    shape = (len(histories), n_products)
    if not rows:
        return csr_array(shape, dtype=np.float32)
    place = np.concatenate(rows), np.concatenate(columns)
    return csr_array((np.concatenate(weights), place), shape=shape, dtype=np.float32)


class Starts(NamedTuple):
    """``products`` int64 [m]; ``often`` float32 [n, m]: how often walks start there."""

    products: Ints
    often: Vectors


def starts_without(history: History, left_out: Ints, fading: float) -> Starts:
    """As ``starts_of`` has them of ``history.without([product])``, product after product."""
    liked, worth = liked_with_worth(history)
    stays = liked != left_out[:, None]  # (n, m)
    newer = stays[:, ::-1].cumsum(axis=1)[:, ::-1] - stays
    return Starts(liked, (worth * fading**newer * stays).astype(np.float32))


def _walks(first: csr_array, second: csr_array) -> Rows:
    """How often walks end where, as multiples of chance; a row per product that they start at."""
    both, n_products = RowsOfProduct(first, second), np.float32(second.shape[1])
    return lambda rows: both(rows) * n_products


class KnowledgeGraphMethod:
    """Learns how much each relation says."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, lesson: Lesson, *, seed: int, progress: Progress) -> Recommender:
        """The weights from histories without their last product, then all relations from everything."""
        histories = list(lesson.interactions)
        able = [i for i, history in enumerate(histories) if len(history.liked) > 1]
        chosen = set(np.random.default_rng(seed).permutation(able)[:MOST_HELD_OUT].tolist())
        last = {i: int(liked_in_order(histories[i])[-1]) for i in chosen}
        shortened = [h.without([last[i]]) if i in last else h for i, h in enumerate(histories)]
        rest = Lesson(interactions_of(shortened, lesson.n_products), {}, lesson.traits, lesson.links)
        starts = starts_of([shortened[i] for i in sorted(chosen)], lesson.n_products, self._options.fading)
        ends = np.array([last[i] for i in sorted(chosen)], np.int64)
        known = self._relations(rest)
        weights = relation_weights(tracked(known, progress, "Weighing relations", len(known)), starts, ends)
        return self._joined(self._relations(lesson), dict(weights), lesson.n_products, progress)

    def _relations(self, lesson: Lesson) -> list[Relation]:
        acts = lesson.interactions
        counts = np.bincount(acts.items[acts.weights > 0], minlength=acts.n_products).astype(np.float32)
        relations = by_traits(lesson.traits, counts)
        if self._options.links:
            relations += by_links(lesson.links, acts.n_products)
        return relations + (by_acts(acts) if self._options.acts and len(acts.items) else [])

    def _joined(
        self, relations: Sequence[Relation], weights: dict[str, float], n_products: int, progress: Progress
    ) -> KnowledgeGraph:
        kept = [one for one in relations if weights.get(one.name, 0.0) > 0]
        empty = csr_array((n_products, 0), dtype=np.float32)
        firsts = [one.first * np.float32(weights[one.name]) for one in kept]
        first = compact(csr_array(hstack([empty, *firsts], format="csr")))
        second = compact(csr_array(vstack([empty.T, *(one.second for one in kept)], format="csr")))
        walks = _walks(first, second)
        near = nearest_of_each(walks, n_products, self._options.neighbours, progress)
        nodes = [name for one in kept for name in one.nodes or [one.name] * one.second.shape[0]]
        return KnowledgeGraph(first, second, near, nodes, self._options.fading)

    def load(self, folder: Path) -> Recommender:
        """See the contract."""
        arrays = load_arrays(folder)
        first, second, near = (matrix_from(arrays, f"{name}.") for name in MATRICES)
        return KnowledgeGraph(first, second, near, arrays["nodes"].tolist(), float(arrays["fading"]))


def build(options: Options) -> Method:
    """Check the options.

    Raises:
        BadOption: it is not above 0 and at most 1, or no neighbour is kept.
    """
    if not 0 < options.fading <= 1:
        raise BadOption("recommender 'knowledge_graph', option 'fading': expected above 0, at most 1.")
    expect_at_least_one("knowledge_graph", options, "neighbours")
    return KnowledgeGraphMethod(options)
