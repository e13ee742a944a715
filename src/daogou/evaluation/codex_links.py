"""How well a model completes CoDEx: taught by its recipe, then ranked and judged on the test split."""

import time
from pathlib import Path

from daogou.core.progress import Progress
from daogou.evaluation.codex import Codex, taught_with
from daogou.evaluation.triple_classification import accuracy, chance_error, judged
from daogou.graph.embedding import Embedding
from daogou.graph.ranking_evaluation import rank_facts


def measured(
    codex: Codex, size: str, name: str, *, threads: int, seed: int, progress: Progress, kept: Path | None
) -> dict[str, float]:
    """Metrics of one model, each named after it; ``kept``: a folder where interrupted work is found."""
    from daogou.graph.embedding_training import teach  # needs torch, which only this does

    model, recipe = taught_with(size, name, threads)
    file = kept / f"codex-{size}-{name}.pt" if kept else None
    started = time.monotonic()
    embedding = teach(codex.train, model, recipe, seed=seed, progress=progress, checkpoint=file)
    seconds = time.monotonic() - started
    metrics = {**test_metrics(codex, embedding, progress), "train_s": seconds}
    return {f"{name}_{metric}": value for metric, value in metrics.items()}


def test_metrics(codex: Codex, embedding: Embedding, progress: Progress) -> dict[str, float]:
    """Filtered ranking of the test split, and classification beside verified negatives."""
    splits = codex.splits
    ranks = rank_facts(embedding, splits["test"], codex.true, progress)
    valid = judged(embedding, splits["valid"], splits["valid_negatives"])
    test = judged(embedding, splits["test"], splits["test_negatives"])
    classified = {"accuracy": accuracy(valid, test), "chance_error": chance_error(valid, test)}
    return {**ranks.metrics(), **classified}
