"""Products that nobody has acted on yet: who would like them, told from what they are alone?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import Progress
from daogou.evaluation.beauty import Beauty, read_beauty
from daogou.evaluation.blending import standardised
from daogou.evaluation.metrics.at_k import hits_at_k, ndcgs_at_k, recalls_at_k
from daogou.evaluation.metrics.bootstrap import bootstrap_interval
from daogou.evaluation.metrics.places import Places, joined, places_of
from daogou.evaluation.tasks import Measurement, Task
from daogou.recommend.history import History, Ints, history_of
from daogou.recommend.interactions import interactions_of
from daogou.recommend.lesson import Lesson
from daogou.recommend.recommenders import ROLE, Recommender

PROTOCOL = (
    "A fifth of Beauty's products, drawn by the seed, is hidden: every act on them is taken out before "
    "anything is learnt. For each shopper with acts on both kinds, the acts on other products, all of "
    "them, are the history; only the hidden products are ranked (2,420), and those that the shopper acted "
    "on are right. graph: walks over shared brand and category; content: these traits as vectors; both, "
    "which is ndcg_at_10: the sum of the two, each standardised per shopper, content counting twice. "
    "Brand and category are all that is known of a hidden product. random: a random order; popularity: "
    "acts in training, of which hidden products have none, so a random order too; trait_popularity: how "
    "often products of the same brand and categories were acted on, alike for everybody. Settings were "
    "chosen on a fifth of the rest, hidden likewise, while this one was not looked at. *_low, *_high: 95 "
    "% bootstrap over shoppers; times_*_low: the low end over the other's high end. linked_*: the graph "
    "with Amazon's also-bought, also-viewed and bought-together lists of the hidden products too; "
    "shoppers' acts made them, those asked for among them, so this is no cold start."
)
WEIGHTS = {"graph": 1.0, "content": 2.0}  # in the sum
PARTS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "graph": ("knowledge_graph", {"fading": 1.0}),
    "content": ("content", {"half_life_acts": 0.0}),
}
HIDDEN = 0.2
AT_ONCE = 1000  # shoppers: their scores of 12,101 products take 48 MB
K = 10


@dataclass(frozen=True)
class Options:
    """None."""


@dataclass(frozen=True, eq=False)
class Split:
    """``hidden`` int64 rows, ascending; ``acts``: everybody's without them; ``asked``: who is measured.

    ``wanted``: for each of ``asked``, places in ``hidden``.
    """

    hidden: Ints
    acts: tuple[History, ...]
    asked: Ints
    wanted: tuple[Ints, ...]


@dataclass(frozen=True)
class RecommendCold:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Hide, learn, rank.

        Raises:
            NotFound: ``beauty/`` is not in the data folder.
        """
        beauty = read_beauty(data)
        split = hide(beauty.sequences, beauty.n_products, seed)
        acts = interactions_of(split.acts, beauty.n_products)
        described, linked = Lesson(acts, {}, beauty.traits), Lesson(acts, {}, beauty.traits, beauty.links)
        parts = {
            name: ROLE.open(method, options).fit(described, seed=seed, progress=progress)
            for name, (method, options) in PARTS.items()
        }
        parts["linked"] = ROLE.open(*PARTS["graph"]).fit(linked, seed=seed, progress=progress)
        parts["popularity"] = ROLE.open("popularity").fit(described, seed=seed, progress=progress)
        places = _places(split, parts, _trait_popularity(beauty, split), np.random.default_rng(seed))
        return Measurement(_metrics(places, seed), PROTOCOL, beauty.read)


def hide(sequences: Sequence[Ints], n_products: int, seed: int) -> Split:
    """A fifth of the products, and what is left of the sequences."""
    order = np.random.default_rng(seed).permutation(n_products)
    hidden = np.sort(order[: int(HIDDEN * n_products)])
    acts = tuple(history_of(sequence[~np.isin(sequence, hidden)]) for sequence in sequences)
    wanted = [np.searchsorted(hidden, sequence[np.isin(sequence, hidden)]) for sequence in sequences]
    asked = np.array([i for i, rows in enumerate(wanted) if len(rows) and len(acts[i])], np.int64)
    return Split(hidden, acts, asked, tuple(wanted[i] for i in asked))


def _trait_popularity(beauty: Beauty, split: Split) -> NDArray[np.float32]:
    """float32 [n_hidden]: the mean, over a product's traits, of the acts per product that has the trait."""
    counts = np.bincount(np.concatenate([h.items for h in split.acts]), minlength=beauty.n_products)
    shown = np.setdiff1d(np.arange(beauty.n_products), split.hidden)
    acts: dict[str, list[int]] = {}
    for product in shown:
        for trait in beauty.traits[product]:
            acts.setdefault(trait, []).append(int(counts[product]))
    worth = {trait: float(np.mean(own)) for trait, own in acts.items()}
    means = [[worth.get(trait, 0.0) for trait in beauty.traits[product]] or [0.0] for product in split.hidden]
    return np.array([np.mean(own) for own in means], np.float32)


def _places(
    split: Split,
    parts: Mapping[str, Recommender],
    trait_popularity: NDArray[np.float32],
    random: np.random.Generator,
) -> dict[str, Places]:
    found: dict[str, list[NDArray[np.float64]]] = {}
    for start in range(0, len(split.asked), AT_ONCE):
        own = slice(start, start + AT_ONCE)
        histories = [split.acts[i] for i in split.asked[own]]
        scores: dict[str, NDArray[np.floating]] = {}
        scores |= {name: part.scores(histories)[:, split.hidden] for name, part in parts.items()}
        scores["both"] = np.sum([w * standardised(scores[name]) for name, w in WEIGHTS.items()], axis=0)
        scores["random"] = random.random(scores["both"].shape)
        # all equal: in a random order, for a mean place is no place that a shopper sees
        scores["popularity"] = scores["popularity"] + random.random(scores["both"].shape)
        scores["trait_popularity"] = np.tile(trait_popularity, (len(histories), 1))
        for name, rows in scores.items():
            places = places_of(rows, split.wanted[own])
            found.setdefault(name, []).extend(np.split(places.places, places.starts[1:-1]))
    return {name: joined(own) for name, own in found.items()}


def _metrics(places: Mapping[str, Places], seed: int) -> dict[str, float]:
    ndcg = {name: ndcgs_at_k(own, K) for name, own in places.items()}
    metrics: dict[str, float] = {"shoppers": float(len(places["both"]))}
    interval = bootstrap_interval(ndcg["both"], seed)
    metrics |= {"ndcg_at_10": interval.mean, "ndcg_at_10_low": interval.low, "ndcg_at_10_high": interval.high}
    metrics["recall_at_10"] = float(recalls_at_k(places["both"], K).mean())
    metrics["hr_at_10"] = float(hits_at_k(places["both"], K).mean())
    for name in ("graph", "content", "linked", "random", "popularity", "trait_popularity"):
        own = bootstrap_interval(ndcg[name], seed)
        metrics[f"{name}_ndcg_at_10"] = own.mean
        metrics[f"{name}_ndcg_at_10_low"], metrics[f"{name}_ndcg_at_10_high"] = own.low, own.high
    for name in ("random", "popularity", "trait_popularity"):
        metrics[f"times_{name}"] = interval.mean / metrics[f"{name}_ndcg_at_10"]
        metrics[f"times_{name}_low"] = interval.low / metrics[f"{name}_ndcg_at_10_high"]
    return metrics


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return RecommendCold(options)
