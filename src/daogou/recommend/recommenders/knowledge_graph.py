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
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from daogou.core.errors import BadOption
from daogou.core.progress import Progress, tracked
from daogou.features.rows import Vectors
from daogou.recommend.evidence import Evidence
from daogou.recommend.few_rows import product_of_few
from daogou.recommend.history import Floats, History, Ints
from daogou.recommend.interactions import interactions_of
from daogou.recommend.leaving_out import newest_products, strongest_of_each
from daogou.recommend.lesson import Lesson
from daogou.recommend.measuring import Measured, measured_rows
from daogou.recommend.mixing import Mixture
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
# a history walks over some 40 traits; those of so few products are looked through faster than multiplied out
NARROW = 64


@dataclass(frozen=True)
class Options:
    """``fading``: see the module; ``acts``, ``links``: whether acts, what a feed links count."""

    fading: float = 0.7
    acts: bool = True
    links: bool = True


@dataclass(frozen=True, eq=False)
class KnowledgeGraph:
    """All relations side by side, their weights multiplied in.

    ``first`` csr [n_products, n_nodes], ``second`` csr [n_nodes, n_products]; ``nodes`` [n_nodes]: what is
    said of a path over a node, ``brand:acme`` or a relation's name.
    """

    first: csr_array
    second: csr_array
    nodes: Sequence[str]
    fading: float

    def scores(self, histories: Sequence[History]) -> Vectors:
        """See the module."""
        if len(histories) == 1:
            nodes, often = self._walked(histories[0], WHOLE)
            return self._mixture.mixed(nodes, often)
        return product_of_few(self._reached(histories), self.second)

    def similar(self, product: int) -> Floats:
        """Where walks from it end."""
        one = History(np.array([product]), np.ones(1, np.float32), np.zeros(1))
        similar: Floats = self.scores([one])[0]
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
        nodes, arriving = gathered(self._arrivals, chosen)  # (products, nodes)
        over = starts.often @ block(self.first, starts.products, nodes)
        scores = (self._n_products * over @ arriving.T).astype(np.float32)  # (1 + tried, products)
        return self.explain_measured(history, tried, chosen, scores)

    def explain_measured(
        self, history: History, tried: Ints, products: Ints, scores: Vectors
    ) -> list[tuple[Evidence, ...]]:
        """See ``measuring``."""
        nodes, arriving = gathered(self._arrivals, products)  # (products, nodes)
        leaving = block(self.first, tried, nodes)  # (tried, nodes)
        busiest = self._busiest(nodes, arriving[:, None] * leaving)
        place = {product: row for row, product in enumerate(tried.tolist())}
        return [
            tuple(Evidence(kind, weight, start, over[place[start]]) for kind, weight, start, _ in pieces)
            for pieces, over in zip(strongest_of_each("path", tried, scores), busiest, strict=True)
        ]

    def _busiest(self, nodes: Ints, walks: Vectors) -> list[list[str]]:
        """Over which node most walks lead, for each pair of float32 [n, m, n nodes]; "" where none does."""
        if not len(nodes):
            return [[""] * walks.shape[1] for _ in walks]
        best, most = nodes[walks.argmax(axis=2)].tolist(), walks.max(axis=2).tolist()
        return [
            [self.nodes[node] if often > 0 else "" for node, often in zip(*of_one, strict=True)]
            for of_one in zip(best, most, strict=True)
        ]

    def measured(self, history: History, left_out: Ints, products: Ints, *, highest: bool) -> Measured:
        """See ``measuring``."""
        nodes, often = self._walked(history, left_out)
        found = self._mixture.measured(nodes, often, products, highest=highest)
        return found or measured_rows(self._mixture.mixed(nodes, often), products)

    def _walked(self, history: History, left_out: Ints) -> tuple[Ints, Vectors]:
        """int64 [m]: nodes, ascending; float32 [n left out, m]: how often each is walked over, as in
        ``_reached``."""
        starts = starts_without(history, left_out, self.fading)
        nodes, leaving = gathered(self.first, starts.products)
        return nodes, self._n_products * (starts.often @ leaving)

    @property
    def _n_products(self) -> np.float32:
        return np.float32(self.second.shape[1])

    @cached_property
    def _mixture(self) -> Mixture:
        return Mixture(self.second, NARROW)

    def _reached(self, histories: Sequence[History]) -> csr_array:
        """float32 [n, n_nodes]: how often each node is walked over, as multiples of 1 / n_products."""
        reached = csr_array(starts_of(histories, self.second.shape[1], self.fading) @ self.first)
        reached.data *= self._n_products
        return reached

    @cached_property
    def _arrivals(self) -> csr_array:
        """float32 [n_products, n_nodes]: ``second`` by product; a shelf asks for a dozen of them."""
        return csr_array(self.second.T.tocsr())

    def save(self, folder: Path) -> None:
        """Both steps and the names."""
        parts = {"first": matrix_arrays(self.first), "second": matrix_arrays(self.second)}
        arrays = {f"{part}.{name}": a for part, own in parts.items() for name, a in own.items()}
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
        return self._joined(self._relations(lesson), dict(weights), lesson.n_products)

    def _relations(self, lesson: Lesson) -> list[Relation]:
        acts = lesson.interactions
        counts = np.bincount(acts.items[acts.weights > 0], minlength=acts.n_products).astype(np.float32)
        relations = by_traits(lesson.traits, counts)
        if self._options.links:
            relations += by_links(lesson.links, acts.n_products)
        return relations + (by_acts(acts) if self._options.acts and len(acts.items) else [])

    def _joined(
        self, relations: Sequence[Relation], weights: dict[str, float], n_products: int
    ) -> KnowledgeGraph:
        kept = [one for one in relations if weights.get(one.name, 0.0) > 0]
        first = [csr_array((n_products, 0), dtype=np.float32)]
        first += [one.first * np.float32(weights[one.name]) for one in kept]
        second = [csr_array((0, n_products), dtype=np.float32), *(one.second for one in kept)]
        nodes = [name for one in kept for name in one.nodes or [one.name] * one.second.shape[0]]
        return KnowledgeGraph(
            compact(csr_array(hstack(first, format="csr"))),
            compact(csr_array(vstack(second, format="csr"))),
            nodes,
            self._options.fading,
        )

    def load(self, folder: Path) -> Recommender:
        """See the contract."""
        arrays = load_arrays(folder)
        first, second = (
            matrix_from({n: arrays[f"{part}.{n}"] for n in ("data", "indices", "indptr", "shape")})
            for part in ("first", "second")
        )
        return KnowledgeGraph(first, second, arrays["nodes"].tolist(), float(arrays["fading"]))


def build(options: Options) -> Method:
    """Check the fading.

    Raises:
        BadOption: it is not above 0 and at most 1.
    """
    if not 0 < options.fading <= 1:
        raise BadOption("recommender 'knowledge_graph', option 'fading': expected above 0, at most 1.")
    return KnowledgeGraphMethod(options)
