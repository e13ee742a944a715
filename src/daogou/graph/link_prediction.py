"""Facts that are probably missing: what an embedding expects, with a chance, and reasons from the graph.

A question is a head and a relation. Its candidates are the entities of the kinds that the relation leads
to. Evidence for one is its log-odds among them: softmax of the scores, so that it can be compared between
questions. The chance comes from facts that were hidden from a twin of the embedding (see
``link_training``), so it is right if about as large a share of the graph is missing as was hidden there.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.entity import kind_of
from daogou.core.errors import NotFound
from daogou.core.files import read_json, write_json
from daogou.core.progress import SILENT, Progress, tracked
from daogou.core.roles import nearest
from daogou.graph.calibration import Floats64, Platt
from daogou.graph.embedding import Embedding, load_embedding
from daogou.graph.lesson import Lesson
from daogou.graph.questions import Ints
from daogou.graph.support import Because, Supports

SCORES_AT_ONCE = 4_000_000  # 16 MB of float32
FARTHEST = 30.0  # log-odds beyond this are rounding
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact that is probably true and not in the graph; ``confidence`` is its chance, in (0, 1)."""

    head: str
    relation: str
    tail: str
    confidence: float
    because: Because

    @property
    def fact(self) -> Key:
        """(head, relation, tail)."""
        return self.head, self.relation, self.tail


@dataclass(frozen=True, eq=False)
class Ranges:
    """What a relation joins, as seen in the graph. ``heads``, ``tails``: relation row -> entity rows."""

    heads: Mapping[int, Ints]
    tails: Mapping[int, Ints]


def ranges_of(lesson: Lesson) -> Ranges:
    """Entities of the kinds that each relation's heads and tails are of."""
    kinds = np.array([kind_of(name) for name in lesson.entities])
    heads, tails = {}, {}
    for relation in range(len(lesson.relations)):
        triples = lesson.triples[lesson.triples[:, 1] == relation]
        heads[relation] = np.flatnonzero(np.isin(kinds, kinds[np.unique(triples[:, 0])]))
        tails[relation] = np.flatnonzero(np.isin(kinds, kinds[np.unique(triples[:, 2])]))
    return Ranges(heads, tails)


def evidence_for(embedding: Embedding, heads: Ints, relation: int, candidates: Ints) -> Floats64:
    """Log-odds of every candidate as the tail, float64 [heads, candidates]."""
    scores = embedding.scores(heads, np.full(len(heads), relation), candidates).astype(np.float64)
    scores -= scores.max(axis=1, keepdims=True)
    chances = np.exp(scores)
    chances /= chances.sum(axis=1, keepdims=True)
    tiny = np.exp(-FARTHEST)
    odds: Floats64 = np.log(np.clip(chances, tiny, 1)) - np.log(np.clip(1 - chances, tiny, 1))
    return odds


