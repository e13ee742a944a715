"""Neo4j, or any other server that speaks Bolt, through the official driver; asked in Cypher.

One graph in a database of its own, of the shape that ``graph/cypher_store.py`` describes. The folder of a
release is not used: what was written last is what everybody reads.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from daogou.core.errors import BadQuery
from daogou.core.roles import required
from daogou.graph.columns import as_rows, entity_columns, fact_columns, id_rows, key_rows
from daogou.graph.cypher_edits import (
    CHANGE_ENTITY,
    CHANGE_FACT,
    CREATE_ENTITY,
    CREATE_FACT,
    DELETE_ENTITY,
    DELETE_FACT,
    for_many,
)
from daogou.graph.cypher_store import CypherStore, Row, facts_around
from daogou.graph.editing import Edit
from daogou.graph.evidence import fact_from
from daogou.graph.facts import Fact, Path
from daogou.graph.refusal import StoreUnavailable
from daogou.graph.stores import GraphStore, GraphStores

_ROWS_AT_ONCE = 5_000  # a message of about a megabyte; larger ones gain nothing
_IS_SIMPLE = "all(n IN nodes(p) WHERE single(m IN nodes(p) WHERE m.id = n.id))"


@dataclass(frozen=True)
class Options:
    """``password_env`` names the environment variable that holds the password; ``timeout_s`` of a query."""

    uri: str = "bolt://127.0.0.1:7687"
    user: str = "neo4j"
    password_env: str = "NEO4J_PASSWORD"
    database: str = "neo4j"
    timeout_s: float = 10.0


class BoltEngine:
    """A driver, which keeps a pool of connections and may be used by any thread."""

    def __init__(self, driver: Any, options: Options) -> None:
        self._driver = driver
        self._options = options
        self._bolt = required("neo4j", "the graph store 'neo4j'", "neo4j")

    def rows(self, query: str, parameters: Mapping[str, Any]) -> Iterator[Row]:
        """See ``Engine``."""
        with self._session() as session:
            for record in session.run(query, dict(parameters)):
                yield record.values()

    def rows_of_each(self, query: str, ids: Collection[str]) -> Iterator[Row]:
        """See ``Engine``."""
        return self.rows("UNWIND $ids AS id " + query.replace("$id", "id"), {"ids": list(ids)})

    def _session(self, **how: Any) -> Any:
        return self._driver.session(database=self._options.database, **how)

    def write(self, edit: Edit) -> int:
        """See ``Engine``."""
        with self._session() as session:
            orphans: int = session.execute_write(_written, edit)
        return orphans

    def ask(self, text: str, parameters: Mapping[str, Any], limit: int) -> list[dict[str, Any]]:
        """See ``Engine``; the server is told that this session only reads, and how long it may take."""
        query = self._bolt.Query(text, timeout=self._options.timeout_s)
        try:
            with self._session(default_access_mode=self._bolt.READ_ACCESS) as session:
                result = session.run(query, dict(parameters))
                return [_plain(record.data()) for record in result.fetch(limit)]
        except self._bolt.exceptions.Neo4jError as error:
            raise BadQuery(f"The query failed: {error.message}") from error

    def paths(
        self, start: str, end: str, *, max_length: int, limit: int, relations: Collection[str]
    ) -> tuple[Path, ...]:
        """See ``Engine``; searched by the server."""
        of = "AND all(f IN relationships(p) WHERE f.relation IN $relations)" if relations else ""
        query = (
            f"MATCH p = (a:Entity {{id: $start}})-[:Fact*1..{max_length:d}]-(b:Entity {{id: $end}}) "
            f"WHERE {_IS_SIMPLE} {of} "
            "RETURN [n IN nodes(p) | n.id], [f IN relationships(p) | "
            "[startNode(f).id, f.relation, endNode(f).id, f.evidence]], "
            "reduce(c = 1.0, f IN relationships(p) | c * f.confidence) AS confidence, length(p) AS length "
            "ORDER BY confidence DESC, length"
        )
        given = {"start": start, "end": end, "relations": list(relations)}
        found = (_path(row) for row in self.rows(query, given)) if start != end else ()
        return tuple(sorted(found, key=lambda path: path.order)[:limit])

    def around(self, names: Collection[str], most: int, relations: Collection[str]) -> list[Fact]:
        """See ``Engine``."""
        return facts_around(self, names, most, relations)

    def close(self) -> None:
        """See ``Engine``."""
        self._driver.close()


def _path(row: Row) -> Path:
    facts = (fact_from((head, relation, tail), said) for head, relation, tail, said in row[1])
    return Path(tuple(row[0]), tuple(facts))


def _written(transaction: Any, edit: Edit) -> int:
    _each(transaction, DELETE_FACT, key_rows(edit.gone_facts))
    _each(transaction, DELETE_ENTITY, id_rows(edit.gone_entities))
    _each(transaction, CREATE_ENTITY, as_rows(entity_columns(edit.new_entities)))
    _each(transaction, CHANGE_ENTITY, as_rows(entity_columns(edit.changed_entities)))
    _each(transaction, CREATE_FACT, as_rows(fact_columns(edit.new_facts)))
    _each(transaction, CHANGE_FACT, as_rows(fact_columns(edit.changed_facts)))
    return _without_orphans(transaction, edit.unsure)


def _each(transaction: Any, statement: str, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        transaction.run(for_many(statement), {"rows": rows[start : start + _ROWS_AT_ONCE]}).consume()


def _without_orphans(transaction: Any, unsure: Collection[str]) -> int:
    alone = "UNWIND $ids AS i MATCH (e:Entity {id: i}) WHERE NOT (e)-[:Fact]-() RETURN e.id"
    found = [record[0] for record in transaction.run(alone, {"ids": list(unsure)})] if unsure else []
    _each(transaction, DELETE_ENTITY, id_rows(found))
    return len(found)


def _plain(value: Any) -> Any:
    """A node or a relationship as a dictionary."""
    if hasattr(value, "items"):
        return {key: _plain(one) for key, one in value.items() if key != "names"}
    return [_plain(one) for one in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class BoltStores:
    """One server, one database."""

    options: Options

    def open(self, folder: FilePath, *, read_only: bool = False) -> GraphStore:
        """See the contract; the folder is not used."""
        neo4j = required("neo4j", "the graph store 'neo4j'", "neo4j")
        options = self.options
        password = os.environ.get(options.password_env, "")
        driver = neo4j.GraphDatabase.driver(options.uri, auth=(options.user, password))
        engine = BoltEngine(driver, options)
        try:
            driver.verify_connectivity()
            if not read_only:
                list(engine.rows("CREATE INDEX entity_id IF NOT EXISTS FOR (e:Entity) ON (e.id)", {}))
        except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError) as error:
            driver.close()
            hint = (
                f"Is it running, and does the environment variable {options.password_env} hold its password?"
            )
            raise StoreUnavailable(
                f"The graph server {options.uri} does not answer: {error}", hint=hint
            ) from error
        return CypherStore(engine, read_only=read_only)


def build(options: Options) -> GraphStores:
    """See the contract."""
    return BoltStores(options)
