"""PyKEEN doing what our loop does: same model, numbers, loss, batches and threads."""

import logging
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from daogou.core.roles import required
from daogou.graph.embedding import Embedding, Model
from daogou.graph.embedding_recipe import Recipe
from daogou.graph.lesson import Lesson
from daogou.graph.questions import Ints

NAMES = {"complex": "ComplEx", "transe": "TransE"}
WHAT = "The comparison with PyKEEN"
SPREAD = 1e-3  # of our ComplEx's first values
RANKED_AT_ONCE = 64  # questions; more only costs memory


@dataclass(frozen=True)
class Beside:
    """``epoch_s``: median seconds an epoch; ``mrr``: by its evaluator; ``embedding``: what it learnt."""

    epoch_s: float
    mrr: float
    embedding: Embedding


def taught_by_pykeen(
    lesson: Lesson, model: Model, recipe: Recipe, test: Ints, known: Sequence[Ints], seed: int
) -> Beside:
    """Teach and evaluate with PyKEEN's own loop and evaluator.

    Raises:
        MissingDependency: PyKEEN is not installed.
    """
    torch, pykeen_models = required("torch", WHAT), _pykeen_models()
    from pykeen.training import LCWATrainingLoop

    logging.getLogger("pykeen").setLevel(logging.ERROR)
    torch.set_num_threads(recipe.threads)
    factory = _factory(lesson, lesson.triples)
    learner = getattr(pykeen_models, NAMES[model.name])(
        triples_factory=factory,
        embedding_dim=model.options["dim"],
        loss="crossentropy",
        random_seed=seed,
        **_as_ours(model.name, torch),
    )
    optimiser = torch.optim.Adagrad(learner.parameters(), lr=recipe.rate)
    loop = LCWATrainingLoop(model=learner, triples_factory=factory, optimizer=optimiser)
    clock = _clock()
    loop.train(
        factory,
        num_epochs=recipe.epochs,
        batch_size=recipe.batch,
        use_tqdm=False,
        callbacks=clock,
        pin_memory=False,  # there is no accelerator to pin for
    )
    return Beside(epoch_seconds(clock.ends), _mrr(learner, test, known), _embedding(learner, lesson, model))


def _as_ours(name: str, torch: Any) -> dict[str, Any]:
    """What PyKEEN must be told to begin and score as our model does."""
    if name == "transe":  # Euclidean, and no projection onto the sphere after every step
        return {"scoring_fct_norm": 2, "entity_constrainer": None}
    small = partial(torch.nn.init.normal_, std=SPREAD)
    return {"regularizer": None, "entity_initializer": small, "relation_initializer": small}


def _pykeen_models() -> Any:
    """PyKEEN without its picture models: a torchvision built for another torch would stop the import."""
    unseen = "torchvision" not in sys.modules
    try:
        if unseen:
            sys.modules["torchvision"] = None  # type: ignore[assignment]
        return required("pykeen.models", WHAT)
    finally:
        if unseen:
            del sys.modules["torchvision"]


def epoch_seconds(ends: Sequence[float]) -> float:
    """Median time between the ends of epochs: the first, which sets everything up, is left out."""
    return float(np.median(np.diff(ends)))


def _factory(lesson: Lesson, triples: Ints) -> Any:
    import torch
    from pykeen.triples import CoreTriplesFactory

    mapped = torch.from_numpy(triples)
    return CoreTriplesFactory(
        mapped, len(lesson.entities), len(lesson.relations), create_inverse_triples=True
    )


def _clock() -> Any:
    """A callback that notes when each epoch ends; its base class is there only with PyKEEN."""
    from pykeen.training import TrainingCallback

    class Clock(TrainingCallback):
        def __init__(self) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            self.ends: list[float] = []

        def post_epoch(self, epoch: int, epoch_loss: float, **kwargs: Any) -> None:
            self.ends.append(time.perf_counter())

    return Clock()


def _mrr(learner: Any, test: Ints, known: Sequence[Ints]) -> float:
    import torch
    from pykeen.evaluation import RankBasedEvaluator

    results = RankBasedEvaluator(filtered=True).evaluate(
        model=learner,
        mapped_triples=torch.from_numpy(test),
        additional_filter_triples=[torch.from_numpy(triples) for triples in known],
        batch_size=RANKED_AT_ONCE,
        use_tqdm=False,
    )
    return float(results.get_metric("both.realistic.inverse_harmonic_mean_rank"))


def _embedding(learner: Any, lesson: Lesson, model: Model) -> Embedding:
    """The same numbers as ours are laid out: real parts first; all relations, then all their inverses."""
    entities, relations = (
        _rows(parts[0]()) for parts in (learner.entity_representations, learner.relation_representations)
    )
    return Embedding(
        Model(model.name, model.options, reciprocal=True),
        lesson.entities,
        lesson.relations,
        entities,
        np.concatenate([relations[0::2], relations[1::2]]),
    )


def _rows(values: Any) -> Any:
    array = values.detach().numpy()
    if np.iscomplexobj(array):
        array = np.concatenate([array.real, array.imag], axis=1)
    return np.ascontiguousarray(array, dtype=np.float32)
