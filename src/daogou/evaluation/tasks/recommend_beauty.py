"""Which product of Amazon Beauty does a shopper choose next?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.progress import Progress, tracked
from daogou.evaluation.beauty import Beauty, read_beauty
from daogou.evaluation.blending import standardised
from daogou.evaluation.metrics.at_k import hits_at_k, ndcgs_at_k
from daogou.evaluation.metrics.bootstrap import bootstrap_interval
from daogou.evaluation.metrics.places import Places, joined, places_of
from daogou.evaluation.tasks import Measurement, Task
from daogou.features.rows import Vectors
from daogou.recommend.history import History, Ints
from daogou.recommend.lesson import Lesson
from daogou.recommend.recommenders import ROLE, Recommender

PROTOCOL = (
    "Leave one out: a shopper's last product is the test, the one before it the validation. Everything is "
    "taught on the acts before these two, on brands and categories, and asked for the test with all acts "
    "but the last. All 12,101 products are ranked, without those of the history, as in the published code "
    "of S3-Rec and ICLRec whose figures stand beside these; nobody has a product twice. *_history_kept: "
    "with them, which is harder. hr_at_10 and ndcg_at_10 are of the weighted sum of the parts, each "
    "standardised per shopper; the weights are those with the best NDCG@10 on the validation of {tuning} "
    "shoppers drawn by the seed. Settings of the parts were chosen on the validation; the test was run "
    "once. PART_*: a part alone. *_low, *_high: 95 % bootstrap over shoppers. No list of what Amazon's "
    "shoppers also bought or viewed is used."
)
PARTS: Mapping[str, Mapping[str, object]] = {
    "self_attention": {"epochs": 16, "held_out": 0.0, "bfloat16": True},
    "knowledge_graph": {"fading": 0.7},
    "item_knn": {},
}
WEIGHTS = (0.0, 0.25, 0.5, 1.0)  # of each part but the first, whose weight is 1
TUNING = 4000  # shoppers: their scores of three parts take 600 MB
AT_ONCE = 1000  # shoppers
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
        order = np.random.default_rng(seed).permutation(len(beauty.sequences))
        weights, validation = _weighed(parts, beauty, order[:TUNING])
        metrics = {f"weight_{name}": weight for name, weight in weights.items()}
        metrics["validation_ndcg_at_10"] = validation
        metrics |= _tested(parts, weights, beauty, seed, progress)
        return Measurement(metrics, PROTOCOL.format(tuning=f"{TUNING:,}"), beauty.read)

    def _fitted(self, name: str, lesson: Lesson, seed: int, progress: Progress) -> Recommender:
        options = dict(PARTS[name])
        if "threads" in ROLE.options(name):
            options["threads"] = self.options.threads
        method = ROLE.open(name, options)
        if not self.options.kept:
            return method.fit(lesson, seed=seed, progress=progress)
        folder = Path(self.options.kept) / name
        if not folder.is_dir():
            recommender = method.fit(lesson, seed=seed, progress=progress)
            folder.mkdir(parents=True)
            recommender.save(folder)
        return method.load(folder)


def _weighed(
    parts: Mapping[str, Recommender], beauty: Beauty, shoppers: Ints
) -> tuple[dict[str, float], float]:
    """The best weights, and their NDCG@10 on the validation of these shoppers."""
    before = beauty.until(2)
    histories = [before[shopper] for shopper in shoppers]
    answers = beauty.answers(2)[shoppers]
    rows = {name: standardised(part.scores(histories)) for name, part in parts.items()}

    def worth(weights: Sequence[float]) -> float:
        places = _places(_blended(rows, weights), histories, answers)
        return float(ndcgs_at_k(joined(places), K).mean())

    tried = {weights: worth(weights) for weights in product((1.0,), *[WEIGHTS] * (len(parts) - 1))}
    best = max(tried, key=tried.__getitem__)
    return dict(zip(parts, best, strict=True)), tried[best]


def _blended(rows: Mapping[str, Vectors], weights: Sequence[float]) -> Vectors:
    blended = np.zeros_like(next(iter(rows.values())))
    for scores, weight in zip(rows.values(), weights, strict=True):
        blended += np.float32(weight) * scores
    return blended


def _places(
    scores: Vectors, histories: Sequence[History], answers: Ints, *, history_kept: bool = False
) -> list[NDArray[np.float64]]:
    """The answer's place for each shopper; ``scores`` is used up."""
    if not history_kept:
        for row, history in zip(scores, histories, strict=True):
            row[history.items] = -np.inf
    return np.split(places_of(scores, list(answers[:, None])).places, len(answers))


def _tested(
    parts: Mapping[str, Recommender],
    weights: Mapping[str, float],
    beauty: Beauty,
    seed: int,
    progress: Progress,
) -> dict[str, float]:
    histories, answers = beauty.until(1), beauty.answers(1)
    found: dict[str, list[NDArray[np.float64]]] = {}
    starts = range(0, len(histories), AT_ONCE)
    for start in tracked(starts, progress, "Asking for the last product", len(starts)):
        own = slice(start, start + AT_ONCE)
        rows = {name: part.scores(histories[own]) for name, part in parts.items()}
        standard = {name: standardised(scores) for name, scores in rows.items()}
        blended = _blended(standard, list(weights.values()))
        kept = _places(blended, histories[own], answers[own], history_kept=True)
        found.setdefault("history_kept", []).extend(kept)
        for name, scores in {"": blended, **rows}.items():
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
