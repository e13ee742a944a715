"""Statements as numbers, for what learns from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from daogou.core.triple import Triple
from daogou.graph.questions import Ints, Questions, questions_of


@dataclass(frozen=True, eq=False)
class Lesson:
    """What is to be learnt: triples, int64 [n, 3], rows of ``entities`` and ``relations``."""

    entities: Sequence[str]
    relations: Sequence[str]
    triples: Ints

    @cached_property
    def questions(self) -> Questions:
        """Every question that its triples answer."""
        return questions_of(self.triples, len(self.relations))

    def part(self, rows: Ints) -> "Lesson":
        """The same names with some of the triples."""
        return Lesson(self.entities, self.relations, self.triples[rows])


def lesson_of(triples: Iterable[Triple]) -> Lesson:
    """The facts that statements state, each once, in an order that does not depend on theirs."""
    facts = sorted({triple.fact for triple in triples})
    entities = sorted({name for head, _, tail in facts for name in (head, tail)})
    relations = sorted({relation for _, relation, _ in facts})
    entity = {name: row for row, name in enumerate(entities)}
    relation = {name: row for row, name in enumerate(relations)}
    rows = [(entity[h], relation[r], entity[t]) for h, r, t in facts]
    return Lesson(tuple(entities), tuple(relations), np.array(rows, np.int64).reshape(-1, 3))
