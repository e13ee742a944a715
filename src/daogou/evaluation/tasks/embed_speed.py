"""Our training loop and evaluator beside PyKEEN's: seconds an epoch, and MRR of the very same numbers."""

import time
from dataclasses import dataclass
from pathlib import Path

from threadpoolctl import threadpool_limits

from daogou.core.progress import Progress
from daogou.evaluation.beside_pykeen import Beside, epoch_seconds, taught_by_pykeen
from daogou.evaluation.codex import Codex, read_codex
from daogou.evaluation.tasks import Measurement, Task
from daogou.graph.embedding import Model
from daogou.graph.embedding_recipe import Recipe
from daogou.graph.ranking_evaluation import rank_facts

MODELS = ("complex", "transe")
PROTOCOL = (
    "CoDEx-S; both teach the same model ({dim} components, reciprocal relations) with cross-entropy of each "
    "distinct question against all entities, Adagrad, batches of {batch}, float32, {threads} thread(s), one "
    "after the other in this process; median seconds an epoch of {epochs}, the first left out. MRR: filtered "
    "test, both directions, ties shared, of the numbers that PyKEEN learnt, by its evaluator and by ours."
)


@dataclass(frozen=True)
class Options:
    """The same for both; ``epochs`` at least 2."""

    dim: int = 128
    batch: int = 256
    epochs: int = 4
    threads: int = 1


@dataclass(frozen=True)
class EmbedSpeed:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Teach with both.

        Raises:
            NotFound: ``codex/`` is not in the data folder.
            MissingDependency: torch or PyKEEN is not installed.
        """
        codex, options = read_codex(data, "s"), self.options
        recipe = Recipe(
            epochs=options.epochs, batch=options.batch, rate=0.1, weigh=0.0, threads=options.threads
        )
        metrics: dict[str, float] = {}
        with threadpool_limits(options.threads):
            for name in MODELS:
                metrics |= _compared(codex, Model(name, {"dim": options.dim}), recipe, seed, progress)
        protocol = PROTOCOL.format(
            dim=options.dim, batch=options.batch, threads=options.threads, epochs=options.epochs
        )
        return Measurement(metrics, protocol, codex.read)


def _compared(codex: Codex, model: Model, recipe: Recipe, seed: int, progress: Progress) -> dict[str, float]:
    ours = _our_epoch(codex, model, recipe, seed, progress)
    test, known = codex.splits["test"], codex.true
    theirs: Beside = taught_by_pykeen(codex.train, model, recipe, test, known, seed)
    mrr = rank_facts(theirs.embedding, test, known).metrics()["mrr"]
    figures = {
        "epoch_s": ours,
        "pykeen_epoch_s": theirs.epoch_s,
        "times_faster": theirs.epoch_s / ours,
        "mrr": mrr,
        "pykeen_mrr": theirs.mrr,
    }
    return {f"{model.name}_{figure}": value for figure, value in figures.items()}


def _our_epoch(codex: Codex, model: Model, recipe: Recipe, seed: int, progress: Progress) -> float:
    from daogou.graph.embedding_training import teach  # needs torch, which only this does

    ends: list[float] = []
    teach(
        codex.train,
        model,
        recipe,
        seed=seed,
        progress=progress,
        seen=lambda done, so_far: ends.append(time.perf_counter()),
    )
    return epoch_seconds(ends)


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return EmbedSpeed(options)