@dataclass(frozen=True, eq=False)
class LinkPredictor:
    """``platts``: relation -> how its evidence becomes a chance; the one named "" serves all others."""

    embedding: Embedding
    lesson: Lesson
    platts: Mapping[str, Platt]

    def complete(
        self, head: str, relation: str, *, limit: int = 5, decided: Collection[Key] = ()
    ) -> list[Proposal]:
        """``head --relation--> ?``: the likeliest tails that are neither known nor decided.

        Raises:
            NotFound: the embedding knows no such entity or relation.
        """
        head_row, relation_row = self._head(head), self._relation(relation)
        found = self._of_relation(relation_row, np.array([head_row]), 0.0, limit, decided)
        return [self._proposal(*each) for each in sorted(found)[:limit]]

    def propose(
        self,
        relations: Sequence[str] = (),
        *,
        heads: Sequence[str] = (),
        at_least: float = 0.5,
        per_question: int = 1,
        limit: int = 100,
        decided: Collection[Key] = (),
        progress: Progress = SILENT,
    ) -> list[Proposal]:
        """The likeliest missing facts of all or some relations and heads, best first.

        Raises:
            NotFound: the embedding knows no such entity or relation.
        """
        asked = [self._relation(name) for name in relations] or range(len(self.lesson.relations))
        only = np.array([self._head(name) for name in heads], np.int64)
        found: list[_Found] = []
        for relation in tracked(asked, progress, "Looking for missing facts", len(asked)):
            rows = self.ranges.heads[relation]
            rows = np.intersect1d(rows, only) if heads else rows
            found += self._of_relation(relation, rows, at_least, per_question, decided)
            found = sorted(found)[:limit]
        return [self._proposal(*each) for each in found]

    @cached_property
    def ranges(self) -> Ranges:
        """What its relations join."""
        return ranges_of(self.lesson)

    @cached_property
    def _supports(self) -> Supports:
        return Supports(self.lesson)

    def platt(self, relation: str) -> Platt:
        """How evidence for facts of the relation becomes a chance."""
        return self.platts.get(relation, self.platts[""])

    def _of_relation(
        self, relation: int, heads: Ints, at_least: float, per_question: int, decided: Collection[Key]
    ) -> list["_Found"]:
        platt = self.platt(self.lesson.relations[relation])
        candidates = self.ranges.tails[relation]
        if not len(candidates):
            return []
        settled = {(h, t) for h, r, t in decided if r == self.lesson.relations[relation]}
        found: list[_Found] = []
        step = max(1, SCORES_AT_ONCE // len(candidates))
        for some in (heads[start : start + step] for start in range(0, len(heads), step)):
            chances = platt.chance(evidence_for(self.embedding, some, relation, candidates))
            self._strike_known(chances, some, relation, candidates)
            for row, column in _best(chances, per_question + len(settled), at_least):
                head, tail = int(some[row]), int(candidates[column])
                if (self.lesson.entities[head], self.lesson.entities[tail]) not in settled:
                    found.append((-float(chances[row, column]), head, relation, tail))
        return _at_most(sorted(found), per_question)

    def _strike_known(self, chances: Floats64, heads: Ints, relation: int, candidates: Ints) -> None:
        """What the graph says already, and that a thing is related to itself, is not proposed."""
        questions = self.lesson.questions
        place, tails = questions.answers_of(questions.rows_of(heads, np.full(len(heads), relation)))
        chances[place, np.searchsorted(candidates, tails)] = 0
        chances[heads[:, None] == candidates] = 0

    def _proposal(self, negative: float, head: int, relation: int, tail: int) -> Proposal:
        names = self.lesson.entities
        because = self._supports.because(head, relation, tail)
        return Proposal(names[head], self.lesson.relations[relation], names[tail], -negative, because)

    def _head(self, name: str) -> int:
        if name not in self.embedding.entity_number:
            raise NotFound(f"The embedding knows no entity {name!r}.", hint="Build the shop again.")
        return self.embedding.entity_number[name]

    def _relation(self, name: str) -> int:
        if name not in self.embedding.relation_number:
            close = nearest(name, list(self.lesson.relations))
            raise NotFound(
                f"The graph has no relation {name!r}.", hint=f"Did you mean {close!r}?" if close else ""
            )
        return self.embedding.relation_number[name]

    def save(self, folder: Path) -> None:
        """Write the embedding and the calibration; the graph's own facts are kept by its store."""
        self.embedding.save(folder)
        write_json(folder / "calibration.json", {r: [p.slope, p.bias] for r, p in self.platts.items()})


_Found = tuple[float, int, int, int]  # minus the chance, head, relation, tail: sorts best first


def _best(chances: NDArray[np.float64], count: int, at_least: float) -> list[tuple[int, int]]:
    """(row, column) of each row's best, at most ``count``, those that are likely enough."""
    count = min(count, chances.shape[1])
    top = np.argpartition(-chances, count - 1, axis=1)[:, :count] if count else np.empty((0, 0), int)
    return [
        (row, int(column))
        for row, columns in enumerate(top)
        for column in columns
        if chances[row, column] >= max(at_least, np.finfo(float).tiny)
    ]


def _at_most(found: list[_Found], per_question: int) -> list[_Found]:
    taken: dict[tuple[int, int], int] = {}
    kept = []
    for each in found:
        question = each[1], each[2]
        if taken.get(question, 0) < per_question:
            taken[question] = taken.get(question, 0) + 1
            kept.append(each)
    return kept


def load_link_predictor(folder: Path, facts: Sequence[Key]) -> LinkPredictor:
    """What ``LinkPredictor.save`` wrote, with the facts that the graph holds now.

    Facts about entities or relations that came after the teaching are left out: nothing was learnt of them.

    Raises:
        NotBuilt: nothing was saved there.
    """
    embedding = load_embedding(folder)
    entity, relation = embedding.entity_number, embedding.relation_number
    rows = sorted(
        {
            (entity[h], relation[r], entity[t])
            for h, r, t in facts
            if h in entity and r in relation and t in entity
        }
    )
    platts = {r: Platt(*numbers) for r, numbers in read_json(folder / "calibration.json").items()}
    lesson = Lesson(embedding.entities, embedding.relations, np.array(rows, np.int64).reshape(-1, 3))
    return LinkPredictor(embedding, lesson, platts)
