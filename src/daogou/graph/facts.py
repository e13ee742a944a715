"""What a graph answers with: facts, paths and parts of the graph."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from daogou.core.entity import Entity

Direction = Literal["out", "in", "both"]


@dataclass(frozen=True, slots=True)
class Fact:
    """What one or more sources state; ``confidence`` in (0, 1] is theirs combined by ``noisy_or``."""

    head: str
    relation: str
    tail: str
    confidence: float
    sources: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """(head, relation, tail)."""
        return self.head, self.relation, self.tail

    def other(self, entity: str) -> str:
        """The end that is not ``entity``."""
        return self.tail if self.head == entity else self.head


@dataclass(frozen=True, slots=True)
class Path:
    """A walk over facts, each in either direction, that visits no entity twice.

    ``nodes`` are its entity ids, one more than ``facts``; facts[i] joins nodes[i] and nodes[i + 1].
    """

    nodes: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def confidence(self) -> float:
        """The product of its facts' confidences."""
        return math.prod(fact.confidence for fact in self.facts)

    @property
    def order(self) -> tuple[float, int, tuple[tuple[str, str, str], ...]]:
        """Sorts paths: most confident first, then shortest, then by name."""
        return -round(self.confidence, 9), len(self.facts), tuple(fact.key for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Some entities and every chosen fact between them."""

    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """``entities``: kind -> how many; ``facts``: relation -> how many, each fact once."""

    entities: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, int] = field(default_factory=dict)
    statements: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """How many entities and statements are not as they were before; both 0: nothing happened."""

    entities: int = 0
    statements: int = 0


def noisy_or(confidences: Iterable[float]) -> float:
    """The chance that at least one of several independent sources is right: 1 - prod(1 - c).

    Pearl, Probabilistic Reasoning in Intelligent Systems, 1988, section 4.3.2. Of (0, 1], in (0, 1].
    """
    return 1.0 - math.prod(sorted(1.0 - confidence for confidence in confidences))
