"""Which places does a shopper of Gowalla's go to next? The split that most of the literature reports."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from threadpoolctl import threadpool_limits

from daogou.core.errors import BadOption
from daogou.core.progress import Progress
from daogou.evaluation.gowalla import held_share, read_gowalla
from daogou.evaluation.metrics.at_k import ndcgs_at_k, recalls_at_k
from daogou.evaluation.metrics.bootstrap import bootstrap_interval
from daogou.evaluation.metrics.listed import listed_places
from daogou.evaluation.splits import Split, given
from daogou.evaluation.tasks import Measurement, Task
from daogou.recommend.lesson import Lesson
from daogou.recommend.many import best_of_many, threads_or_all
from daogou.recommend.recommenders import ROLE

PROTOCOL = (
    "LightGCN's split: all 40,981 products but those of a shopper's training part are ranked for each of the "
    "29,858 shoppers. Recall@20 and NDCG@20 (best list: as many hits as the shopper has test products, 20 at "
    "most) are means over shoppers; *_low, *_high: 95 % bootstrap over shoppers. METHOD_s: seconds of "
    "teaching and ranking with {threads} thread(s); METHOD_cpu_s: of processors, which other work beside it "
    "does not lengthen. Settings were chosen on a random tenth of each shopper's training products "
    "(stage='validation' measures there), but for blurring_sharpening, whose are those that its authors "
    "published for this split: a configuration reproduced, which they may have chosen on the test, and which "
    "our validation would not have chosen. The test is each shopper's latest fifth, as NGCF's authors say, "
    "so that the cut is not quite like it; the training part has no times to cut by."
)
K = 20
STAGES = ("test", "validation")

# chosen on the validation part, the last by its authors; nothing here has a time, so nothing fades
METHODS: Mapping[str, Mapping[str, object]] = {
    "popularity": {"half_life_days": 0.0},
    "item_knn": {"half_life_acts": 0.0},
    "graph_filter": {"dim": 600, "local": 5.0, "neighbours": 500, "half_life_acts": 0.0},
    "blurring_sharpening": {"dim": 448, "time": 2.5, "ideal": 0.2, "half_life_acts": 0.0},
}


@dataclass(frozen=True)
class Options:
    """``stage``: ``test`` or ``validation``; ``threads``: 0 for one per core; ``methods``: which of them,
    all unless named."""

    stage: str = "test"
    threads: int = 0
    methods: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class RecommendGowalla:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Teach and rank with each method.

        Raises:
            NotFound: ``gowalla/`` is not in the data folder.
        """
        gowalla = read_gowalla(data)
        validation = self.options.stage == "validation"
        split = (
            held_share(gowalla.train, 0.1, seed=seed) if validation else given(gowalla.train, gowalla.test)
        )
        threads = threads_or_all(self.options.threads)
        metrics: dict[str, float] = {}
        for name in self.options.methods or METHODS:
            metrics |= _measured(name, split, threads, seed, progress)
        return Measurement(metrics, PROTOCOL.format(threads=threads), gowalla.read)


def _measured(name: str, split: Split, threads: int, seed: int, progress: Progress) -> dict[str, float]:
    """Figures of one method, named after it."""
    began, worked = time.perf_counter(), time.process_time()
    with threadpool_limits(threads):
        recommender = ROLE.open(name, METHODS[name]).fit(Lesson(split.train), seed=seed, progress=progress)
    histories = list(split.asked)
    shown = best_of_many(
        lambda some: recommender.scores(histories[some]), split.asked.matrix(), K, threads=threads
    )
    spent = {"s": time.perf_counter() - began, "cpu_s": time.process_time() - worked}
    tested = split.tested
    places = listed_places(shown[tested], [split.wanted[shopper] for shopper in tested])
    figures = dict(spent)
    for metric, values in {
        "recall_at_20": recalls_at_k(places, K),
        "ndcg_at_20": ndcgs_at_k(places, K),
    }.items():
        interval = bootstrap_interval(values, seed)
        figures |= {metric: interval.mean, f"{metric}_low": interval.low, f"{metric}_high": interval.high}
    return {f"{name}_{figure}": value for figure, value in figures.items()}


def build(options: Options) -> Task:
    """Check the options.

    Raises:
        BadOption: there is no such stage or method.
    """
    for name in options.methods:
        if name not in METHODS:
            raise BadOption(
                f"task 'recommend_gowalla', option 'methods': no {name!r}, only {', '.join(METHODS)}."
            )
    if options.stage not in STAGES:
        raise BadOption(f"task 'recommend_gowalla', option 'stage': expected {' or '.join(STAGES)}.")
    return RecommendGowalla(options)
