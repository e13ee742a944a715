"""Connections to a database, by the setting ``shoppers.url``."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from daogou.core.errors import BadSetting
from daogou.core.roles import required
from daogou.shoppers.database import Database

FILE = "state.db"
BUSY_S = 10  # a writer waits so long for another; a batch of 1,000 events takes 20 ms
CONNECT_S = 5  # a server that has not answered by then is not there
MAPPED_BYTES = 1 << 30  # of addresses, not of memory
SPARE = 40  # connections beyond the pool's five: as many threads as a server works in
_POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")
_HINT = "Leave it empty for a file in the shop's folder, or write postgresql://USER@HOST/DATABASE."


def open_database(shop: Path, url: str) -> Database:
    """The database of that shop; nothing is created or connected to yet.

    Raises:
        BadSetting: the address is none, or of a database we do not know.
        MissingDependency: PostgreSQL's driver is not installed.
    """
    if not url:
        return Database(_sqlite(shop / FILE), str(shop / FILE))
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise BadSetting("shoppers.url is no address of a database.", hint=_HINT) from error
    if address.drivername not in _POSTGRES or not address.database:
        shown = address.render_as_string(hide_password=True)
        raise BadSetting(f"shoppers.url = {shown!r} is no address of a PostgreSQL database.", hint=_HINT)
    return _postgres(address)


def _postgres(address: URL) -> Database:
    required("psycopg", "A PostgreSQL database", extra="postgres")
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        hide_parameters=True,  # an error's text must name no shopper
        pool_pre_ping=True,
        max_overflow=SPARE,
        connect_args={"connect_timeout": CONNECT_S},
    )
    return Database(engine, address.render_as_string(hide_password=True))


def _sqlite(file: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        hide_parameters=True,
        max_overflow=SPARE,
        connect_args={"timeout": BUSY_S},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _: object) -> None:
    connection.isolation_level = None  # Python's driver would begin transactions of its own, and too late
    for pragma in (
        "journal_mode = WAL",  # readers and a writer at once
        "synchronous = FULL",  # what was acknowledged survives a power cut, too
        "secure_delete = ON",  # what was deleted is overwritten
        f"mmap_size = {MAPPED_BYTES}",  # a shopper's events lie scattered: 200 of them are 200 calls less
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes the lock before it reads: one that had read first could not wait for another."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
