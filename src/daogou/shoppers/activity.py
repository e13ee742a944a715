"""How much each shopper did, and a number that changes with it.

The number is the sum of a hash of each of their events, modulo 2^40: it does not depend on the order in which
events came, can be kept up to date when one is added or deleted, and is the same in every database. Sums of a
million shoppers still fit 64 bits; a change goes unnoticed once in 10^12 times.
"""

import hashlib
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete

from daogou.core.event import Event
from daogou.shoppers.database import Database
from daogou.shoppers.tables import activity
from daogou.shoppers.times import microseconds

MODULUS = 1 << 40
Change = tuple[int, int]


def digest(event: Event) -> int:
    """A hash of everything in it, 0 to 2^40 - 1."""
    e = event  # no text of it holds the \0 that parts them
    said = (e.id, e.shopper_id, e.kind, e.product_id, str(microseconds(e.at)), repr(float(e.value)), e.text)
    return int.from_bytes(hashlib.blake2b("\0".join(said).encode(), digest_size=5).digest(), "big")


def changes(events: Iterable[Event], sign: int = 1) -> dict[str, Change]:
    """Shopper id -> (how many more events, what to add to their number); ``sign`` -1 takes away."""
    found: dict[str, Change] = {}
    for event in events:
        count, total = found.get(event.shopper_id, (0, 0))
        found[event.shopper_id] = (count + sign, (total + sign * digest(event)) % MODULUS)
    return found


def adjust(database: Database, connection: Connection, changed: Mapping[str, Change]) -> None:
    """Bring the table up to date; in the order of ids, so that two writers do not wait for each other."""
    if not changed:
        return
    new = database.insert(activity)
    upsert = new.on_conflict_do_update(
        index_elements=["shopper_id"],
        set_={
            "events": activity.c.events + new.excluded.events,
            "digest": (activity.c.digest + new.excluded.digest) % MODULUS,
        },
    )
    rows = [
        {"shopper_id": shopper, "events": count, "digest": total}
        for shopper, (count, total) in sorted(changed.items())
    ]
    connection.execute(upsert, rows)
    if any(count < 0 for count, _ in changed.values()):
        connection.execute(delete(activity).where(activity.c.events <= 0))
