"""Teaching any scoring function a graph with torch: one loop for all of them."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from daogou.core.errors import BadInput
from daogou.core.files import fingerprint, replacing
from daogou.core.progress import SILENT, Progress
from daogou.graph.embedding import Embedding, Model
from daogou.graph.embedding_recipe import Recipe
from daogou.graph.lesson import Lesson
from daogou.graph.negative_sampling_training import pair_scores, sampled_loss
from daogou.graph.one_vs_all_training import Answers, OneVsAll
from daogou.graph.questions import Ints

Seen = Callable[[int, Callable[[], Embedding]], None]
"""Told after every epoch: how many are done, and a way to get what was learnt so far."""


def teach(
    lesson: Lesson,
    model: Model,
    recipe: Recipe,
    *,
    seed: int = 0,
    progress: Progress = SILENT,
    checkpoint: Path | None = None,
    seen: Seen = lambda done, so_far: None,
) -> Embedding:
    """Learn; deterministic in ``seed``, and torch's own random state is left as it was.

    With a ``checkpoint`` file, interrupted work goes on where the last whole epoch ended and gives what
    uninterrupted work gives; the file is removed at the end.

    Raises:
        BadInput: there is nothing to learn from.
    """
    if not len(lesson.triples):
        raise BadInput("An embedding needs at least one triple.")
    threads = torch.get_num_threads()
    try:
        torch.set_flush_denormal(True)  # softmax gives many; a product with them is 50 times slower
        if recipe.threads:
            torch.set_num_threads(recipe.threads)
        with torch.random.fork_rng(devices=[]):
            teacher = _Teacher(lesson, model, recipe, seed)
            return teacher.teach(progress, _Checkpoint(checkpoint, teacher), seen)
    finally:
        torch.set_flush_denormal(False)
        torch.set_num_threads(threads)


class _Teacher:
    def __init__(self, lesson: Lesson, model: Model, recipe: Recipe, seed: int) -> None:
        self.lesson, self.model, self.recipe, self.seed = lesson, model, recipe, seed
        self.function = model.function()
        self.questions = lesson.questions
        rows = model.relation_rows(len(lesson.relations))
        start = self.function.start(np.random.default_rng(seed), len(lesson.entities), rows)
        self.entity_rows, self.relation_rows = (torch.from_numpy(a).requires_grad_() for a in start)
        self.entity_rows.grad = torch.zeros_like(self.entity_rows)
        self.optimiser = _optimiser(recipe, [self.entity_rows, self.relation_rows])
        self.one_vs_all = OneVsAll(
            self.function.similarity, recipe.smoothing, recipe.spare, recipe.low_precision
        )
        self.done = 0

    @property
    def identity(self) -> str:
        """Names the work: a checkpoint of other work is not gone on with."""
        recipe = {key: value for key, value in asdict(self.recipe).items() if key != "threads"}
        triples = hashlib.sha256(np.ascontiguousarray(self.lesson.triples).tobytes()).hexdigest()
        model = self.model.name, dict(self.model.options), self.model.reciprocal
        return fingerprint(triples, model, recipe, self.seed)

    def teach(self, progress: Progress, checkpoint: "_Checkpoint", seen: Seen) -> Embedding:
        checkpoint.resume()
        progress.start(f"Teaching {self.model.name}", self.recipe.epochs)
        progress.advance(self.done)
        while self.done < self.recipe.epochs:
            self.epoch()
            self.done += 1
            checkpoint.keep()
            seen(self.done, self.embedding)
            progress.advance()
        progress.finish()
        checkpoint.remove()
        return self.embedding()

    def epoch(self) -> None:
        """Every question once, in an order that depends on the seed and the epoch's number alone."""
        torch.manual_seed(self.seed * 1_000_003 + self.done)
        order = np.random.default_rng([self.seed, self.done]).permutation(len(self.questions))
        for group in self.optimiser.param_groups:
            group["lr"] = self.recipe.rate_at(self.done)
        for start in range(0, len(order), self.recipe.batch):
            self.step(order[start : start + self.recipe.batch])

    def step(self, rows: Ints) -> None:
        anchors = torch.from_numpy(self.questions.anchors[rows])
        asked = torch.from_numpy(self.questions.asked[rows])
        answers = self._answers(rows)
        self.relation_rows.grad = None
        if self.recipe.loss == "one_vs_all":
            self._one_vs_all(anchors, asked, answers)
        else:
            self._negative_sampling(anchors, asked, answers)
        self.optimiser.step()

    def _answers(self, rows: Ints) -> Answers:
        place, entities = self.questions.answers_of(rows)
        counts = self.questions.counts[rows].astype(np.float32)
        weights = counts[place] ** np.float32(self.recipe.weigh - 1)
        weights = (weights / weights.sum()).astype(np.float32)
        return Answers(torch.from_numpy(place), torch.from_numpy(entities), torch.from_numpy(weights))

    def _one_vs_all(self, anchors: Tensor, asked: Tensor, answers: Answers) -> None:
        known = self.entity_rows.detach()[anchors].requires_grad_()
        queries = self._dropped(self._queries(known, self._relation(asked), asked))
        gradient = self.entity_rows.grad
        assert gradient is not None
        by_query = self._by_query(queries.detach(), answers, gradient)
        torch.autograd.backward([queries], [by_query])
        assert known.grad is not None
        gradient.index_add_(0, anchors, known.grad)
        if self.recipe.regularise:
            self._regularise(anchors, asked, answers)

    def _by_query(self, queries: Tensor, answers: Answers, gradient: Tensor) -> Tensor:
        """The loss's slope by the queries; the one by the entities is written into ``gradient``."""
        entities = self.entity_rows.detach()
        if not 0 < self.recipe.candidates < len(entities):
            return self.one_vs_all(queries, entities, answers, gradient)[1]
        drawn = torch.randint(len(entities), (self.recipe.candidates,))
        wanted = torch.cat([answers.entities, drawn])
        chosen, place = torch.unique(wanted, return_inverse=True)
        among = Answers(answers.rows, place[: len(answers.entities)], answers.weights)
        part = torch.empty(len(chosen), entities.shape[1])
        by_query = self.one_vs_all(queries, entities[chosen], among, part)[1]
        gradient.zero_()
        gradient[chosen] = part
        return by_query

    def _negative_sampling(self, anchors: Tensor, asked: Tensor, answers: Answers) -> None:
        assert self.entity_rows.grad is not None
        self.entity_rows.grad.zero_()
        known, relation = self.entity_rows[anchors], self._relation(asked)
        queries = self._dropped(self._queries(known, relation, asked))[answers.rows, None]
        drawn = torch.randint(len(self.entity_rows), (len(answers.rows), self.recipe.negatives))
        compare = self.function.similarity
        true = pair_scores(compare, queries, self.entity_rows[answers.entities][:, None])[:, 0]
        false = pair_scores(compare, queries, self.entity_rows[drawn])
        torch.autograd.backward([sampled_loss(self.recipe, true, false, answers.weights)])
        if self.recipe.regularise:
            self._regularise(anchors, asked, answers)

    def _relation(self, asked: Tensor) -> Tensor:
        return self.relation_rows[asked if self.model.reciprocal else asked % len(self.lesson.relations)]

    def _queries(self, known: Tensor, relation: Tensor, asked: Tensor) -> Tensor:
        forth: Tensor = self.function.ask_tail(known, relation)
        if self.model.reciprocal:
            return forth
        back = self.function.ask_head(relation, known)
        return torch.where((asked < len(self.lesson.relations))[:, None], forth, back)

    def _dropped(self, queries: Tensor) -> Tensor:
        return torch.nn.functional.dropout(queries, self.recipe.dropout) if self.recipe.dropout else queries

    def _regularise(self, anchors: Tensor, asked: Tensor, answers: Answers) -> None:
        """Cubes of the sizes of heads, relations and tails, each as heavy as its facts."""
        question = torch.zeros(len(anchors)).index_add_(0, answers.rows, answers.weights)
        weight = torch.zeros(len(self.entity_rows))
        weight.index_add_(0, anchors, question).index_add_(0, answers.entities, answers.weights)
        touched = weight.nonzero()[:, 0]
        rows = self.entity_rows.detach()[touched].requires_grad_()
        cubes = self._cubes(rows, weight[touched]) + self._cubes(self._relation(asked), question)
        torch.autograd.backward([self.recipe.regularise * cubes])
        assert rows.grad is not None
        assert self.entity_rows.grad is not None
        self.entity_rows.grad.index_add_(0, touched, rows.grad)

    def _cubes(self, rows: Tensor, weight: Tensor) -> Tensor:
        squares: Tensor = self.function.squared_sizes(rows) + 1e-12  # the root's slope at 0 is not finite
        return (squares * squares.sqrt()).sum(dim=1) @ weight

    def embedding(self) -> Embedding:
        """What was learnt so far, a copy."""
        rows = (np.array(p.detach().numpy()) for p in (self.entity_rows, self.relation_rows))
        return Embedding(self.model, tuple(self.lesson.entities), tuple(self.lesson.relations), *rows)


