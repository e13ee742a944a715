"""Ladybug, an embedded property graph asked in Cypher (the maintained successor of Kùzu, Feng et al. 2023).

One file, ``graph.lbug``, of the shape that ``graph/cypher_store.py`` describes. Paths are searched in sorted
arrays of the whole graph (``graph/adjacency.py``), read when the first is asked for: a variable-length match
takes 400 ms where it meets a colour that half the shop has. Never import kuzu beside it: both crash.
"""

import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

import ladybug
import pyarrow as pa

from daogou.core.errors import BadQuery, NotBuilt
from daogou.graph.adjacency_table import FACTS_QUERY, ReadAdjacency, read_adjacency
from daogou.graph.columns import Columns, as_rows, entity_columns, fact_columns
from daogou.graph.cypher_store import CypherStore, Row
from daogou.graph.editing import Edit
from daogou.graph.facts import Fact, Path
from daogou.graph.refusal import StoreUnavailable
from daogou.graph.stores import GraphStore, GraphStores

_FILE = "graph.lbug"
# all of the address space that the file may be mapped to; many containers refuse the default of 8 TB
_MAX_DB_BYTES = 1 << 36
_SCHEMA = (
    "CREATE NODE TABLE IF NOT EXISTS Entity(id STRING PRIMARY KEY, kind STRING, label_en STRING, "
    "label_zh STRING, names STRING, names_length INT64)",
    "CREATE REL TABLE IF NOT EXISTS Fact(FROM Entity TO Entity, relation STRING, confidence DOUBLE, "
    "evidence STRING, statements INT64)",
)
_EDGE = "MATCH (:Entity {id: r.head})-[f:Fact {relation: r.relation}]->(:Entity {id: r.tail})"


@dataclass(frozen=True)
class Options:
    """``buffer_mb``: memory for pages; ``threads`` for one query, 0 for as many as there are cores;
    ``timeout_s``: of a query from outside."""

    buffer_mb: int = 256
    threads: int = 1
    timeout_s: float = 10.0


class LadybugEngine:
    """One open file; a connection for each thread that asks."""

    def __init__(self, database: Any, options: Options) -> None:
        self._database = database
        self._options = options
        self._local = threading.local()
        self._writing = threading.Lock()
        self._adjacency: ReadAdjacency | None = None

    def rows(self, query: str, parameters: Mapping[str, Any]) -> Iterator[Row]:
        """See ``Engine``."""
        result = self.connection().execute(query, dict(parameters))
        while result.has_next():
            yield result.get_next()

    def connection(self) -> Any:
        """This thread's own."""
        if not hasattr(self._local, "connection"):
            self._local.connection = ladybug.Connection(self._database)
        return self._local.connection

    def write(self, edit: Edit) -> int:
        """See ``Engine``."""
        connection = self.connection()
        with self._writing:
            connection.execute("BEGIN TRANSACTION")
            try:
                orphans = _written(connection, edit)
                connection.execute("COMMIT")
            except BaseException:
                with suppress(RuntimeError):  # after some failures the engine has rolled back by itself
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._adjacency = None
        return orphans

    def ask(self, text: str, parameters: Mapping[str, Any], limit: int) -> list[dict[str, Any]]:
        """See ``Engine``; in a transaction that may not write, on a connection with a time limit."""
        with ladybug.Connection(self._database) as connection:
            connection.set_query_timeout(int(self._options.timeout_s * 1000))
            connection.execute("BEGIN TRANSACTION READ ONLY")
            try:
                result: Any = connection.execute(text, dict(parameters))
                names = result.get_column_names()
                rows = result.get_n(limit)
            except RuntimeError as error:
                raise BadQuery(f"The query failed: {error}") from error
            return [dict(zip(names, map(_plain, row), strict=True)) for row in rows]

    def paths(
        self, start: str, end: str, *, max_length: int, limit: int, relations: Collection[str]
    ) -> tuple[Path, ...]:
        """See ``Engine``."""
        read = self._read()
        found = read.adjacency.paths(start, end, max_length=max_length, limit=limit, relations=relations)
        return tuple(read.path(nodes, facts) for nodes, facts in found)

    def around(self, names: Collection[str], most: int) -> list[Fact]:
        """See ``Engine``."""
        read = self._read()
        return [read.fact(number) for number in read.adjacency.around(names, most)]

    def _read(self) -> ReadAdjacency:
        read = self._adjacency
        if read is None:
            with self._writing:
                table = self.connection().execute(FACTS_QUERY).get_as_arrow()
                read = self._adjacency = read_adjacency(table)
        return read

    def close(self) -> None:
        """See ``Engine``."""
        self._adjacency = None
        self._database.close()


