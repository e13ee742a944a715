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
from daogou.graph.columns import Columns, as_rows, entity_columns, fact_columns, id_rows, key_rows
from daogou.graph.cypher_edits import (
    CHANGE_ENTITY,
    CHANGE_FACT,
    CREATE_ENTITY,
    CREATE_FACT,
    DELETE_ENTITY,
    DELETE_FACT,
    for_many,
)
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
# up to so many rows are looked up by key one by one (.4 ms each); for more the engine scans the whole table,
# and loading them makes it write the table anew
_FEW = 2_000


@dataclass(frozen=True)
class Options:
    """``buffer_mb``: at most so much memory for pages; ``threads`` for one query, 0 for as many as there are
    cores; ``timeout_s``: of a query from outside."""

    buffer_mb: int = 1024
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

    def rows_of_each(self, query: str, ids: Collection[str]) -> Iterator[Row]:
        """See ``Engine``."""
        if len(ids) > _FEW:
            yield from self.rows("UNWIND $ids AS id " + query.replace("$id", "id"), {"ids": list(ids)})
            return
        for one in ids:
            yield from self.rows(query, {"id": one})

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

    def around(self, names: Collection[str], most: int, relations: Collection[str]) -> list[Fact]:
        """See ``Engine``."""
        read = self._read()
        return [read.fact(number) for number in read.adjacency.around(names, most, relations)]

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
    _each(connection, DELETE_FACT, key_rows(edit.gone_facts))
    _each(connection, DELETE_ENTITY, id_rows(edit.gone_entities))
    _new(connection, "Entity", CREATE_ENTITY, entity_columns(edit.new_entities))
    _each(connection, CHANGE_ENTITY, as_rows(entity_columns(edit.changed_entities)))
    _new(connection, "Fact", CREATE_FACT, fact_columns(edit.new_facts))
    _each(connection, CHANGE_FACT, as_rows(fact_columns(edit.changed_facts)))
    return _without_orphans(connection, edit.unsure)


def _each(connection: Any, statement: str, rows: list[dict[str, Any]]) -> None:
    if len(rows) > _FEW:
        connection.execute(for_many(statement), {"rows": rows})
        return
    for row in rows:
        connection.execute(statement, row)


def _new(connection: Any, table: str, statement: str, columns: Columns) -> None:
    if len(columns["confidence" if table == "Fact" else "id"]) > _FEW:
        connection.execute(f"COPY {table} FROM $rows", {"rows": pa.table(columns)})
    else:
        _each(connection, statement, as_rows(columns))


def _without_orphans(connection: Any, unsure: Collection[str]) -> int:
    alone = "MATCH (e:Entity {id: $id}) WHERE NOT EXISTS { MATCH (e)-[:Fact]-(:Entity) } RETURN e.id"
    found = [name for name in unsure if connection.execute(alone, {"id": name}).get_all()]
    _each(connection, DELETE_ENTITY, id_rows(found))
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
