"""One database, SQLite or PostgreSQL: reading, writing, and whose fault it is when that fails."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from weakref import finalize

from sqlalchemy import Connection, Engine, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError

from daogou.shoppers.failures import StateUnavailable

T = TypeVar("T")

ATTEMPTS = 4  # each waits for a lock as long as the database is told to
PAUSE_S = 0.05  # before the second attempt, doubled before each further one
SCRUB_WAIT_MS = 300  # for readers of an older state; a build may read for minutes, and scrubs when it is done
# of writers who wait for each other PostgreSQL ends one, to be tried again
_TRY_AGAIN = ("40001", "40P01")
_LOCK = 0x6461_6F67  # "daog": our advisory lock, apart from those of others who use the same server


class Database:
    """``where`` names it in messages: a file, or an address without its password."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self.where = where
        self.is_sqlite = engine.dialect.name == "sqlite"
        self.close = finalize(self, engine.dispose)

    def insert(self, table: Table) -> Any:
        """An INSERT that knows ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database for each statement; SQLite: for all of them.

        Raises:
            StateUnavailable: the database cannot be read.
        """
        with self._explained(), self._engine.connect() as connection:
            yield connection

    def write(self, work: Callable[[Connection], T], *, alone: bool = False) -> T:
        """What ``work`` gives, in one transaction that is on the disk when this returns.

        ``work`` may run again if another writer was in the way. ``alone``: no other writer is at work
        meanwhile; in SQLite none ever is.

        Raises:
            StateUnavailable: the database cannot be written.
        """
        with self._explained():
            for attempt in range(ATTEMPTS):
                try:
                    return self._once(work, alone)
                except DBAPIError as error:
                    if attempt == ATTEMPTS - 1 or not _was_in_the_way(error):
                        raise
                    time.sleep(PAUSE_S * 2**attempt)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, work: Callable[[Connection], T], alone: bool) -> T:
        with self._writer.begin() as connection:
            if not self.is_sqlite:
                shared = "" if alone else "_shared"
                connection.execute(text(f"SELECT pg_advisory_xact_lock{shared}({_LOCK})"))
            return work(connection)

    def lock(self, connection: Connection, name: str) -> None:
        """Until the transaction ends, nobody else who locks that name is past this; SQLite has one writer."""
        if not self.is_sqlite:
            # two numbers: such locks are apart from the one above; names of one hash wait for each other
            locking = text("SELECT pg_advisory_xact_lock(:ours, hashtext(:name))")
            connection.execute(locking, {"ours": _LOCK, "name": name})

    def scrub(self) -> None:
        """Let nothing deleted linger in SQLite's log, unless somebody reads an older state just now."""
        if self.is_sqlite:
            with self._explained(), self._engine.connect() as connection:
                alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                usual = alone.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
                alone.exec_driver_sql(f"PRAGMA busy_timeout = {SCRUB_WAIT_MS}")
                try:
                    alone.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                finally:
                    alone.exec_driver_sql(f"PRAGMA busy_timeout = {usual}")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            # what is no fault of the database itself is a fault of ours, and must look like one
            if isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError:
                raise unavailable(self.where, error) from error
            raise


def unavailable(where: str, error: DBAPIError) -> StateUnavailable:
    """The error to raise where a database does not answer."""
    said = " ".join(str(error.orig).split())
    return StateUnavailable(
        f"The shoppers' data in {where} cannot be used: {said[:300]}",
        hint="Is the database running, and is shoppers.url in shop.toml right?",
    )


def _was_in_the_way(error: DBAPIError) -> bool:
    if getattr(error.orig, "sqlstate", None) in _TRY_AGAIN:
        return True
    return isinstance(error, OperationalError) and "database is locked" in str(error.orig)
