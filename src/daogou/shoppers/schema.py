"""The tables are made, or brought up to date, when the state is opened."""

import secrets
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, inspect, select, update

from daogou.shoppers.database import Database
from daogou.shoppers.failures import StateUnavailable
from daogou.shoppers.tables import METADATA, cart, conversations, meta

VERSION = "schema_version"
ERASURE_KEY = "erasure_key"
Step = Callable[[Connection], None]


def _with_a_cart(connection: Connection) -> None:
    """Version 2; whoever changes this table writes out here what it was."""
    cart.create(connection)


def _with_conversations(connection: Connection) -> None:
    """Version 3; whoever changes this table writes out here what it was."""
    conversations.create(connection)


# STEPS[i] leads from version i + 1 to version i + 2; none is ever changed once released
STEPS: tuple[Step, ...] = (_with_a_cart, _with_conversations)


def prepare(database: Database, steps: Sequence[Step] = STEPS) -> None:
    """Make what is missing.

    Raises:
        StateUnavailable: a newer version of this program made the tables; nothing is touched.
    """
    newest = len(steps) + 1
    with database.reading() as connection:
        found = _version(connection)
    if found == newest:  # nearly always; so opening does not wait for who writes
        return
    database.write(lambda connection: _bring(connection, database.where, steps), alone=True)


def value_of(connection: Connection, name: str) -> str:
    """An entry of the table ``meta``; empty if there is none."""
    return connection.execute(select(meta.c.value).filter_by(name=name)).scalar() or ""


def _bring(connection: Connection, where: str, steps: Sequence[Step]) -> None:
    newest = len(steps) + 1
    found = _version(connection)
    if found > newest:
        raise StateUnavailable(
            f"The shoppers' data in {where} is of version {found}; this program knows {newest}.",
            hint="A newer version of daogou wrote it: install that one.",
        )
    if found == 0:
        METADATA.create_all(connection)
        rows = [(VERSION, str(newest)), (ERASURE_KEY, secrets.token_hex(32))]
        connection.execute(meta.insert(), [{"name": name, "value": value} for name, value in rows])
        return
    for step in steps[found - 1 :]:
        step(connection)
    connection.execute(update(meta).filter_by(name=VERSION).values(value=str(newest)))


def _version(connection: Connection) -> int:
    """0 where there are no tables yet."""
    return int(value_of(connection, VERSION)) if inspect(connection).has_table(meta.name) else 0
