"""Forgetting: one shopper altogether, or what is older than the shop keeps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, CursorResult, Table, delete, func, select, update

from daogou.shoppers.activity import adjust, changes
from daogou.shoppers.database import Database
from daogou.shoppers.reading import as_events
from daogou.shoppers.tables import METADATA, erasures, events, impressions
from daogou.shoppers.times import microseconds, moment
from daogou.shoppers.tombstones import Tombstones

AT_ONCE = 5_000  # rows forgotten in one transaction: others write in between


@dataclass(frozen=True, slots=True)
class Erasure:
    """When a shopper was erased, how many rows of which tables went, and the first release made without them.

    ``release`` is empty until a build has published one: releases made before keep numbers that were learnt
    from what the shopper did.
    """

    at: datetime
    deleted: Mapping[str, int] = field(default_factory=dict)
    release: str = ""
    done_at: datetime | None = None

    @property
    def is_done(self) -> bool:
        """Whether what is being served was made without them."""
        return self.done_at is not None


@dataclass(frozen=True, slots=True)
class PendingErasure:
    """One that no release has followed yet; ``tombstone`` is a keyed hash, never the shopper's id."""

    tombstone: str
    at: datetime


def erase(database: Database, tombstones: Tombstones, shopper_id: str, at: datetime) -> Erasure:
    """Delete every row of that shopper, and leave a tombstone."""

    def work(connection: Connection) -> Erasure:
        last = connection.execute(select(func.max(events.c.at)).filter_by(shopper_id=shopper_id)).scalar()
        deleted = {table.name: _delete(connection, table, shopper_id) for table in personal_tables()}
        # an event of a clock that goes fast is old, too
        _bury(database, connection, tombstones.of(shopper_id), at, max(microseconds(at), last or 0))
        return Erasure(at, deleted)

    done = database.write(work, alone=True)
    database.scrub()
    return done


def personal_tables() -> list[Table]:
    """Every table that says anything of a shopper."""
    return [table for table in METADATA.sorted_tables if "shopper_id" in table.c]


def erasure_of(connection: Connection, tombstone: str) -> Erasure | None:
    """The last erasure of a shopper, if there was one."""
    wanted = select(erasures.c.at, erasures.c.release, erasures.c.done_at).filter_by(tombstone=tombstone)
    row = connection.execute(wanted).first()
    if row is None:
        return None
    at, release, done_at = row
    return Erasure(moment(at), {}, release, None if done_at is None else moment(done_at))


def pending(connection: Connection) -> list[PendingErasure]:
    """Those that no release has followed yet, oldest first."""
    wanted = select(erasures.c.tombstone, erasures.c.at).where(erasures.c.done_at.is_(None))
    rows = connection.execute(wanted.order_by(erasures.c.at, erasures.c.tombstone))
    return [PendingErasure(tombstone, moment(at)) for tombstone, at in rows]


def mark_done(
    connection: Connection, followed: Iterable[PendingErasure], release_id: str, at: datetime
) -> None:
    """That release was made without them; one who was erased once more meanwhile still waits."""
    for one in followed:
        same = update(erasures).filter_by(tombstone=one.tombstone, at=microseconds(one.at))
        connection.execute(same.values(release=release_id, done_at=microseconds(at)))


def forget(database: Database, before: datetime) -> dict[str, int]:
    """Delete events and impressions of before that moment; how many of each."""
    gone = {"events": 0, "impressions": 0}
    for table in (events, impressions):
        work = partial(_forget, database, table, before)
        while count := database.write(work):
            gone[table.name] += count
    return gone


def _forget(database: Database, table: Table, before: datetime, connection: Connection) -> int:
    old = select(table.c.id).where(table.c.at < microseconds(before)).order_by(table.c.at).limit(AT_ONCE)
    rows = connection.execute(delete(table).where(table.c.id.in_(old)).returning(*table.c)).all()
    if table is events:
        adjust(database, connection, changes(as_events(rows), sign=-1))
    return len(rows)


def _delete(connection: Connection, table: Table, shopper_id: str) -> int:
    done: CursorResult[Any] = connection.execute(delete(table).filter_by(shopper_id=shopper_id))
    return done.rowcount


def _bury(database: Database, connection: Connection, tombstone: str, at: datetime, until: int) -> None:
    earlier = connection.execute(select(erasures.c.until).filter_by(tombstone=tombstone)).scalar()
    row = {
        "at": microseconds(at),
        "until": max(until, earlier or 0),
        "release": "",
        "done_at": None,
    }
    new = database.insert(erasures).values(tombstone=tombstone, **row)
    connection.execute(new.on_conflict_do_update(index_elements=["tombstone"], set_=row))
