"""Why a proposed fact is plausible, in the graph's own facts: what usually goes with what, and who is alike.

An embedding cannot say why. These reasons are counted from the graph and are true whatever the embedding
thinks: "of 40 linen dresses whose season is known, 36 are for summer"; "its likest product with that season".
"""

from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np

from daogou.graph.lesson import Lesson
from daogou.graph.questions import Ints

Trait = tuple[str, str]
"""(relation, tail): what an entity has."""

Row = tuple[int, int]
"""The same, as rows of a lesson."""

FEWEST = 3  # entities that must have a trait before it says anything


@dataclass(frozen=True, slots=True)
class Regularity:
    """Of ``of`` entities that have ``given`` and answer the question, ``holding`` answer it so."""

    given: Trait
    holding: int
    of: int

    @property
    def share(self) -> float:
        """After Laplace, so that 3 of 3 does not beat 90 of 91."""
        return (self.holding + 1) / (self.of + 2)


@dataclass(frozen=True, slots=True)
class Alike:
    """An entity of which the proposed fact is known, and what it shares with the one asked about."""

    entity: str
    shared: tuple[Trait, ...]


@dataclass(frozen=True, slots=True)
class NamedIn:
    """A product whose title holds the name of what is proposed."""

    entity: str
    text: str


@dataclass(frozen=True, slots=True)
class Because:
    """Reasons of each kind, strongest first; any may be empty. ``naming``: how many products are so named."""

    regularities: tuple[Regularity, ...]
    alike: tuple[Alike, ...]
    named: tuple[NamedIn, ...] = ()
    naming: int = 0


class Supports:
    """Finds reasons in a graph."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson

    def because(self, head: int, relation: int, tail: int, *, limit: int = 3) -> Because:
        """Reasons for head --relation--> tail, all rows of the lesson."""
        own = self._tails_of(head)
        traits = [trait for trait in own if trait != (relation, tail)]
        having = _without(self._having((relation, tail)), head)
        answering = _without(self._answering[relation], head)
        regular = [self._regularity(trait, having, answering) for trait in traits]
        kept = sorted((r for r in regular if r.of >= FEWEST), key=lambda r: (-r.share, -r.of, r.given))
        return Because(tuple(kept[:limit]), self._alike(traits, having, limit))

    def _regularity(self, trait: Row, having: Ints, answering: Ints) -> Regularity:
        with_trait = self._having(trait)
        return Regularity(
            self._named(trait), len(_both(with_trait, having)), len(_both(with_trait, answering))
        )

    def _alike(self, traits: list[Row], having: Ints, limit: int) -> tuple[Alike, ...]:
        """Shared traits count by their rarity (Lin 1998): sharing a brand says more than an audience."""
        weight = np.zeros(len(self._lesson.entities))
        for trait in traits:
            with_trait = self._having(trait)
            weight[_both(with_trait, having)] += log(len(weight) / len(with_trait))
        best = np.argsort(-weight, kind="stable")[:limit]
        return tuple(self._shared(int(entity), traits) for entity in best if weight[entity] > 0)

    def _shared(self, entity: int, traits: list[Row]) -> Alike:
        theirs = set(self._tails_of(entity))
        return Alike(self._lesson.entities[entity], tuple(self._named(t) for t in traits if t in theirs))

    def _named(self, trait: Row) -> Trait:
        return self._lesson.relations[trait[0]], self._lesson.entities[trait[1]]

    def _having(self, trait: Row) -> Ints:
        """The heads of which relation and tail are known, rising."""
        relation, tail = trait
        questions = self._lesson.questions
        row = questions.rows_of(np.array([tail]), np.array([relation + len(self._lesson.relations)]))
        return questions.answers_of(row)[1]

    def _tails_of(self, head: int) -> list[Row]:
        start, end = np.searchsorted(self._by_head[:, 0], [head, head + 1])
        return [(relation, tail) for _, relation, tail in self._by_head[start:end].tolist()]

    @cached_property
    def _by_head(self) -> Ints:
        """The triples by rising head, then relation, then tail."""
        head, relation, tail = self._lesson.triples.T
        return self._lesson.triples[np.lexsort((tail, relation, head))]

    @cached_property
    def _answering(self) -> dict[int, Ints]:
        """Relation -> the entities of which some tail is known, rising."""
        heads, relations = self._lesson.triples[:, 0], self._lesson.triples[:, 1]
        return {r: np.unique(heads[relations == r]) for r in range(len(self._lesson.relations))}


def _both(left: Ints, right: Ints) -> Ints:
    """What two rising lists of distinct rows have in common."""
    shared: Ints = np.intersect1d(left, right, assume_unique=True)
    return shared


def _without(rows: Ints, row: int) -> Ints:
    kept: Ints = rows[rows != row]
    return kept