def _optimiser(recipe: Recipe, rows: list[Tensor]) -> torch.optim.Optimizer:
    if recipe.optimiser == "adagrad":
        return torch.optim.Adagrad(rows, lr=recipe.rate, fused=True)
    return torch.optim.Adam(rows, lr=recipe.rate, fused=True)


class _Checkpoint:
    """The state after an epoch, in a file; does nothing without one."""

    def __init__(self, file: Path | None, teacher: _Teacher) -> None:
        self.file, self.teacher = file, teacher
        self.identity = teacher.identity if file else ""

    def keep(self) -> None:
        if self.file is None:
            return
        t = self.teacher
        state = {
            "identity": self.identity,
            "done": t.done,
            "rows": [t.entity_rows.detach(), t.relation_rows.detach()],
            "optimiser": t.optimiser.state_dict(),
        }
        with replacing(self.file) as file:
            torch.save(state, file)

    def resume(self) -> None:
        if self.file is None or not self.file.is_file():
            return
        state: dict[str, Any] = torch.load(io.BytesIO(self.file.read_bytes()), weights_only=True)
        if state["identity"] != self.identity:
            return
        t = self.teacher
        with torch.no_grad():
            for rows, kept in zip((t.entity_rows, t.relation_rows), state["rows"], strict=True):
                rows.copy_(kept)
        t.optimiser.load_state_dict(state["optimiser"])
        t.done = state["done"]

    def remove(self) -> None:
        if self.file is not None:
            self.file.unlink(missing_ok=True)
