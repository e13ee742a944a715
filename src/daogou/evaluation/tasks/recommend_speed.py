"""How soon are we as good as ``implicit``'s ALS, and how many shoppers a second get their list?"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from daogou.core.progress import Progress
from daogou.core.roles import required
from daogou.evaluation.gowalla import held_share, read_gowalla
from daogou.evaluation.metrics.at_k import ndcgs_at_k
from daogou.evaluation.metrics.listed import listed_places
from daogou.evaluation.metrics.places import Ints
from daogou.evaluation.splits import Split
from daogou.evaluation.tasks import Measurement, Task
from daogou.recommend.lesson import Lesson
from daogou.recommend.many import best_of_many, threads_or_all
from daogou.recommend.recommenders import ROLE, Recommender

PROTOCOL = (
    "Gowalla's training part without a tenth of each shopper's products, on which NDCG@20 is measured; the "
    "test is not touched. implicit's AlternatingLeastSquares as it comes (100 factors, 15 iterations) beside "
    "our graph filter with {dim} directions and no local term, {threads} thread(s) for both, one after the "
    "other {rounds} times in this process; medians. fit_s: until the model is there; lists_per_s: the 20 "
    "best of 40,981 unseen products for each of the 29,858 shoppers. *_cpu_s: by processors' time, which "
    "other work on the machine lengthens less."
)
K = 20

T = TypeVar("T")


@dataclass(frozen=True)
class Options:
    """``threads``: the same for both, 0 for one per core; ``dim``: our directions; ``rounds``: how often."""

    threads: int = 0
    dim: int = 96
    rounds: int = 3


@dataclass(frozen=True)
class _Spent:
    """Seconds on the clock and of processors."""

    clock_s: float
    cpu_s: float


@dataclass(frozen=True)
class RecommendSpeed:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Both, in turns.

        Raises:
            NotFound: ``gowalla/`` is not in the data folder.
            MissingDependency: implicit is not installed.
        """
        options = self.options
        als = required("implicit.cpu.als", "task 'recommend_speed'", "implicit").AlternatingLeastSquares
        gowalla = read_gowalla(data)
        split, threads = held_share(gowalla.train, 0.1, seed=seed), threads_or_all(options.threads)
        rounds = []
        progress.start("Teaching and asking both", 2 * options.rounds)
        for _ in range(options.rounds):
            rounds.append(_implicits(als, split, threads, seed))
            progress.advance()
            rounds[-1] |= _ours(options.dim, split, threads, seed, progress)
            progress.advance()
        progress.finish()
        metrics = {name: float(np.median([one[name] for one in rounds])) for name in rounds[0]}
        protocol = PROTOCOL.format(dim=options.dim, threads=threads, rounds=options.rounds)
        return Measurement(metrics, protocol, gowalla.read)


def _implicits(als: Any, split: Split, threads: int, seed: int) -> dict[str, float]:
    user_items = csr_matrix(split.train.matrix())
    with threadpool_limits(1, user_api="blas"):  # its own threads are those that count; it warns otherwise
        model = als(num_threads=threads, random_state=seed)
        _, fitting = _timed(lambda: model.fit(user_items, show_progress=False))
        shoppers = np.arange(user_items.shape[0])
        (lists, _), ranking = _timed(lambda: model.recommend(shoppers, user_items, N=K))
    return _figures("implicit", split, lists.astype(np.int64), fitting, ranking)


def _ours(dim: int, split: Split, threads: int, seed: int, progress: Progress) -> dict[str, float]:
    method = ROLE.open("graph_filter", {"dim": dim, "local": 0.0, "half_life_acts": 0.0})
    lesson = Lesson(split.train)
    with threadpool_limits(threads, user_api="blas"):
        recommender, fitting = _timed(lambda: method.fit(lesson, seed=seed, progress=progress))
    lists, ranking = _timed(lambda: _lists(recommender, split, threads))
    return _figures("ours", split, lists, fitting, ranking)


def _lists(recommender: Recommender, split: Split, threads: int) -> Ints:
    histories = list(split.asked)
    seen = split.asked.matrix()
    return best_of_many(lambda some: recommender.scores(histories[some]), seen, K, threads=threads)


def _timed(work: Callable[[], T]) -> tuple[T, _Spent]:
    clock, cpu = time.perf_counter(), time.process_time()
    done = work()
    return done, _Spent(time.perf_counter() - clock, time.process_time() - cpu)


def _figures(name: str, split: Split, lists: Ints, fitting: _Spent, ranking: _Spent) -> dict[str, float]:
    tested = split.tested
    places = listed_places(lists[tested], [split.wanted[shopper] for shopper in tested])
    figures: Mapping[str, float] = {
        "ndcg_at_20": float(ndcgs_at_k(places, K).mean()),
        "fit_s": fitting.clock_s,
        "fit_cpu_s": fitting.cpu_s,
        "lists_per_s": len(lists) / ranking.clock_s,
        "lists_per_cpu_s": len(lists) / ranking.cpu_s,
    }
    return {f"{name}_{figure}": value for figure, value in figures.items()}


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return RecommendSpeed(options)
