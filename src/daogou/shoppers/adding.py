"""Events in, each once, whoever sends it how often."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from daogou.core.errors import BadInput
from daogou.core.event import Event
from daogou.core.rejection import Rejection
from daogou.shoppers.activity import adjust, changes
from daogou.shoppers.database import Database
from daogou.shoppers.tables import events
from daogou.shoppers.times import microseconds
from daogou.shoppers.tombstones import Tombstones
from daogou.sources.events import refusal_of

ERASED = "erased"
FORGOTTEN = "too old"


@dataclass(frozen=True, slots=True)
class Added:
    """How many events are new, how many were known by their id already, and which were refused.

    A refusal's ``line`` is the event's place among those given, counted from 1.
    """

    new: int = 0
    known: int = 0
    refused: tuple[Rejection, ...] = ()

    def __add__(self, other: "Added") -> "Added":
        return Added(self.new + other.new, self.known + other.known, self.refused + other.refused)


def add_batch(
    database: Database,
    tombstones: Tombstones,
    batch: Sequence[tuple[int, Event]],
    keep_from: datetime | None,
) -> Added:
    """One transaction: all of the batch, but what is refused, is on the disk when this returns."""
    faults = {place: _fault(place, event, keep_from) for place, event in batch}
    sound = [(place, event) for place, event in batch if faults[place] is None]

    def work(connection: Connection) -> Added:
        erased = tombstones.until(connection, {event.shopper_id for _, event in sound})
        gone = {place: _erased(place, event) for place, event in sound if _is_erased(event, erased)}
        kept = [event for place, event in sound if place not in gone]
        new = _insert(database, connection, kept)
        refused = [one for place, _ in batch if (one := faults[place] or gone.get(place))]
        return Added(len(new), len(kept) - len(new), tuple(refused))

    return database.write(work)


def add_within(database: Database, tombstones: Tombstones, connection: Connection, event: Event) -> None:
    """The same of one event, within the transaction of what it tells of; not of who was erased after it.

    Raises:
        BadInput: it cannot be kept.
    """
    if fault := refusal_of(event, 1):
        raise BadInput(f"{fault.field}: {fault.reason}.", hint=fault.suggestion)
    if not _is_erased(event, tombstones.until(connection, {event.shopper_id})):
        _insert(database, connection, [event])


def _insert(database: Database, connection: Connection, kept: Collection[Event]) -> list[Event]:
    """Those that were not there; in the order of ids, so that two writers do not wait for each other."""
    first = {event.id: event for event in reversed(list(kept))}
    if not first:
        return []
    statement = database.insert(events).on_conflict_do_nothing(index_elements=["id"]).returning(events.c.id)
    rows = [row_of(first[name]) for name in sorted(first)]
    new = [first[name] for (name,) in connection.execute(statement, rows)]
    adjust(database, connection, changes(new))
    return new


def row_of(event: Event) -> dict[str, object]:
    """As the table holds it."""
    return {
        "id": event.id,
        "shopper_id": event.shopper_id,
        "kind": event.kind,
        "product_id": event.product_id,
        "at": microseconds(event.at),
        "value": float(event.value),
        "text": event.text,
    }


def batches(given: Iterable[Event], size: int) -> Iterable[list[tuple[int, Event]]]:
    """Events with their places from 1, so many at a time."""
    batch: list[tuple[int, Event]] = []
    for numbered in enumerate(given, start=1):
        batch.append(numbered)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _fault(place: int, event: Event, keep_from: datetime | None) -> Rejection | None:
    if fault := refusal_of(event, place):
        return fault
    if keep_from and event.at < keep_from:
        at = event.at.isoformat()
        return Rejection(place, "at", at, FORGOTTEN, "shoppers.keep_days says how old one may be.", part=True)
    return None


def _is_erased(event: Event, erased: Mapping[str, int]) -> bool:
    return microseconds(event.at) <= erased.get(event.shopper_id, -1)


def _erased(place: int, event: Event) -> Rejection:
    hint = "This shopper was erased after that; what they do from now on is taken."
    return Rejection(place, "at", event.at.isoformat(), ERASED, hint, part=True)
