"""Which product of Amazon Beauty does a shopper choose next?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import Progress, tracked
from daogou.evaluation.beauty import Beauty, read_beauty
from daogou.evaluation.metrics.at_k import hits_at_k, ndcgs_at_k
from daogou.evaluation.metrics.bootstrap import bootstrap_interval
from daogou.evaluation.metrics.places import Places, joined, places_of
from daogou.evaluation.tasks import Measurement, Task
from daogou.features.rows import Vectors
from daogou.recommend.blend import Blend
from daogou.recommend.held_out import HeldOut
from daogou.recommend.history import History, Ints
from daogou.recommend.lesson import Lesson
from daogou.recommend.recommenders import ROLE, Recommender
from daogou.recommend.weighing_choice import chosen_weighing

PROTOCOL = (
    "Leave one out: a shopper's last product is the test, the one before it the validation. Everything is "
    "taught on the acts before these two, on brands and categories, and asked for the test with all acts "
    "but the last. All {products} products are ranked, without those of the history, as in the published "
    "code of S3-Rec and ICLRec whose figures stand beside these; nobody has a product twice. "
    "*_history_kept: with them, which is harder. hr_at_10 and ndcg_at_10 are the hybrid's, of "
    "self_attention and knowledge_graph: how it weighs them is learnt on the validation of {learning} "
    "shoppers drawn by the seed, and whether the same for everybody chosen on that of {judging} others. "
    "Settings of the parts were chosen on the validation too, nothing on the test. PART_*: a part alone. "
    "*_low, *_high: 95 % bootstrap over shoppers. linked_graph_*: knowledge_graph with Amazon's "
    "also-bought, also-viewed and bought-together lists, made of what all its shoppers did, the test's "
    "acts among it; nothing else uses them."
)
PARTS: Mapping[str, Mapping[str, object]] = {
    "self_attention": {"epochs": 16, "held_out": 0.0, "bfloat16": True},
    "knowledge_graph": {"fading": 0.7},
    "item_knn": {},
    "popularity": {},
}
BLENDED = ("self_attention", "knowledge_graph")
LEARNING, JUDGING = 4000, 2000  # shoppers; as many as the hybrid holds out of a shop's own
AT_ONCE = 500  # shoppers: 12,101 products' scores by all parts and together take 150 MB
K = 10


@dataclass(frozen=True)
class Options:
    """``threads``: of teaching, 0 for torch's choice; ``kept``: a folder for what was taught, or none.

    What lies in ``kept`` is used instead of being taught again: for work in several sittings.
    """

    threads: int = 0
    kept: str = ""


@dataclass(frozen=True)
class RecommendBeauty:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Teach, weigh, ask.

        Raises:
            NotFound: ``beauty/`` is not in the data folder.
            MissingDependency: torch is not installed.
        """
        beauty = read_beauty(data)
        lesson = Lesson(beauty.train(), {}, beauty.traits)
        parts = {name: self._fitted(name, lesson, seed, progress) for name in PARTS}
        metrics, blend = _blend(parts, beauty, lesson, seed, progress)
        linked = Lesson(beauty.train(), {}, beauty.traits, beauty.links)
        parts["linked_graph"] = self._fitted("linked_graph", linked, seed, progress)
        metrics |= _tested({"": blend, **parts}, beauty, seed, progress)
        said = PROTOCOL.format(products=f"{beauty.n_products:,}", learning=LEARNING, judging=JUDGING)
        return Measurement(metrics, said, beauty.read)

    def _fitted(self, name: str, lesson: Lesson, seed: int, progress: Progress) -> Recommender:
        backend = {"linked_graph": "knowledge_graph"}.get(name, name)
        options = dict(PARTS[backend])
        if "threads" in ROLE.options(backend):
            options["threads"] = self.options.threads
        method = ROLE.open(backend, options)
        if not self.options.kept:
            return method.fit(lesson, seed=seed, progress=progress)
        folder = Path(self.options.kept) / name
        if not folder.is_dir():
            recommender = method.fit(lesson, seed=seed, progress=progress)
            folder.mkdir(parents=True)
            recommender.save(folder)
        return method.load(folder)


def _blend(
    parts: Mapping[str, Recommender], beauty: Beauty, lesson: Lesson, seed: int, progress: Progress
) -> tuple[dict[str, float], Blend]:
    """The hybrid, weighed as ``recommenders/hybrid`` does, on the validation; and what it was worth there."""
    blended = [parts[name] for name in BLENDED]
    random = np.random.default_rng(seed)
    order = random.permutation(len(beauty.sequences))
    asked = HeldOut(lesson, beauty.until(2), beauty.answers(2))
    learning, judging = asked.part(order[:LEARNING]), asked.part(order[-JUDGING:])
    chosen = chosen_weighing(blended, learning, judging, 0.0, random, progress)  # 0: no times known
    worth = zip((*BLENDED, "alike", "personal"), chosen.worth.tolist(), strict=True)
    metrics = {f"validation_{name}_ndcg_at_10": value for name, value in worth}
    return metrics, Blend(BLENDED, blended, chosen.weighing)


def _places(
    scores: Vectors, histories: Sequence[History], answers: Ints, *, history_kept: bool = False
) -> list[NDArray[np.float64]]:
    """The answer's place for each shopper; ``scores`` is used up."""
    if not history_kept:
        for row, history in zip(scores, histories, strict=True):
            row[history.items] = -np.inf
    return np.split(places_of(scores, list(answers[:, None])).places, len(answers))


def _tested(
    recommenders: Mapping[str, Recommender], beauty: Beauty, seed: int, progress: Progress
) -> dict[str, float]:
    histories, answers = beauty.until(1), beauty.answers(1)
    found: dict[str, list[NDArray[np.float64]]] = {}
    starts = range(0, len(histories), AT_ONCE)
    for begin in tracked(starts, progress, "Asking for the last product", len(starts)):
        own = slice(begin, begin + AT_ONCE)
        for name, recommender in recommenders.items():
            scores = recommender.scores(histories[own])
            if name == "":
                kept = _places(scores, histories[own], answers[own], history_kept=True)
                found.setdefault("history_kept", []).extend(kept)
            found.setdefault(name, []).extend(_places(scores, histories[own], answers[own]))
    return _metrics({name: joined(places) for name, places in found.items()}, seed)


def _metrics(places: Mapping[str, Places], seed: int) -> dict[str, float]:
    metrics: dict[str, float] = {}
    for name, own in places.items():
        for metric, values in {"hr_at_10": hits_at_k(own, K), "ndcg_at_10": ndcgs_at_k(own, K)}.items():
            if name == "":
                interval = bootstrap_interval(values, seed)
                metrics |= {f"{metric}_low": interval.low, f"{metric}_high": interval.high}
            title = f"{metric}_history_kept" if name == "history_kept" else f"{name}_{metric}".lstrip("_")
            metrics[title] = float(values.mean())
    return metrics


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return RecommendBeauty(options)
