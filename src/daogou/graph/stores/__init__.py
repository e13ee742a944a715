"""Where a graph is kept: one file per store."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any, Protocol

from daogou.core.entity import Entity
from daogou.core.roles import Role
from daogou.core.triple import Triple
from daogou.graph.facts import Change, Counts, Direction, Fact, Path, Subgraph
from daogou.graph.refusal import StoreUnavailable

__all__ = ["ROLE", "GraphStore", "GraphStores", "StoreUnavailable"]


class GraphStore(Protocol):
    """Entities and statements about them.

    A statement is known by its head, relation, tail and source: saying it again replaces its confidence and
    span. A fact is what one or more statements say; its confidence is theirs by noisy-or. An entity that a
    statement names and nobody gave is there without labels. An entity that loses its last statement by
    ``remove`` or ``retract`` is gone too, so that removing a product leaves nothing that only it had.

    Answers are ordered by confidence, best first, then by name; every store gives the same ones.
    """

    dialect: str
    """The language that ``query`` takes: ``cypher`` or ``patterns``."""

    read_only: bool

    def upsert(self, entities: Iterable[Entity], triples: Iterable[Triple]) -> Change:
        """Add entities and statements, or replace those there are; the same again changes nothing.

        Of several with one identity in a call the last counts. An entity without labels does not take the
        labels of one there is. All or nothing.

        Raises:
            BadInput: the store was opened for reading only; so do ``remove`` and ``retract``.
        """
        ...

    def remove(self, entity_ids: Iterable[str]) -> Change:
        """Remove entities, every statement about them, and what entities that leaves without a statement."""
        ...

    def replace(
        self,
        sources: Collection[str],
        heads: Collection[str] | None,
        entities: Iterable[Entity],
        triples: Iterable[Triple],
    ) -> Change:
        """From now on this is all that these sources say about these heads; None: about anything.

        A source stands for its family: ``feed`` is ``feed`` and everything that begins with ``feed:``. What
        other sources say stays. Entities are upserted; those that lose their last statement are gone, unless
        they are given.
        """
        ...

    def retract(self, source: str, heads: Collection[str] | None = None) -> Change:
        """Take back what a source, or a family, says about some heads, or about anything."""
        ...

    def get(self, entity_ids: Iterable[str]) -> dict[str, Entity]:
        """id -> entity, of those that are there."""
        ...

    def find(self, text: str, *, kinds: Collection[str] = (), limit: int = 10) -> tuple[Entity, ...]:
        """Entities whose label in any language, or key, holds the text, whatever its case.

        Those it names wholly come first, then those that begin with it, each the shortest names first.
        """
        ...

    def neighbours(
        self,
        entity_id: str,
        relations: Collection[str] = (),
        *,
        direction: Direction = "both",
        limit: int | None = None,
    ) -> tuple[Fact, ...]:
        """The facts that the entity is head of (``out``), tail of (``in``), or either; of all relations if
        none is named."""
        ...

    def paths(
        self,
        start: str,
        end: str,
        *,
        max_length: int = 3,
        limit: int = 5,
        relations: Collection[str] = (),
    ) -> tuple[Path, ...]:
        """The most confident walks from one entity to another of at most ``max_length`` facts; see ``Path``.

        Raises:
            BadQuery: a length out of 1..4; longer ones explain nothing and do not end.
        """
        ...

    def subgraph(
        self, entity_id: str, *, depth: int = 1, limit: int = 100, relations: Collection[str] = ()
    ) -> Subgraph:
        """What lies within ``depth`` facts of an entity, at most ``limit`` facts, nearest and best first; of
        all relations if none is named."""
        ...

    def query(
        self, text: str, parameters: Mapping[str, Any] | None = None, *, limit: int = 1000
    ) -> list[dict[str, Any]]:
        """Ask in the store's own dialect, reading only; at most ``limit`` rows, column -> value.

        Raises:
            BadQuery: it cannot be parsed, would write, or takes too long.
        """
        ...

    def counts(self) -> Counts:
        """How much there is."""
        ...

    def provenance(self, head: str, relation: str, tail: str) -> tuple[Triple, ...]:
        """Every statement of a fact, most confident first."""
        ...

    def entities(self) -> Iterator[Entity]:
        """All, by id."""
        ...

    def triples(self) -> Iterator[Triple]:
        """All statements, by head, relation, tail and source."""
        ...

    def close(self) -> None:
        """What was written is on the disk, and others may open it. The store is of no use afterwards."""
        ...


class GraphStores(Protocol):
    """Opens stores of one kind."""

    def open(self, folder: FilePath, *, read_only: bool = False) -> GraphStore:
        """The graph in that folder, an empty one if there is none; a server's store ignores the folder.

        Any number of processes may open a graph for reading only; one may open it for writing, alone.

        Raises:
            StoreUnavailable: see there; the hint says what to do.
            NotBuilt: for reading only, and there is none.
        """
        ...


ROLE: Role[GraphStores] = Role(__name__)
