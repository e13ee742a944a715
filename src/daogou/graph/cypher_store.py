"""A graph store over any engine that speaks Cypher; they differ in how they load, write and find paths.

The shape is the same everywhere, so that a query written for one runs on the other:
``(:Entity {id, kind, label_en, label_zh})-[:Fact {relation, confidence, evidence}]->(:Entity)``.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Protocol

from daogou.core.entity import Entity, kind_of
from daogou.core.product import Language
from daogou.core.triple import Triple
from daogou.graph import editing
from daogou.graph.cypher import check_reading
from daogou.graph.editing import Edit, Facts
from daogou.graph.evidence import fact_from, statements_of
from daogou.graph.facts import Change, Counts, Direction, Fact, Path, Subgraph
from daogou.graph.names import folded
from daogou.graph.refusal import check_length, check_writable
from daogou.graph.statements import Key, best_first, most_confident_first
from daogou.graph.walks import grown

LANGUAGES: tuple[Language, ...] = ("en", "zh")
_ENTITY = "e.id, e.kind, e.label_en, e.label_zh"
_FACT = "a.id, f.relation, b.id, f.evidence"
_BEST_FIRST = "ORDER BY f.confidence DESC, a.id, f.relation, b.id"
Row = Sequence[Any]


class Engine(Protocol):
    """What a database must do itself."""

    def rows(self, query: str, parameters: Mapping[str, Any]) -> Iterator[Row]:
        """The rows of a query of ours."""
        ...

    def rows_of_each(self, query: str, ids: Collection[str]) -> Iterator[Row]:
        """The rows of a query with the parameter ``$id``, asked for each of these."""
        ...

    def write(self, edit: Edit) -> int:
        """See ``editing.Rows``."""
        ...

    def ask(self, text: str, parameters: Mapping[str, Any], limit: int) -> list[dict[str, Any]]:
        """A query of somebody else's, which has been found to only read."""
        ...

    def paths(
        self, start: str, end: str, *, max_length: int, limit: int, relations: Collection[str]
    ) -> tuple[Path, ...]:
        """See the contract of stores."""
        ...

    def around(self, names: Collection[str], most: int, relations: Collection[str]) -> Sequence[Fact]:
        """At most so many of the facts that touch these entities, best first; of all relations if none is
        named."""
        ...

    def close(self) -> None:
        """See the contract of stores."""
        ...


