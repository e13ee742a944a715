"""What was said to the guide and answered, of shoppers who agreed to be remembered (purpose ``remember``)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, delete, select

from daogou.core.errors import BadInput
from daogou.shoppers import consent
from daogou.shoppers.database import Database
from daogou.shoppers.tables import conversations
from daogou.shoppers.times import microseconds, moment
from daogou.shoppers.tombstones import Tombstones
from daogou.sources.events import MAX_ID

MAX_SAID = 4_000  # characters of a message or an answer that are kept: a long policy passage has 2,000


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn. ``conversation``: whose others it belongs to; ``skill``: who answered; ``why_not``: of a
    refusal its reason's name; ``language``: of the answer."""

    shopper_id: str
    conversation: str
    at: datetime
    said: str
    answered: str
    skill: str
    language: str
    why_not: str = ""


class Transcripts:
    """Every method raises StateUnavailable where the database does not answer."""

    def __init__(self, database: Database, tombstones: Tombstones) -> None:
        self._database = database
        self._tombstones = tombstones

    def keep(self, one: Exchange) -> bool:
        """Keep a turn if its shopper agreed; whether it was kept.

        Raises:
            BadInput: an id is missing or too long.
        """
        for given in (one.shopper_id, one.conversation):
            if not given.strip() or len(given) > MAX_ID or "\0" in given:
                raise BadInput(f"An id has 1 to {MAX_ID} characters, and no NUL.")
        return self._database.write(lambda connection: self._keep(connection, one))

    def since(self, moment_of: datetime, limit: int = 500) -> list[Exchange]:
        """All shoppers' turns from that moment on, newest first."""
        wanted = select(conversations).where(conversations.c.at >= microseconds(moment_of))
        ordered = wanted.order_by(conversations.c.at.desc(), conversations.c.number.desc()).limit(limit)
        with self._database.reading() as connection:
            return [_exchange(row) for row in connection.execute(ordered)]

    def forget(self, before: datetime) -> int:
        """Delete what is older; how many turns."""
        old = delete(conversations).where(conversations.c.at < microseconds(before))
        return self._database.write(lambda connection: connection.execute(old).rowcount)

    def _keep(self, connection: Connection, one: Exchange) -> bool:
        # asked within the same transaction: a no that is said meanwhile holds
        if not consent.said(connection, one.shopper_id).get("remember", False):
            return False
        erased = self._tombstones.until(connection, {one.shopper_id})
        if microseconds(one.at) <= erased.get(one.shopper_id, -1):
            return False
        row = {
            "shopper_id": one.shopper_id,
            "conversation": one.conversation,
            "at": microseconds(one.at),
            "said": _sound(one.said),
            "answered": _sound(one.answered),
            "skill": one.skill,
            "language": one.language,
            "why_not": one.why_not,
        }
        connection.execute(conversations.insert(), [row])
        return True


def exchanges_of(connection: Connection, shopper_id: str) -> list[Exchange]:
    """All turns of one shopper that are kept, oldest first."""
    wanted = select(conversations).filter_by(shopper_id=shopper_id)
    rows = connection.execute(wanted.order_by(conversations.c.at, conversations.c.number))
    return [_exchange(row) for row in rows]


def withdraw(connection: Connection, shopper_id: str) -> int:
    """Delete what was kept of who no longer agrees; how many turns."""
    return connection.execute(delete(conversations).filter_by(shopper_id=shopper_id)).rowcount


def _exchange(row: Row[tuple[object, ...]]) -> Exchange:
    return Exchange(
        row.shopper_id,
        row.conversation,
        moment(row.at),
        row.said,
        row.answered,
        row.skill,
        row.language,
        row.why_not,
    )


def _sound(text: str) -> str:
    """As a database can hold it."""
    return text[:MAX_SAID].replace("\0", "").encode("utf-8", "replace").decode("utf-8")