def _written(connection: Any, edit: Edit) -> int:
    """The order matters: facts need their ends, and an entity can only be judged an orphan at the end."""
    gone = [{"head": head, "relation": relation, "tail": tail} for head, relation, tail in edit.gone_facts]
    _each(connection, f"{_EDGE} DELETE f", gone)
    _each(connection, "MATCH (e:Entity {id: r}) DETACH DELETE e", list(edit.gone_entities))
    _copy(connection, "Entity", entity_columns(edit.new_entities))
    _each(
        connection,
        "MATCH (e:Entity {id: r.id}) SET e.label_en = r.label_en, e.label_zh = r.label_zh, "
        "e.names = r.names, e.names_length = r.names_length",
        as_rows(entity_columns(edit.changed_entities)),
    )
    _copy(connection, "Fact", fact_columns(edit.new_facts))
    _each(
        connection,
        f"{_EDGE} SET f.confidence = r.confidence, f.evidence = r.evidence, f.statements = r.statements",
        as_rows(fact_columns(edit.changed_facts)),
    )
    return _without_orphans(connection, list(edit.unsure))


def _each(connection: Any, action: str, rows: list[Any]) -> None:
    if rows:
        connection.execute(f"UNWIND $rows AS r {action}", {"rows": rows})


def _copy(connection: Any, table: str, columns: Columns) -> None:
    if columns[next(iter(columns))]:
        connection.execute(f"COPY {table} FROM $rows", {"rows": pa.table(columns)})


def _without_orphans(connection: Any, unsure: list[str]) -> int:
    if not unsure:
        return 0
    alone = "MATCH (e:Entity {id: r}) WHERE NOT EXISTS { MATCH (e)-[:Fact]-(:Entity) }"
    found = connection.execute(f"UNWIND $rows AS r {alone} RETURN e.id", {"rows": unsure}).get_all()
    _each(connection, "MATCH (e:Entity {id: r}) DETACH DELETE e", [row[0] for row in found])
    return len(found)


def _plain(value: Any) -> Any:
    """A node or an edge without the engine's own marks."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if not key.startswith("_") and key != "names"}
    return [_plain(one) for one in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class LadybugStores:
    """One file in a folder."""

    options: Options

    def open(self, folder: FilePath, *, read_only: bool = False) -> GraphStore:
        """See the contract."""
        file = folder / _FILE
        if read_only and not file.is_file():
            raise NotBuilt(f"There is no graph in {folder}.", hint="Make one with: daogou build")
        folder.mkdir(parents=True, exist_ok=True)
        engine = LadybugEngine(_database(file, self.options, read_only), self.options)
        if not read_only:
            for statement in _SCHEMA:
                engine.connection().execute(statement)
        return CypherStore(engine, read_only=read_only)


def _database(file: FilePath, options: Options, read_only: bool) -> Any:
    try:
        return ladybug.Database(
            file,
            buffer_pool_size=options.buffer_mb << 20,
            max_num_threads=options.threads,
            max_db_size=_MAX_DB_BYTES,
            read_only=read_only,
        )
    except (RuntimeError, OSError) as error:
        is_locked = "lock" in str(error).lower()
        hint = (
            "Another process has it open for writing; wait for it, or end it."
            if is_locked
            else f"If it is damaged, delete {file} and build the graph again."
        )
        raise StoreUnavailable(f"Cannot open the graph {file}: {error}", hint=hint) from error


def build(options: Options) -> GraphStores:
    """See the contract."""
    return LadybugStores(options)