class CypherStore:
    """See the contract of stores."""

    dialect = "cypher"

    def __init__(self, engine: Engine, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self._engine = engine

    def upsert(self, entities: Iterable[Entity], triples: Iterable[Triple]) -> Change:
        """See the contract."""
        return self.replace((), (), entities, triples)

    def replace(
        self,
        sources: Collection[str],
        heads: Collection[str] | None,
        entities: Iterable[Entity],
        triples: Iterable[Triple],
    ) -> Change:
        """See the contract."""
        check_writable(self.read_only)
        return editing.replace(self, sources, heads, entities, triples)

    def retract(self, source: str, heads: Collection[str] | None = None) -> Change:
        """See the contract."""
        return self.replace((source,), heads, (), ())

    def remove(self, entity_ids: Iterable[str]) -> Change:
        """See the contract."""
        check_writable(self.read_only)
        return editing.remove(self, entity_ids)

    def write(self, edit: Edit) -> int:
        """See ``editing.Rows``."""
        return self._engine.write(edit)

    def said_of(self, heads: Collection[str] | None) -> Facts:
        """See ``editing.Rows``."""
        if heads is None:
            return _facts(self._engine.rows(f"MATCH (a:Entity)-[f:Fact]->(b:Entity) RETURN {_FACT}", {}))
        query = f"MATCH (a:Entity {{id: $id}})-[f:Fact]->(b:Entity) RETURN {_FACT}"
        return _facts(self._engine.rows_of_each(query, heads))

    def touching(self, entity_ids: Collection[str]) -> Facts:
        """See ``editing.Rows``."""
        query = f"MATCH (a:Entity)-[f:Fact]->(b:Entity {{id: $id}}) RETURN {_FACT}"
        return self.said_of(entity_ids) | _facts(self._engine.rows_of_each(query, entity_ids))

    def get(self, entity_ids: Iterable[str]) -> dict[str, Entity]:
        """See the contract."""
        ids = list(dict.fromkeys(entity_ids))
        query = f"MATCH (e:Entity {{id: $id}}) RETURN {_ENTITY}"
        found = {row[0]: _entity(row) for row in self._engine.rows_of_each(query, ids)}
        return {name: found[name] for name in ids if name in found}

    def find(self, text: str, *, kinds: Collection[str] = (), limit: int = 10) -> tuple[Entity, ...]:
        """See the contract."""
        wanted = folded(text)
        if not wanted or limit < 1:
            return ()
        of_kind = "AND e.kind IN $kinds" if kinds else ""
        rank = "CASE WHEN e.names CONTAINS $whole THEN 0 WHEN e.names CONTAINS $begin THEN 1 ELSE 2 END"
        query = (
            f"MATCH (e:Entity) WHERE e.names CONTAINS $text {of_kind} WITH e, {rank} AS rank "
            f"RETURN {_ENTITY} ORDER BY rank, e.names_length, e.id LIMIT {limit:d}"
        )
        given = {"text": wanted, "begin": f"\n{wanted}", "whole": f"\n{wanted}\n"}
        rows = self._engine.rows(query, given | ({"kinds": list(kinds)} if kinds else {}))
        return tuple(map(_entity, rows))

    def neighbours(
        self,
        entity_id: str,
        relations: Collection[str] = (),
        *,
        direction: Direction = "both",
        limit: int | None = None,
    ) -> tuple[Fact, ...]:
        """See the contract."""
        ends = (
            {"out": "a", "in": "b"}
            if direction == "both"
            else {direction: {"out": "a", "in": "b"}[direction]}
        )
        given: dict[str, Any] = {"id": entity_id} | ({"relations": list(relations)} if relations else {})
        of = "AND f.relation IN $relations" if relations else ""
        at_most = "" if limit is None else f"{_BEST_FIRST} LIMIT {limit:d}"
        queries = (
            f"MATCH (a:Entity)-[f:Fact]->(b:Entity) WHERE {end}.id = $id {of} RETURN {_FACT} {at_most}"
            for end in ends.values()
        )
        rows = chain.from_iterable(self._engine.rows(query, given) for query in queries)
        return tuple(sorted(map(_fact, rows), key=best_first)[:limit])

    def paths(
        self,
        start: str,
        end: str,
        *,
        max_length: int = 3,
        limit: int = 5,
        relations: Collection[str] = (),
    ) -> tuple[Path, ...]:
        """See the contract."""
        check_length(max_length)
        return self._engine.paths(start, end, max_length=max_length, limit=limit, relations=relations)

    def subgraph(
        self, entity_id: str, *, depth: int = 1, limit: int = 100, relations: Collection[str] = ()
    ) -> Subgraph:
        """See the contract."""

        def around(names: Collection[str], most: int) -> Sequence[Fact]:
            return self._engine.around(names, most, relations)

        names, facts = grown(entity_id, depth, limit, around)
        return Subgraph(tuple(self.get(names).values()), facts)

    def query(
        self, text: str, parameters: Mapping[str, Any] | None = None, *, limit: int = 1000
    ) -> list[dict[str, Any]]:
        """See the contract."""
        check_reading(text, parameters or {})
        return self._engine.ask(text, parameters or {}, limit)

    def counts(self) -> Counts:
        """See the contract."""
        kinds = self._engine.rows("MATCH (e:Entity) RETURN e.kind, count(*)", {})
        facts = self._engine.rows(
            "MATCH (:Entity)-[f:Fact]->(:Entity) RETURN f.relation, count(*), sum(f.statements)", {}
        )
        of_relation = sorted((relation, number, said) for relation, number, said in facts)
        return Counts(
            dict(sorted((kind, int(number)) for kind, number in kinds)),
            {relation: int(number) for relation, number, _ in of_relation},
            sum(int(said) for _, _, said in of_relation),
        )

    def provenance(self, head: str, relation: str, tail: str) -> tuple[Triple, ...]:
        """See the contract."""
        rows = self._engine.rows(
            "MATCH (a:Entity {id: $head})-[f:Fact]->(b:Entity) "
            f"WHERE f.relation = $relation AND b.id = $tail RETURN {_FACT}",
            {"head": head, "relation": relation, "tail": tail},
        )
        said = _facts(rows).get((head, relation, tail), {})
        return tuple(sorted(said.values(), key=most_confident_first))

    def entities(self) -> Iterator[Entity]:
        """See the contract."""
        return map(_entity, self._engine.rows(f"MATCH (e:Entity) RETURN {_ENTITY} ORDER BY e.id", {}))

    def triples(self) -> Iterator[Triple]:
        """See the contract."""
        order = "ORDER BY a.id, f.relation, b.id"
        rows = self._engine.rows(f"MATCH (a:Entity)-[f:Fact]->(b:Entity) RETURN {_FACT} {order}", {})
        return (triple for row in rows for triple in statements_of(_key(row), row[3]).values())

    def close(self) -> None:
        """See the contract."""
        self._engine.close()


def facts_around(engine: Engine, names: Collection[str], most: int, relations: Collection[str]) -> list[Fact]:
    """``Engine.around`` by two queries, for engines without a better way."""
    given: dict[str, Any] = {"ids": list(names)} | ({"relations": list(relations)} if relations else {})
    found = {}
    for end in ("a", "b"):
        of = f"MATCH (a:Entity)-[f:Fact]->(b:Entity) WHERE {end}.id IN $ids"
        allowed = "AND f.relation IN $relations" if relations else ""
        query = f"{of} {allowed} RETURN {_FACT} {_BEST_FIRST} LIMIT {most:d}"
        found.update({_key(row): _fact(row) for row in engine.rows(query, given)})
    return sorted(found.values(), key=best_first)[:most]


def _key(row: Row) -> Key:
    return row[0], row[1], row[2]


def _fact(row: Row) -> Fact:
    return fact_from(_key(row), row[3])


def _facts(rows: Iterable[Row]) -> Facts:
    return {_key(row): statements_of(_key(row), row[3]) for row in rows}


def _entity(row: Row) -> Entity:
    labels = {language: label for language, label in zip(LANGUAGES, row[2:4], strict=True) if label}
    return Entity(row[0], kind_of(row[0]), labels)
